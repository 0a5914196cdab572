import { CONTRACT_OF_PROJECT, energyRecord, flag, PROJECT, text, timestamp, later } from './fields.js';
import { METER } from './meter-readings.js';

const { required: _required, ...meter } = METER;

export const events = energyRecord({
  name: 'events',
  label: 'event',
  resource: 'EnergyEvent',
  description:
    'Something that kept a plant from running. Excused ones shorten the time that a guarantee is measured over, each moment once.',
  table: 'event',
  fields: {
    project: PROJECT,
    contract: { ...CONTRACT_OF_PROJECT, description: 'Nothing = every contract of the project' },
    meter: { ...meter, description: 'Nothing = every meter' },
    reference: text('Reference', 100, 'EV-2026-001', { required: true }),
    kind: text('Kind', 50, 'curtailment', {
      required: true,
      description: 'Outage, curtailment, grid, force majeure, maintenance or another',
    }),
    starts_at: timestamp('Start', '2026-06-12T08:00:00Z', { required: true }),
    ends_at: timestamp('End', '2026-06-12T20:00:00Z', { description: 'Nothing = not over' }),
    is_excused: flag('Excused', true, { default: false }),
    description: text('Description', 10_000, 'Curtailed by the grid operator'),
  },
  key: ['project', 'reference'],
  sorting: { by: ['starts_at', 'reference', 'created_at', 'updated_at'], initially: '-starts_at' },
  search: ['reference', 'kind', 'description'],
  rules: [later('starts_at', 'ends_at')],
});
