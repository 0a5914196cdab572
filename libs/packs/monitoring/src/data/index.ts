import type { DatasetBuilder } from '@galley/dataset';
import { dataBuilder } from './data-table.js';
import { indicatorSeries, indicatorTable, logframe, logframeMatrix } from './indicator-tables.js';
import { lookups } from './lookups.js';
import { reportContent, reportHead, reportSnapshot, reportWarnings } from './report-builders.js';
import { sectionBuilders } from './section-builders.js';
import { activities, budget, budgetTotals, narrative, participantsSummary, warnings } from './work-tables.js';

/** Dataset sources of the pack; micro-data registers them by key. */
export const monitoringBuilders: readonly DatasetBuilder[] = [
  ...[
    indicatorTable,
    logframe,
    logframeMatrix,
    indicatorSeries,
    activities,
    participantsSummary,
    budget,
    budgetTotals,
    narrative,
    warnings,
  ].map(dataBuilder),
  reportHead,
  reportWarnings,
  reportSnapshot,
  reportContent,
  ...sectionBuilders,
  ...lookups,
];
