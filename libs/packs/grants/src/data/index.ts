import type { DatasetBuilder } from '@galley/dataset';
import { activityLines } from './activity-lines.js';
import { activitySummary } from './activity-summary.js';
import { hierarchy } from './hierarchy.js';
import { reportBuilders } from './report-builders.js';
import { reportFindings } from './report-findings.js';
import { reportLabels } from './report-labels.js';

/** Dataset sources of the pack; micro-data registers them by key. */
export const grantsBuilders: readonly DatasetBuilder[] = [
  hierarchy,
  activityLines,
  activitySummary,
  reportFindings,
  ...reportBuilders,
  reportLabels,
];
