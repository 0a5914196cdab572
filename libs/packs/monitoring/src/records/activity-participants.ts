import { fields } from '@galley/dataset';
import { monitoringRecord } from './monitoring-record.js';
import { project } from './projects.js';
import { FIELD_STAFF } from './roles.js';

const { date, reference, text } = fields;

export const activityParticipants = monitoringRecord({
  name: 'activity-participants',
  label: 'attendance',
  resource: 'MonitoringActivityParticipant',
  description:
    'That somebody took part in an activity on a day. A person is counted once for a scope, however often they came.',
  table: 'activity_participant',
  fields: {
    project: project({ description: 'The one that the activity belongs to' }),
    activity: reference('Activity', 'activities', 'TRAIN-1', {
      required: true,
      within: ['project_id'],
      carries: ['project_id'],
    }),
    participant: reference('Participant', 'participants', 'P-0001', { required: true }),
    attended_on: date('Day', '2026-02-09', { required: true }),
    role: text('Role', 50, 'committee member'),
  },
  key: ['activity', 'participant', 'attended_on'],
  sorting: { by: ['attended_on', 'created_at', 'updated_at'], initially: '-attended_on' },
  search: ['role'],
  roles: { write: FIELD_STAFF },
  says: {
    live_key: ['participant_id', 'was there on that day already'],
    project: ['project_id', 'must be the one that the activity belongs to'],
  },
});
