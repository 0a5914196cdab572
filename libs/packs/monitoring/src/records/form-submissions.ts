import { constraintWords, declareProblem, fields } from '@galley/dataset';
import { form } from './forms.js';
import { monitoringRecord } from './monitoring-record.js';
import { periodLocked } from './period-problems.js';
import { reportingPeriod } from './reporting-periods.js';
import { FIELD_STAFF, STAFF } from './roles.js';

const { json, reference, text, timestamp, uuid, whole } = fields;

/** ME-F8: nobody answers a draft. */
export const formNotPublished = declareProblem('form-not-published', 409, 'The form is not published');

/** ME-F9: what somebody entered, or decided on, is not overwritten by forms. */
const valueDecided = declareProblem('value-decided', 409, 'A value that it feeds is no draft any more');
const valueEntered = declareProblem('value-entered', 409, 'A value that it feeds was entered by hand');

const LOCKED = 'is locked; submissions wait until an administrator unlocks it';

const submissions = monitoringRecord({
  name: 'form-submissions',
  label: 'form submission',
  resource: 'MonitoringFormSubmission',
  description:
    'What somebody answered. The form evaluates it: what is not asked has no answer, what is calculated is computed here. Answers may feed draft values of indicators.',
  table: 'form_submission',
  fields: {
    form: form({
      carries: ['project_id', 'form_version'],
      description:
        'By its code the version in use is meant, unless form_version says which. It stays with it',
    }),
    form_version: whole('Version of the form', 1, { min: 1, description: 'That it was filled in with' }),
    project: reference('Project', 'projects', 'WASH-ADJ', { read_only: true }),
    reference: text('Reference', 100, 'WP-0001', {
      description: 'What the device calls it by: sent again, it is the same submission',
    }),
    submitted_at: timestamp('Submitted', '2026-04-15T09:30:00Z', { description: 'Now, when absent' }),
    submitted_by: uuid('Submitted by', null, { read_only: true }),
    reporting_period: {
      ...reportingPeriod({
        description:
          'The period whose values it feeds; that of its local day when absent. Where there is none, it feeds nothing',
      }),
      // It feeds nothing: the value of the period that there is was entered by hand.
      example: null,
    },
    indicator_report_id: uuid('Value', null, {
      read_only: true,
      description: 'The draft value that it went into; the first, where it feeds several',
    }),
    answers: json('Answers', '{"people":40}', {
      default: '{}',
      max_length: 500_000,
      has_members: true,
      description:
        'By the names of fields. Answers to what is not asked, and to what is calculated, do not count',
      fault: (document) =>
        typeof document === 'object' && document !== null && !Array.isArray(document)
          ? null
          : 'must be an object of answers by the names of fields',
    }),
  },
  key: ['form', 'reference'],
  nameless_without: 'reference',
  is_repeatable: true,
  sorting: { by: ['submitted_at', 'form_version', 'created_at', 'updated_at'], initially: '-submitted_at' },
  search: ['reference'],
  roles: { write: FIELD_STAFF, remove: STAFF },
  problems: [formNotPublished],
  says: {
    form: ['form_id', 'cannot be changed'],
    published: ['form_id', 'names a form that is not published', formNotPublished],
    reporting_period: ['reporting_period_id', 'must be a period of the project of the form'],
    period_locked: ['reporting_period_id', LOCKED, periodLocked],
    answers: ['answers', 'name what is no field of the form'],
    live_key: ['reference', 'is that of another submission of the form'],
    value_decided: [
      'answers',
      'feed a value that is no draft any more; a coordinator reopens it',
      valueDecided,
    ],
    value_manual: ['answers', 'feed a value that was entered by hand; remove that first', valueEntered],
  },
});

/** What values refuse that a submission feeds, in its words. */
const FED = constraintWords('indicator_report', {
  period_locked: ['reporting_period_id', LOCKED, periodLocked],
  people: ['answers', 'would make a number of people negative'],
  may_exceed: ['answers', 'would make a percentage of more than all'],
  formula: ['answers', 'feed an indicator that is computed'],
  text: ['answers', 'feed an indicator that takes texts'],
  project_indicator: [
    'answers',
    'feed an indicator that is none of the project: add it to project-indicators',
  ],
  live_key: ['answers', 'feed a value that somebody is entering at this moment'],
});

export const formSubmissions = { ...submissions, constraints: { ...submissions.constraints, ...FED } };
