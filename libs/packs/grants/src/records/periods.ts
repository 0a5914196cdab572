import { fields, type RecordValues } from '@galley/dataset';
import { periodLabel } from '../bufdir/period-label.js';
import { grantsRecord } from './grants-record.js';

const { choice, date, inOrder, text } = fields;

export const periods = grantsRecord({
  name: 'periods',
  label: 'period',
  resource: 'GrantsPeriod',
  description: 'Whole local days that reports are made for. Its days are what it is: they do not change.',
  table: 'report_period',
  fields: {
    start_date: date('First day', '2025-01-01', { required: true, immutable: true }),
    end_date: date('Last day', '2025-12-31', { required: true, immutable: true }),
    label: text('Label', 50, '2025', { required: true, description: 'From its days when absent' }),
    kind: choice('Kind', ['year', 'half_year', 'quarter', 'custom'], 'year', {
      read_only: true,
      description: 'Follows from its days',
    }),
  },
  key: ['start_date', 'end_date'],
  sorting: {
    by: ['start_date', 'end_date', 'label', 'created_at', 'updated_at'],
    initially: '-start_date',
  },
  search: ['label'],
  completed: { fields: ['label'], fill: withLabel },
  rules: [inOrder('start_date', 'end_date')],
  says: { reports: ['start_date', 'the period has reports and stays'] },
});

function withLabel(values: RecordValues): RecordValues {
  const { start_date = null, end_date = null, label = null } = values;
  if (label !== null || start_date === null || end_date === null) return values;
  return { ...values, label: periodLabel(String(start_date), String(end_date)) };
}
