import { fields } from '@galley/dataset';
import { monitoringRecord } from './monitoring-record.js';
import { project } from './projects.js';
import { FIELD_STAFF } from './roles.js';

const { choice, code, date, inOrder, money, reference, text } = fields;

export const activities = monitoringRecord({
  name: 'activities',
  label: 'activity',
  resource: 'MonitoringActivity',
  description: 'What a project does for one of its outputs, as it was planned and as it was.',
  table: 'activity',
  fields: {
    project: project({ description: 'It stays with it' }),
    result_node: reference('Output', 'result-nodes', 'OP-1.1', {
      description: 'A result of the level output, of the program that the project belongs to',
    }),
    code: code('Code', 'TRAIN-1'),
    title: text('Title', 300, 'Training of water committees', { required: true }),
    description: text('Description', 10_000, null),
    planned_start_date: date('Planned begin', '2026-02-02'),
    planned_end_date: date('Planned end', '2026-02-06'),
    start_date: date('Begin', '2026-02-09'),
    end_date: date('End', '2026-02-13'),
    location: text('Location', 200, 'Pakele'),
    status: choice('Status', ['planned', 'ongoing', 'completed', 'cancelled'], 'completed', {
      default: 'planned',
    }),
    planned: money('Planned', '12.00', { min: '0', description: 'How much, in its unit' }),
    actual: money('Actual', '11.00', { min: '0' }),
    unit: text('Unit', 50, 'sessions'),
  },
  key: ['project', 'code'],
  sorting: { by: ['code', 'title', 'status', 'created_at', 'updated_at'], initially: 'code' },
  search: ['code', 'title', 'location'],
  rules: [inOrder('planned_start_date', 'planned_end_date'), inOrder('start_date', 'end_date')],
  roles: { write: FIELD_STAFF },
  says: {
    dates: ['end_date', 'must not be before start_date'],
    planned_dates: ['planned_end_date', 'must not be before planned_start_date'],
    amounts: ['planned', 'and actual must not be negative'],
    output: ['result_node_id', 'must be an output of the program that the project belongs to'],
    project: ['project_id', 'cannot be changed'],
  },
});
