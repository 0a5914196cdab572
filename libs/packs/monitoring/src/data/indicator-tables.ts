import { sql } from '@galley/dataset';
import { column, PERCENT } from './data-column.js';
import type { DataTable } from './data-table.js';

/** Order of the rows as they are printed. */
export const PLACE = column('place', 'Order', 'integer');
/** Whether values that nobody has approved yet are in the figures. */
export const PROVISIONAL = column('provisional', 'Provisional', 'boolean');
const LIGHT = column('light', 'Light');
const PROGRESS = column('progress', '% of target', 'numeric', PERCENT);

/**
 * What was planned and what was reached, one row per indicator. Figures have the digits of their indicator; those in
 * `*_exact` are as they were computed. `light` (green, amber, red, grey) is judged by the exact progress.
 */
export const indicatorTable: DataTable = {
  name: 'indicator_table',
  label: 'Monitoring: indicators',
  asksFor: ['indicator_codes', 'include_unapproved'],
  columns: [
    PLACE,
    column('result_code', 'Result'),
    column('result', 'Result title'),
    column('code', 'Code'),
    column('indicator', 'Indicator'),
    column('unit', 'Unit'),
    column('value_type', 'Type'),
    column('decimals', 'Decimals', 'integer'),
    column('baseline', 'Baseline', 'numeric'),
    column('baseline_date', 'Baseline of', 'date'),
    column('target', 'Target', 'numeric'),
    column('target_date', 'Target for', 'date'),
    column('period_target', 'Target of the period', 'numeric'),
    column('period_actual', 'Actual of the period', 'numeric'),
    column('actual', 'Actual to date', 'numeric'),
    PROGRESS,
    LIGHT,
    column('comment', 'Comment'),
    column('notes', 'Notes'),
    PROVISIONAL,
    column('period_exact', 'Actual of the period, unrounded', 'numeric'),
    column('actual_exact', 'Actual to date, unrounded', 'numeric'),
    column('progress_exact', '% of target, unrounded', 'numeric'),
  ],
  from: ({ projects, indicators, from, to, provisional }) =>
    sql`monitoring.indicator_rows(${projects}, ${indicators}, ${from}, ${to}, ${provisional}) r`,
};

const LEVEL = [column('level', 'Level'), column('depth', 'Depth', 'integer')] as const;
const RESULT = [
  column('code', 'Result'),
  column('parent_code', 'Contributes to'),
  column('title', 'Result title'),
] as const;
const MEASURED = [
  column('unit', 'Unit'),
  column('decimals', 'Decimals', 'integer'),
  column('baseline', 'Baseline', 'numeric'),
  column('baseline_year', 'Baseline year', 'integer'),
  column('target', 'Target', 'numeric'),
  column('target_year', 'Target year', 'integer'),
  column('actual', 'Current value', 'numeric'),
  PROGRESS,
  LIGHT,
  column('means_of_verification', 'Source and means of verification'),
  column('assumptions', 'Assumptions'),
  PROVISIONAL,
] as const;
const INDICATOR = [column('indicator_code', 'Code'), column('indicator', 'Indicator')] as const;
const CHAIN = [
  column('results_chain', 'Results chain'),
  column('is_first', 'First of its result', 'boolean'),
] as const;

const logframeRows: DataTable['from'] = ({ projects, indicators, from, to, provisional }) =>
  sql`monitoring.logframe_rows(${projects}, null, ${indicators}, ${from}, ${to}, ${provisional}) r`;

/** Results and their indicators as a list: every row says which result it is of. */
export const logframe: DataTable = {
  name: 'logframe',
  label: 'Monitoring: logical framework',
  asksFor: ['include_unapproved'],
  columns: [PLACE, ...LEVEL, ...RESULT, ...INDICATOR, ...MEASURED],
  from: logframeRows,
};

/** The same as donors print it: a result stands beside its first indicator only. */
export const logframeMatrix: DataTable = {
  name: 'logframe_matrix',
  label: 'Monitoring: logframe matrix',
  asksFor: ['include_unapproved'],
  columns: [PLACE, ...LEVEL, ...CHAIN, ...INDICATOR, ...MEASURED],
  from: logframeRows,
};

/** Both, for the sections of a report. */
export const logframeSection: DataTable = {
  ...logframe,
  columns: [PLACE, ...LEVEL, ...RESULT, ...CHAIN, ...INDICATOR, ...MEASURED],
};

/**
 * One row per indicator and period. `increment` is what the period added, `cumulative` what the indicator came to until its end,
 * from the beginning on.
 */
export const indicatorSeries: DataTable = {
  name: 'indicator_series',
  label: 'Monitoring: indicators by period',
  asksFor: ['indicator_codes', 'include_unapproved'],
  columns: [
    PLACE,
    column('code', 'Code'),
    column('indicator', 'Indicator'),
    column('unit', 'Unit'),
    column('period', 'Period'),
    column('period_start', 'From', 'date'),
    column('period_end', 'To', 'date'),
    column('value', 'Actual', 'numeric'),
    column('increment', 'Increment', 'numeric'),
    column('target', 'Target', 'numeric'),
    column('cumulative', 'Cumulative', 'numeric'),
    column('notes', 'Notes'),
    PROVISIONAL,
  ],
  from: ({ projects, indicators, from, to, provisional }) =>
    sql`monitoring.series_rows(${projects}, ${indicators}, ${from}, ${to}, ${provisional}) r`,
};
