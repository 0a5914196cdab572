import { wordFor } from '../words/words-of.js';
import { column, figure, mark, type TableDesign } from './section-table.js';

/** Code and name, as people call an indicator. */
const INDICATOR = column('indicator', {
  value: (row) => [row.code, row.indicator].filter(Boolean).join(' '),
  width: '52mm',
});
const PROGRESS = figure('progress', { format: 'percent' });
/** The word; its colour comes from the code, which no reader needs to tell apart. */
const LIGHT = [
  column('light', { value: (row, words) => wordFor(words.lights, String(row.light ?? 'grey')) }),
  mark('light_code', (row) => row.light ?? 'grey'),
] as const;

/** ME-16: baseline | target | actual of the period | actual to date | % | light | comment. */
export const indicatorTable: TableDesign = {
  columns: [
    INDICATOR,
    column('unit'),
    figure('baseline'),
    figure('target'),
    figure('period_target'),
    figure('period_actual'),
    figure('actual'),
    PROGRESS,
    ...LIGHT,
    column('comment', { width: '48mm' }),
  ],
};

/** As donors print it: results chain | indicator | baseline | target | current value | sources | assumptions. */
export const logframe: TableDesign = {
  columns: [
    column('results_chain', {
      width: '44mm',
      value: (row, words) =>
        row.is_first
          ? wordFor(words.levels, String(row.level)) + words.colon + String(row.results_chain)
          : null,
    }),
    column('indicator', {
      value: (row) => [row.indicator_code, row.indicator].filter(Boolean).join(' '),
      width: '44mm',
    }),
    column('unit'),
    figure('baseline'),
    column('baseline_year'),
    figure('target'),
    column('target_year'),
    figure('actual'),
    column('means_of_verification', { width: '32mm' }),
    column('assumptions', { width: '32mm' }),
    mark('level'),
  ],
};

/** More than this nobody looks at; the table has them all. */
const MAX_CHARTS = 12;

export const indicatorSeries: TableDesign = {
  columns: [
    INDICATOR,
    column('unit'),
    column('period'),
    figure('target'),
    figure('value'),
    figure('increment'),
    figure('cumulative'),
  ],
  charts: (rows) => {
    const indicators = [...new Set(rows.map(({ indicator }) => indicator ?? ''))];
    return indicators.slice(0, MAX_CHARTS).map((indicator) => ({
      title: titleOf(indicator, rows.find((row) => row.indicator === indicator)?.unit ?? null),
      x: 'period',
      y: rows.some((row) => row.indicator === indicator && row.target !== null)
        ? ['target', 'value']
        : ['value'],
      split_by: null,
      of: { indicator },
    }));
  },
};

function titleOf(indicator: string, unit: string | null): string {
  return unit === null ? indicator : `${indicator} (${unit})`;
}

export const narratives: TableDesign = {
  columns: [INDICATOR, column('period'), column('narrative', { width: '120mm' })],
};
