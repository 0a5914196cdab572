import { constraintWords, declareProblem, fields, type ReferenceField } from '@galley/dataset';
import { FIELD_TYPES } from '../forms/answer.js';
import { INDICATOR_AGGREGATES } from '../forms/form.js';
import { monitoringRecord } from './monitoring-record.js';
import { project } from './projects.js';

const { choice, code, flag, json, reference, text, timestamp, uuid, whole } = fields;

/** What was published is never changed: submissions are read by it. */
export const formFrozen = declareProblem('form-frozen', 409, 'What was published stays as it is');

/** A form by its code: of its versions the one that is in use, or that the record states. */
export function form(more: fields.More<ReferenceField> = {}): ReferenceField {
  return reference('Form', 'forms', 'WATER-POINT', {
    required: true,
    narrowed_by: ['form_version'],
    preferring: { column: 'status', values: ['published'] },
    ...more,
  });
}

const FROZEN = 'cannot be changed once the form is published; revise it';

export const forms = monitoringRecord({
  name: 'forms',
  label: 'form',
  resource: 'MonitoringForm',
  description:
    'Questions of a project, in versions: a draft is published, and retired when the next version is. Conditions and calculations are data that the server evaluates.',
  table: 'form',
  fields: {
    project: project(),
    code: code('Code', 'WATER-POINT'),
    form_version: whole('Version of the form', 1, {
      default: 1,
      min: 1,
      immutable: true,
      description: 'Revising makes the next',
    }),
    name: text('Name', 200, 'Visit to a water point', { required: true }),
    description: text('Description', 10_000, null),
    status: choice('Status', ['draft', 'published', 'retired'], null, {
      read_only: true,
      description: 'Publishing changes it',
    }),
    published_at: timestamp('Published', null, { read_only: true }),
    published_by_id: uuid('Published by', null, { read_only: true }),
  },
  key: ['project', 'code', 'form_version'],
  sorting: { by: ['code', 'form_version', 'name', 'created_at', 'updated_at'], initially: 'code' },
  search: ['code', 'name', 'description'],
  children: {
    fields: {
      label: 'Fields',
      singular: 'field',
      table: 'form_field',
      parent: 'form_id',
      key: 'name',
      order: 'order_index',
      carries: ['project_id'],
      fields: {
        order_index: whole('Position', 0, { read_only: true, description: 'From 0, as they were written' }),
        name: text('Name', 50, 'people', {
          required: true,
          description: 'What conditions and calculations call it by',
        }),
        label: text('Question', 500, 'How many people fetch water here?', { required: true }),
        hint: text('Hint', 500, 'Count on an ordinary day'),
        type: choice('Type', FIELD_TYPES, 'integer', { required: true }),
        required: flag('Required', true, { default: false, description: 'Where it is asked' }),
        options: json('Options', null, {
          max_length: 200_000,
          description: 'Of a selection: [{"value": "pump", "label": "Hand pump"}]',
        }),
        relevant: json('Asked where', null, {
          description: 'A condition on earlier fields: {"all": [{"field": "age", "op": ">=", "value": 18}]}',
        }),
        constraint: json('Constraint', '{"op":">=","value":0}', {
          description: 'A condition that an answer satisfies; without a field, or with ".", it is the answer',
        }),
        constraint_message: text('Said where it does not', 500, 'Nobody is counted twice, nobody less.'),
        calculation: text('Calculation', 2_000, null, {
          description: 'Of a calculate: ${girls} + coalesce(${boys}, 0)',
        }),
        indicator: reference('Indicator', 'indicators', 'WATER-PEOPLE', {
          description: 'That answers feed, as a draft value',
        }),
        indicator_aggregate: choice('Fed as', INDICATOR_AGGREGATES, 'sum', {
          description: 'What the answers of a period come to',
        }),
      },
      constraints: constraintWords('form_field', {
        indicator: ['indicator_aggregate', 'and indicator_id must both be given, or neither'],
        frozen: ['fields', FROZEN, formFrozen],
      }),
    },
  },
  says: {
    frozen: ['status', FROZEN, formFrozen],
    live_key: ['code', 'is that of another form of the project; revise that one for the next version'],
    draft_key: ['code', 'has a draft already; there is one at a time'],
    transition: ['status', 'cannot be changed like that', formFrozen],
  },
});
