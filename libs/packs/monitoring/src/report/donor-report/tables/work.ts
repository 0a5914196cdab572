import type { SectionRow } from '../report-content.js';
import type { ReportWords } from '../words/report-words.js';
import { wordFor } from '../words/words-of.js';
import { column, figure, mark, type TableDesign } from './section-table.js';

export const activities: TableDesign = {
  columns: [
    column('activity', { value: (row) => [row.code, row.title].filter(Boolean).join(' '), width: '56mm' }),
    column('result', {
      value: (row) => [row.result_code, row.result].filter(Boolean).join(' '),
      width: '44mm',
    }),
    column('location'),
    column('start_date', { type: 'date', value: (row) => row.start_date ?? row.planned_start_date }),
    column('end_date', { type: 'date', value: (row) => row.end_date ?? row.planned_end_date }),
    column('status', { value: (row, words) => wordFor(words.activity_statuses, String(row.status)) }),
    figure('planned', { value: (row) => row.planned }),
    figure('done', { value: (row) => row.actual }),
    figure('participants', { type: 'integer' }),
  ],
};

/** Everybody once (ME-17); nobody's name. */
export const participants: TableDesign = {
  columns: [
    column('dimension', { value: (row, words) => wordFor(words.dimensions, String(row.dimension)) }),
    column('category', { value: categoryOf }),
    figure('direct', { type: 'integer' }),
    figure('new_people', { type: 'integer' }),
    figure('attendances', { type: 'integer' }),
    figure('indirect', { type: 'integer' }),
    mark('by', (row) => row.dimension),
    mark('sex', (row, words) => (row.sex === null ? null : wordFor(words.sexes, String(row.sex)))),
    mark('age_band', (row, words) => (row.age_band === null ? null : ageOf(row, words))),
    mark('is_total', (row) => (row.dimension === 'total' ? 'yes' : null)),
  ],
  total_mark: 'is_total',
  charts: (rows, words) =>
    rows.some(({ by }) => by === 'sex_age')
      ? [
          {
            title: words.dimensions.sex_age,
            x: 'age_band',
            y: ['direct'],
            split_by: 'sex',
            of: { by: 'sex_age' },
          },
        ]
      : [],
};

function categoryOf(row: SectionRow, words: ReportWords): string {
  const sex = row.sex === null ? [] : [wordFor(words.sexes, String(row.sex))];
  const age = row.age_band === null ? [] : [ageOf(row, words)];
  return [...sex, ...age].join(', ') || words.total;
}

function ageOf({ age_band }: SectionRow, words: ReportWords): string {
  return age_band === 'unknown' ? words.unknown_age : String(age_band);
}

/** Lines, and below those of each currency their sums; currencies are never added up (ME-C14). */
export const budget: TableDesign = {
  columns: [
    column('currency'),
    column('budget_line', {
      value: (row, words) =>
        row.is_total ? words.total : [row.code, row.category].filter(Boolean).join(' '),
      width: '70mm',
    }),
    column('description', { width: '60mm' }),
    figure('budgeted', { format: 'money' }),
    figure('spent', { format: 'money' }),
    figure('remaining', { format: 'money' }),
    figure('percent_spent', { format: 'percent' }),
    mark('is_total', (row) => (row.is_total ? 'yes' : null)),
    mark('line_of', (row) => (row.is_total ? null : row.currency)),
  ],
  total_mark: 'is_total',
  charts: (rows, words) =>
    [...new Set(rows.flatMap(({ line_of }) => line_of ?? []))].map((currency) => ({
      title: `${words.sections.budget} (${currency})`,
      x: 'budget_line',
      y: ['budgeted', 'spent'],
      split_by: null,
      of: { line_of: currency },
    })),
};

export const annex: TableDesign = {
  columns: [
    column('title', { width: '80mm' }),
    column('description', { width: '90mm' }),
    column('url', { width: '80mm' }),
  ],
};

/** What the reader of the figures should know (ME-14). */
export const remarks: TableDesign = {
  columns: [
    column('subject'),
    column('message', {
      width: '180mm',
      value: (row, words) =>
        Object.hasOwn(words.warnings, String(row.code))
          ? wordFor(words.warnings, String(row.code))
          : row.message,
    }),
  ],
};
