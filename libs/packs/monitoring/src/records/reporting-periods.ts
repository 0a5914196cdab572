import { fields, type ReferenceField } from '@galley/dataset';
import { monitoringRecord } from './monitoring-record.js';
import { periodLocked, periodOverlap } from './period-problems.js';
import { PERIOD_KINDS } from '../periods/periods-between.js';
import { project } from './projects.js';

const { choice, date, flag, inOrder, text, timestamp, uuid } = fields;

/** A period of the record's own project, by its label; days that the record has are those of the period. */
export function reportingPeriod(more: fields.More<ReferenceField> = {}): ReferenceField {
  return {
    kind: 'reference',
    label: 'Reporting period',
    to: 'reporting-periods',
    by: 'label',
    within: ['project_id'],
    example: 'Q1 2026',
    ...more,
  };
}

const LOCKED = 'the period is locked; an administrator may unlock it';

export const reportingPeriods = monitoringRecord({
  name: 'reporting-periods',
  label: 'reporting period',
  resource: 'MonitoringReportingPeriod',
  description:
    'Days of a project that values are reported for. Those of one kind do not overlap. While it is locked, none of its values can be written.',
  table: 'reporting_period',
  fields: {
    project: project({ description: 'It stays with it' }),
    label: text('Label', 100, 'Q1 2026', { required: true, description: 'Its name within the project' }),
    kind: choice('Kind', PERIOD_KINDS, 'quarter', { default: 'custom' }),
    start_date: date('First day', '2026-01-01', { required: true }),
    end_date: date('Last day', '2026-03-31', { required: true }),
    calendar_start: date('First day in the calendar', '2026-01-01', {
      description:
        'Of a period that begins or ends with its project: the days it would have; figures of several projects meet in these',
    }),
    calendar_end: date('Last day in the calendar', '2026-03-31'),
    locks_on: date('Locks on', null, {
      description: "From this day's beginning, in the zone of the organization, it is locked by itself",
    }),
    is_locked: flag('Locked', false, {
      read_only: true,
      computed_by: 'monitoring.is_locked',
      description: 'At this moment: locked by somebody, by its day, or again after it was opened for a time',
    }),
    locked_at: timestamp('Locked at', null, { read_only: true, description: 'By somebody' }),
    locked_by_id: uuid('Locked by', null, { read_only: true }),
    unlocked_until: timestamp('Open until', null, { read_only: true }),
    warning: text('Warning', 200, null, {
      read_only: true,
      computed_by: 'monitoring.period_warning',
      description: 'That it has days outside its project',
    }),
  },
  key: ['project', 'label'],
  sorting: {
    by: ['start_date', 'end_date', 'label', 'kind', 'created_at', 'updated_at'],
    initially: 'start_date',
  },
  search: ['label'],
  rules: [inOrder('start_date', 'end_date')],
  says: {
    dates: ['end_date', 'must not be before start_date'],
    calendar: ['calendar_start', 'and calendar_end must both be given, and have all days of the period'],
    project: ['project_id', 'cannot be changed'],
    overlap: ['start_date', 'and end_date overlap another period of its kind', periodOverlap],
    locked: ['start_date', LOCKED, periodLocked],
  },
});
