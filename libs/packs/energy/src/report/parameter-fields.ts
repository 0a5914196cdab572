import type { ParameterFields } from '@galley/template';

const lookup = (source: string) => ({
  type: 'lookup',
  multiple: true,
  lookup: { source, field: 'id', label: 'name' },
});

/** How each parameter of the pack's sources is asked for. Dates have no default: the template's date range presets them. */
export const FIELDS: ParameterFields = {
  date_from: { label: 'From', type: 'date' },
  date_to: { label: 'To', type: 'date' },
  as_of: { label: 'As of', type: 'date', help: 'Empty: today.' },
  prior_from: { label: 'Compared from', type: 'date', help: 'Empty: the period of the same length before.' },
  prior_to: { label: 'Compared to', type: 'date' },
  upcoming_days: { label: 'Days ahead', type: 'number', default: 30 },
  include_cured: { label: 'List cured breaches', type: 'boolean' },
  revenue: { label: 'Revenue', type: 'boolean' },
  expenses: { label: 'Expenses', type: 'boolean' },
  direction: {
    label: 'Direction',
    type: 'select',
    default: 'generated',
    options: [
      { value: 'generated', label: 'What others owe us' },
      { value: 'received', label: 'What we owe' },
    ],
  },
  project_ids: { label: 'Projects', ...lookup('energy.projects') },
  contract_ids: { label: 'Contracts', ...lookup('energy.contracts') },
};
