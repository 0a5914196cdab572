import { choice, CONTRACT, date, energyRecord, money, PROJECT_OF_IT, text } from './fields.js';

export const adjustments = energyRecord({
  name: 'adjustments',
  label: 'adjustment',
  resource: 'EnergyAdjustment',
  description:
    'What a settlement adds to the energy or takes off: capacity, liquidated damages, corrections.',
  table: 'adjustment',
  fields: {
    project: PROJECT_OF_IT,
    contract: CONTRACT,
    adjusted_on: date('Day', '2026-06-30', { required: true }),
    kind: choice('Kind', ['capacity', 'liquidated_damages', 'correction', 'other'], 'capacity', {
      required: true,
    }),
    reference: text('Reference', 100, 'ADJ-2026-001', { required: true }),
    amount: money('Amount', '2500.00', { required: true, description: 'Negative = taken off' }),
    description: text('Description', 10_000, 'Capacity payment'),
  },
  key: ['contract', 'reference'],
  sorting: { by: ['adjusted_on', 'reference', 'created_at', 'updated_at'], initially: '-adjusted_on' },
  search: ['reference', 'description'],
});
