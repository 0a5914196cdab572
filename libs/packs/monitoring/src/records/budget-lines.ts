import { fields } from '@galley/dataset';
import { monitoringRecord } from './monitoring-record.js';
import { project } from './projects.js';

const { code, currency, money, text } = fields;

export const budgetLines = monitoringRecord({
  name: 'budget-lines',
  label: 'budget line',
  resource: 'MonitoringBudgetLine',
  description: 'What a project plans to spend on something, and has spent. Currencies are never added up.',
  table: 'budget_line',
  fields: {
    project: project(),
    code: code('Code', '2.1'),
    category: text('Category', 100, 'Equipment', { required: true }),
    description: text('Description', 300, 'Hand pumps and spare parts'),
    budgeted: money('Budgeted', '100000.00', { required: true, min: '0' }),
    spent: money('Spent', '64250.50', { default: '0', min: '0' }),
    currency: currency('USD', { required: true }),
  },
  key: ['project', 'code'],
  sorting: {
    by: ['code', 'category', 'budgeted', 'spent', 'created_at', 'updated_at'],
    initially: 'code',
  },
  search: ['code', 'category', 'description'],
  says: {
    amounts: ['spent', 'and budgeted must not be negative'],
    currency: ['currency', 'must be the three letters of ISO 4217, such as USD'],
  },
});
