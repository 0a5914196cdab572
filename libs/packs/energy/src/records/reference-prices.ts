import { currency, date, energyRecord, quantity, text, inOrder } from './fields.js';

export const referencePrices = energyRecord({
  name: 'reference-prices',
  label: 'reference price',
  resource: 'EnergyReferencePrice',
  description:
    'The market price per kWh, until the next one of its market and currency begins, or to its last day.',
  table: 'reference_price',
  fields: {
    market: text('Market', 50, 'ERCOT-NORTH', { required: true }),
    currency: currency(),
    valid_from: date('Valid from', '2026-06-01', { required: true }),
    valid_to: date('Last day', null, { description: 'Nothing = until the next price' }),
    price: quantity('Price per kWh', '0.185', { required: true }),
    source: text('Source', 200, 'Day-ahead average of the month'),
  },
  key: ['market', 'currency', 'valid_from'],
  sorting: { by: ['valid_from', 'market', 'created_at', 'updated_at'], initially: '-valid_from' },
  search: ['market', 'source'],
  rules: [inOrder('valid_from', 'valid_to')],
});
