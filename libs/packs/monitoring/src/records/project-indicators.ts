import { fields } from '@galley/dataset';
import { measure } from './measures.js';
import { monitoringRecord } from './monitoring-record.js';
import { indicator } from './indicators.js';
import { project } from './projects.js';

const { date, inOrder } = fields;

export const projectIndicators = monitoringRecord({
  name: 'project-indicators',
  label: 'project indicator',
  resource: 'MonitoringProjectIndicator',
  description: 'An indicator that a project reports on, with where it began and what it is to reach.',
  table: 'project_indicator',
  fields: {
    project: project(),
    indicator: indicator(),
    baseline: measure('Baseline', '0'),
    baseline_date: date('Baseline of', '2025-12-31'),
    target: measure('Target', '12000', { description: 'To be reached by target_date' }),
    target_date: date('Target for', '2026-12-31'),
  },
  key: ['project', 'indicator'],
  sorting: { by: ['created_at', 'updated_at'], initially: 'created_at' },
  search: [],
  rules: [inOrder('baseline_date', 'target_date')],
  says: { live_key: ['indicator_id', 'is one of the project already'] },
});
