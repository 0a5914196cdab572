import { CONTRACT, date, energyRecord, money, PROJECT_OF_IT, quantity, text } from './fields.js';
import { OBLIGATION } from './default-events.js';

export const ldCalculations = energyRecord({
  name: 'ld-calculations',
  label: 'LD calculation',
  resource: 'EnergyLdCalculation',
  description:
    'What people decided about liquidated damages of one period, and what they stated where the meters know nothing. The figures are computed when they are read.',
  table: 'ld_calculation',
  fields: {
    project: PROJECT_OF_IT,
    contract: CONTRACT,
    obligation: OBLIGATION,
    period_start: date('First day of the period', '2026-06-01', { required: true }),
    stated_hours: {
      kind: 'decimal',
      label: 'Hours of operation, stated',
      precision: 12,
      scale: 4,
      min: '0',
      example: '619.75',
    },
    stated_kwh: quantity('Energy, stated, kWh', null, { min: '0' }),
    waived_amount: money('Waived', '5000', { min: '0' }),
    waived_reason: text('Why it is waived', 500, 'Cured within the week'),
    invoice: {
      kind: 'reference',
      label: 'Charged by',
      to: 'invoices',
      by: 'invoice_no',
      within: ['project_id'],
      example: null,
    },
    invoiced_ref: text('Charged by, elsewhere', 100, null),
  },
  key: ['obligation', 'period_start'],
  sorting: { by: ['period_start', 'created_at', 'updated_at'], initially: '-period_start' },
  search: ['waived_reason', 'invoiced_ref'],
});
