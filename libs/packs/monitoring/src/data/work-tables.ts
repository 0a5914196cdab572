import { sql } from '@galley/dataset';
import { column, MONEY, PERCENT } from './data-column.js';
import type { DataTable } from './data-table.js';
import { PLACE, PROVISIONAL } from './indicator-tables.js';

/** Activities under way in the days, with how far they are and how many people came. */
export const activities: DataTable = {
  name: 'activities',
  label: 'Monitoring: activities',
  columns: [
    PLACE,
    column('project_code', 'Project'),
    column('result_code', 'Output'),
    column('result', 'Output title'),
    column('code', 'Code'),
    column('title', 'Activity'),
    column('location', 'Place'),
    column('planned_start_date', 'Planned from', 'date'),
    column('planned_end_date', 'Planned to', 'date'),
    column('start_date', 'From', 'date'),
    column('end_date', 'To', 'date'),
    column('status', 'Status'),
    column('unit', 'Unit'),
    column('planned', 'Planned', 'numeric'),
    column('actual', 'Actual', 'numeric'),
    column('progress', '% of plan', 'numeric', PERCENT),
    column('participants', 'Participants', 'integer'),
    column('attendances', 'Attendances', 'integer'),
    column('progress_exact', '% of plan, unrounded', 'numeric'),
  ],
  from: ({ projects, from, to }) => sql`monitoring.activity_rows(${projects}, null, ${from}, ${to}) r`,
};

/**
 * How many people took part, each counted once (ME-17), by `dimension`: total, sex, age, sex_age. Nobody's name or code. Groups of one
 * dimension add up to the total, dimensions do not.
 */
export const participantsSummary: DataTable = {
  name: 'participants_summary',
  label: 'Monitoring: participants by sex and age',
  columns: [
    PLACE,
    column('dimension', 'By'),
    column('category', 'Group'),
    column('sex', 'Sex'),
    column('age_band', 'Age'),
    column('direct', 'Participants', 'bigint'),
    column('indirect', 'Household members', 'bigint'),
    column('attendances', 'Attendances', 'bigint'),
    column('new_people', 'New participants', 'bigint'),
  ],
  from: ({ projects, from, to }) => sql`monitoring.participant_rows(${projects}, ${from}, ${to}) r`,
};

const ADDED = { ...MONEY, role: 'measure' } as const;
const SHARE = [
  column('percent_spent', '% spent', 'numeric', PERCENT),
  column('percent_exact', '% spent, unrounded', 'numeric'),
] as const;
const LINE = [
  column('project_code', 'Project'),
  column('project', 'Project name'),
  column('code', 'Code'),
  column('category', 'Category'),
  column('description', 'Description'),
] as const;
const CURRENCY = column('currency', 'Currency');

function money(hints: typeof MONEY | typeof ADDED) {
  return [
    column('budgeted', 'Budget', 'numeric', hints),
    column('spent', 'Spent', 'numeric', hints),
    column('remaining', 'Remaining', 'numeric', hints),
  ] as const;
}

/** Budget lines. Amounts are added up for each currency (ME-C14); percentages are computed anew. */
export const budget: DataTable = {
  name: 'budget',
  label: 'Monitoring: budget and spending',
  currency_column: CURRENCY.name,
  columns: [PLACE, CURRENCY, ...LINE, ...money(ADDED), ...SHARE],
  from: ({ projects }) => sql`(select b.* from monitoring.budget_rows(${projects}) b where not b.is_total) r`,
};

/** One row per currency: sums of its lines, and the percentage of those sums. */
export const budgetTotals: DataTable = {
  name: 'budget_totals',
  label: 'Monitoring: budget and spending by currency',
  columns: [PLACE, CURRENCY, ...money(MONEY), ...SHARE],
  from: ({ projects }) => sql`(select b.* from monitoring.budget_rows(${projects}) b where b.is_total) r`,
};

/** Lines, and the totals of each currency after them. */
export const budgetSection: DataTable = {
  ...budgetTotals,
  columns: [PLACE, CURRENCY, ...LINE, ...money(MONEY), ...SHARE, column('is_total', 'Total', 'boolean')],
};

/** What was written beside the values that count. */
export const narrative: DataTable = {
  name: 'narrative',
  label: 'Monitoring: narratives',
  asksFor: ['indicator_codes', 'include_unapproved'],
  columns: [
    PLACE,
    column('code', 'Code'),
    column('indicator', 'Indicator'),
    column('project_code', 'Project'),
    column('project', 'Project name'),
    column('period', 'Period'),
    column('period_start', 'From', 'date'),
    column('period_end', 'To', 'date'),
    column('narrative', 'Narrative'),
    PROVISIONAL,
  ],
  from: ({ projects, indicators, from, to, provisional }) =>
    sql`monitoring.narrative_rows(${projects}, ${indicators}, ${from}, ${to}, ${provisional}) r`,
};

/**
 * What a reader of the figures should know: PERIOD_PARTIAL, UNAPPROVED_LEFT_OUT, UNAPPROVED_INCLUDED, PERCENT_NEEDS_DENOMINATOR,
 * DIVISION_BY_ZERO, OUT_OF_RANGE, SEVERAL_CURRENCIES.
 */
export const warnings: DataTable = {
  name: 'warnings',
  label: 'Monitoring: warnings',
  asksFor: ['indicator_codes', 'include_unapproved'],
  columns: [
    PLACE,
    column('code', 'Code'),
    column('severity', 'Severity'),
    column('subject', 'What'),
    column('affected_count', 'How many', 'integer'),
    column('message', 'Message'),
  ],
  from: ({ projects, indicators, from, to, provisional }) =>
    sql`monitoring.warning_rows(${projects}, ${indicators}, ${from}, ${to}, ${provisional}) r`,
};
