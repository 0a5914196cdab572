import { CONTRACT, date, energyRecord, PROJECT_OF_IT, quantity, inOrder } from './fields.js';

export const tariffs = energyRecord({
  name: 'tariffs',
  label: 'tariff',
  resource: 'EnergyTariff',
  description:
    'How a contract turns the reference price into its rate: discounted, then not above the ceiling, then not below the floor.',
  table: 'tariff',
  fields: {
    project: PROJECT_OF_IT,
    contract: CONTRACT,
    valid_from: date('Valid from', '2025-01-01', { required: true }),
    valid_to: date('Last day', null, { description: 'Nothing = until further notice' }),
    discount: {
      kind: 'decimal',
      label: 'Discount',
      description: 'As a fraction: 0.15 is 15 %',
      precision: 9,
      scale: 6,
      min: '0',
      max: '1',
      default: '0',
      example: '0.15',
    },
    floor: quantity('Floor per kWh', '0.12', { min: '0' }),
    ceiling: quantity('Ceiling per kWh', '0.15', { min: '0' }),
  },
  key: ['contract', 'valid_from'],
  sorting: { by: ['valid_from', 'created_at', 'updated_at'], initially: '-valid_from' },
  search: [],
  rules: [inOrder('valid_from', 'valid_to')],
  says: {
    limits: ['ceiling', 'must not be below floor'],
    overlap: ['valid_from', 'is within the days of another tariff of the contract'],
  },
});
