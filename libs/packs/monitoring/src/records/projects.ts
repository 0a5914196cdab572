import { fields, type ReferenceField } from '@galley/dataset';
import { monitoringRecord } from './monitoring-record.js';
import { program } from './programs.js';

const { choice, code, currency, date, inOrder, money, reference, text, whole } = fields;

/** A project by its code, wherever a record belongs to one. */
export function project(more: fields.More<ReferenceField> = {}): ReferenceField {
  return reference('Project', 'projects', 'WASH-ADJ', { required: true, ...more });
}

export const projects = monitoringRecord({
  name: 'projects',
  label: 'project',
  resource: 'MonitoringProject',
  description:
    'Work of a program in one place. Who is a member of certain projects sees these and no others.',
  table: 'project',
  fields: {
    program: program({ description: 'It stays with it' }),
    code: code('Code', 'WASH-ADJ'),
    name: text('Name', 200, 'Water points in Adjumani', { required: true }),
    description: text('Description', 10_000, null),
    budget: money('Budget', '250000.00', { min: '0' }),
    currency: currency('USD', { required: true }),
    start_date: date('First day', '2026-01-01'),
    end_date: date('Last day', '2026-12-31'),
    status: choice('Status', ['draft', 'active', 'completed', 'suspended'], 'active', { default: 'draft' }),
    location: text('Location', 200, 'Adjumani, Uganda'),
    fiscal_start_month: whole('First month of its year', 1, {
      default: 1,
      min: 1,
      max: 12,
      description: 'For generated periods',
    }),
  },
  key: ['code'],
  sorting: { by: ['code', 'name', 'status', 'created_at', 'updated_at'], initially: 'code' },
  search: ['code', 'name', 'location'],
  rules: [inOrder('start_date', 'end_date')],
  says: {
    dates: ['end_date', 'must not be before start_date'],
    budget: ['budget', 'must not be negative'],
    currency: ['currency', 'must be the three letters of ISO 4217, such as USD'],
    program: ['program_id', 'cannot be changed'],
  },
});
