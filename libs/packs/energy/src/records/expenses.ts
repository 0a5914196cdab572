import { CONTRACT_OF_PROJECT, currency, date, energyRecord, money, PROJECT, text } from './fields.js';

export const expenses = energyRecord({
  name: 'expenses',
  label: 'expense',
  resource: 'EnergyExpense',
  description: 'What a category cost in a month and what was planned for it.',
  table: 'expense',
  fields: {
    project: PROJECT,
    contract: CONTRACT_OF_PROJECT,
    period: date('Month', '2026-06-01', { required: true, description: 'Its first day' }),
    category: text('Category', 100, 'O&M', { required: true }),
    currency: currency(),
    vendor: text('Vendor', 200, 'Helios Services'),
    gl_account: text('GL account', 50, '6100'),
    reference: text('Reference', 100, 'EXP-2026-001'),
    budget: money('Budget', '42000', { default: '0' }),
    actual: money('Actual', '45360', { default: '0' }),
    prior: money('Prior period', '41000', {
      description: 'Counts where the period before has no rows of its own',
    }),
    description: text('Description', 10_000, 'Monthly service fee'),
  },
  key: ['project', 'period', 'category', 'currency', 'gl_account', 'vendor', 'reference'],
  sorting: { by: ['period', 'category', 'created_at', 'updated_at'], initially: '-period' },
  search: ['category', 'vendor', 'reference', 'description'],
  rules: [
    {
      field: 'period',
      says: 'must be the first day of a month',
      holds: ({ period }) => String(period).endsWith('-01'),
    },
  ],
});
