import type { ParameterFields } from '@galley/template';

const lookup = (source: string, field: string) => ({
  type: 'lookup',
  lookup: { source, field, label: 'name' },
});

/** How each parameter of the pack's datasets is asked for. */
export const FIELDS: ParameterFields = {
  project_id: { label: 'Project', help: 'Empty: all.', ...lookup('monitoring.projects', 'id') },
  program_id: { label: 'Program', help: 'Empty: all.', ...lookup('monitoring.programs', 'id') },
  start_date: { label: 'From', type: 'date', help: 'Empty: the first day of the project.' },
  end_date: { label: 'To', type: 'date', help: 'Empty: today.' },
  indicator_codes: {
    label: 'Indicators',
    help: 'Empty: all that the project works with.',
    multiple: true,
    ...lookup('monitoring.indicators', 'code'),
  },
  include_unapproved: {
    label: 'Count values that are not approved yet',
    type: 'boolean',
    default: false,
    help: 'The report then says that it is provisional.',
  },
};
