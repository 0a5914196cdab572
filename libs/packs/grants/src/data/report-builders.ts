import type { DatasetBuilder } from '@galley/dataset';
import {
  reportActivityTypes,
  reportLocalAssociations,
  reportRegions,
  reportRegionTypes,
} from './report-figures.js';
import { reportCategories, reportExclusions, reportHierarchy, reportWarnings } from './report-lists.js';
import { reportPayload, reportSummary } from './report-summary.js';

/** What the templates print of a report; each takes its `report_id`. */
export const reportBuilders: readonly DatasetBuilder[] = [
  reportSummary,
  reportActivityTypes,
  reportRegions,
  reportRegionTypes,
  reportLocalAssociations,
  reportCategories,
  reportExclusions,
  reportWarnings,
  reportHierarchy,
  reportPayload,
];
