import type { ReferenceField } from '@galley/dataset';
import { choice, CONTRACT, energyRecord, later, PROJECT_OF_IT, text, timestamp } from './fields.js';

/** A clause, by its number within the contract that stands beside it. */
export const OBLIGATION: ReferenceField = {
  kind: 'reference',
  label: 'Obligation',
  to: 'obligations',
  by: 'clause',
  within: ['contract_id'],
  required: true,
  example: '7.2',
};

export const defaultEvents = energyRecord({
  name: 'default-events',
  label: 'default event',
  resource: 'EnergyDefaultEvent',
  description: 'A breach that was noticed to the other side, with the time it has to cure it.',
  table: 'default_event',
  fields: {
    project: PROJECT_OF_IT,
    contract: CONTRACT,
    obligation: OBLIGATION,
    reference: text('Reference', 100, 'DE-2026-001', { required: true }),
    breach_start: timestamp('Breach since', '2026-07-01T05:00:00Z', { required: true }),
    cure_deadline: timestamp('To be cured until', '2026-07-31T05:00:00Z'),
    time_cured: timestamp('Cured', null),
    status: choice('Status', ['open', 'cured', 'expired'], 'open', { default: 'open' }),
    description: text('Description', 10_000, 'Availability below the guarantee in June'),
  },
  key: ['project', 'reference'],
  sorting: { by: ['breach_start', 'reference', 'created_at', 'updated_at'], initially: '-breach_start' },
  search: ['reference', 'description'],
  rules: [
    {
      field: 'time_cured',
      says: 'is required for what is cured',
      holds: ({ status, time_cured }) => status !== 'cured' || time_cured !== null,
    },
    later('breach_start', 'time_cured', { orAt: true }),
    later('breach_start', 'cure_deadline', { orAt: true }),
  ],
});
