import type { BuilderParam } from '@galley/dataset';

type Field = Readonly<Record<string, unknown>>;

const lookup = (source: string): Field => ({
  type: 'lookup',
  multiple: true,
  lookup: { source, field: 'id', label: 'name' },
});

/** How each parameter of the pack's sources is asked for. Dates have no default: the template's date range presets them. */
const FIELDS: Readonly<Record<string, Field>> = {
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

/** The form of a template over these parameters. Throws on one that nobody can be asked for. */
export function dialogOf(params: readonly BuilderParam[]): { readonly fields: readonly Field[] } {
  return {
    fields: params.map(({ name }) => {
      const field = FIELDS[name];
      if (!field) throw new Error(`no dialog field for parameter ${name}`);
      return { name, ...field };
    }),
  };
}
