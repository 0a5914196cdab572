import { code, energyRecord, flag, text } from './fields.js';

export const projects = energyRecord({
  name: 'projects',
  label: 'project',
  resource: 'EnergyProject',
  description:
    'A plant or site. Only administrators create one: nobody else sees a project before they are its member.',
  table: 'project',
  fields: {
    code: code('Code', 'SUNFIELD'),
    name: text('Name', 200, 'Sunfield Solar Park', { required: true }),
    country: text('Country', 100, 'United States'),
    timezone: text('Time zone', 64, 'America/Chicago', {
      default: 'UTC',
      description: 'IANA zone in which the days of its meters begin',
      pattern: {
        source: '[A-Za-z][A-Za-z0-9_+/-]*',
        says: 'must be an IANA time zone such as America/Chicago',
      },
    }),
    is_active: flag('Active', true, { default: true }),
  },
  key: ['code'],
  sorting: { by: ['code', 'name', 'created_at', 'updated_at'], initially: 'code' },
  search: ['code', 'name'],
  rules: [
    { field: 'timezone', says: 'must be an IANA time zone', holds: ({ timezone }) => isZone(timezone) },
  ],
});

function isZone(name: unknown): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: String(name) }));
  } catch {
    return false;
  }
}
