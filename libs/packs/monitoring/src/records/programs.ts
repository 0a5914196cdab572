import { fields, type ReferenceField } from '@galley/dataset';
import { monitoringRecord } from './monitoring-record.js';

const { choice, code, date, inOrder, reference, text } = fields;

/** A program by its code, wherever a record belongs to one. */
export function program(more: fields.More<ReferenceField> = {}): ReferenceField {
  return reference('Program', 'programs', 'WASH', { required: true, ...more });
}

export const programs = monitoringRecord({
  name: 'programs',
  label: 'program',
  resource: 'MonitoringProgram',
  description: 'Several projects with one purpose, and the results they are to bring about.',
  table: 'program',
  fields: {
    code: code('Code', 'WASH'),
    name: text('Name', 200, 'Safe water for Adjumani', { required: true }),
    description: text('Description', 10_000, 'Boreholes, latrines and hygiene for refugees and their hosts'),
    start_date: date('First day', '2026-01-01'),
    end_date: date('Last day', '2027-12-31'),
    status: choice('Status', ['draft', 'active', 'completed'], 'active', { default: 'draft' }),
  },
  key: ['code'],
  sorting: { by: ['code', 'name', 'status', 'created_at', 'updated_at'], initially: 'code' },
  search: ['code', 'name', 'description'],
  rules: [inOrder('start_date', 'end_date')],
  says: { dates: ['end_date', 'must not be before start_date'] },
});
