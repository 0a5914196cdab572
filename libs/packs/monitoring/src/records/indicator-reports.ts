import { constraintWords, declareProblem, fields, type TableWords } from '@galley/dataset';
import { indicator } from './indicators.js';
import { measure } from './measures.js';
import { monitoringRecord } from './monitoring-record.js';
import { periodLocked } from './period-problems.js';
import { project } from './projects.js';
import { reportingPeriod } from './reporting-periods.js';
import { FIELD_STAFF, STAFF } from './roles.js';

const { choice, date, inOrder, text, timestamp, uuid } = fields;

const invalidTransition = declareProblem(
  'invalid-transition',
  409,
  'The value cannot go there from its state',
);
const selfApproval = declareProblem('self-approval', 403, 'Nobody decides on their own request');
const formulaReadOnly = declareProblem('formula-read-only', 409, 'A computed indicator takes no values');
const disaggregationMismatch = declareProblem(
  'disaggregation-mismatch',
  422,
  'The categories do not add up to the value',
);

/** What is refused alike of a value and of one of its categories. */
const NUMBERS: TableWords = {
  denominator: ['denominator', 'must be above 0'],
  quotient: ['numerator', 'and denominator must both be given, or neither'],
  may_exceed: ['numerator', 'must not be above the denominator, unless the indicator may exceed'],
  number: ['numerator', 'and denominator are of percentages and ratios only'],
  value: ['value', 'must be what numerator and denominator come to; leave it out'],
  people: ['value', 'must not be negative: the indicator counts people'],
  text: ['value', 'must be left out: the indicator takes a narrative'],
  formula: [
    'indicator_id',
    'names an indicator that is computed; report what it is computed from',
    formulaReadOnly,
  ],
  period_locked: [
    'reporting_period_id',
    'is locked; values wait until an administrator unlocks it',
    periodLocked,
  ],
  submitted: ['status', 'is submitted: reject and reopen it, then change it', invalidTransition],
  approved: ['status', 'is approved, and stays; remove it and report it anew', invalidTransition],
  rejected: ['status', 'is rejected: reopen it, then change it', invalidTransition],
};

export const indicatorReports = monitoringRecord({
  name: 'indicator-reports',
  label: 'indicator value',
  resource: 'MonitoringIndicatorReport',
  description:
    'A value of an indicator for a project and a period. It counts once it is approved. It changes as a draft only, and not while its period is locked.',
  table: 'indicator_report',
  fields: {
    indicator: indicator({ description: 'One of the project (project-indicators), and it stays so' }),
    project: project({ description: 'It stays with it' }),
    reporting_period: reportingPeriod({
      carries: ['start_date', 'end_date'],
      description: 'Absent: it is of days of its own',
    }),
    start_date: date('First day', '2026-01-01', { description: 'Of the period, where it has one' }),
    end_date: date('Last day', '2026-03-31'),
    value: measure('Value', '120', {
      description: 'Of a percentage or ratio: follows from numerator and denominator, where these are given',
    }),
    numerator: measure('Numerator', null),
    denominator: measure('Denominator', null),
    target: measure('Target', '150', { description: 'Of the period' }),
    narrative: text('Narrative', 10_000, 'Two boreholes were delayed by the rains.'),
    status: choice('Status', ['draft', 'submitted', 'approved', 'rejected'], 'draft', {
      default: 'draft',
      description: 'Coordinators may bring in what was decided elsewhere; later it is submitted, approved …',
    }),
    submitted_by: uuid('Submitted by', null, { read_only: true }),
    submitted_at: timestamp('Submitted', null, { read_only: true }),
    approved_by: uuid('Approved by', null, { read_only: true }),
    approved_at: timestamp('Approved', null, { read_only: true }),
    rejection_reason: text('Why it was rejected', 1_000, null, { read_only: true }),
    source: choice('Source', ['manual', 'form'], null, { read_only: true }),
  },
  // Days that are its own name it where no period does.
  key: ['indicator', 'project', 'reporting_period', 'start_date', 'end_date'],
  sorting: {
    by: ['start_date', 'end_date', 'status', 'created_at', 'updated_at'],
    initially: '-start_date',
  },
  search: ['narrative'],
  children: {
    values: {
      label: 'Categories',
      singular: 'category',
      table: 'indicator_report_value',
      parent: 'indicator_report_id',
      key: 'category_key',
      fields: {
        category_key: text('Category', 100, 'sex:female', {
          required: true,
          description: 'Of those that the indicator declares',
        }),
        value: measure('Value', '120'),
        numerator: measure('Numerator', null),
        denominator: measure('Denominator', null),
      },
      carries: ['project_id'],
      constraints: constraintWords('indicator_report_value', {
        ...NUMBERS,
        category_key: ['values', 'have a category that the indicator does not have'],
      }),
    },
  },
  states: {
    field: 'status',
    moves: {
      submit: { label: 'Submit', from: ['draft'], to: 'submitted', roles: FIELD_STAFF },
      approve: { label: 'Approve', from: ['submitted'], to: 'approved' },
      reject: { label: 'Reject', from: ['submitted'], to: 'rejected', asks_why: true },
      reopen: { label: 'Reopen', from: ['rejected'], to: 'draft', roles: FIELD_STAFF },
    },
    decided: { at: 'approved_at', by: 'approved_by', why: 'rejection_reason' },
    frees_key: ['rejected'],
    illegal: invalidTransition,
    roles: STAFF,
  },
  rules: [inOrder('start_date', 'end_date')],
  roles: { write: FIELD_STAFF, import: STAFF },
  says: {
    ...NUMBERS,
    own_days: ['start_date', 'and end_date are required of a value without a reporting period'],
    days: ['start_date', 'and end_date are those of the reporting period; leave them out'],
    dates: ['end_date', 'must not be before start_date'],
    reporting_period: ['reporting_period_id', 'must be a period of the same project'],
    project_indicator: ['indicator_id', 'must be one of the project: add it to project-indicators first'],
    belongs: ['indicator_id', 'and project_id cannot be changed'],
    transition: ['status', 'cannot be changed like that', invalidTransition],
    self_approval: ['status', 'is decided on by somebody else than who submitted it', selfApproval],
    rejection_reason: ['rejection_reason', 'is required of what is rejected'],
    disaggregation: ['values', 'must add up to the value', disaggregationMismatch],
  },
});
