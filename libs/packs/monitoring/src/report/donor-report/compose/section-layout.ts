import type { SectionChart, SectionTable, TableColumn } from '../tables/section-table.js';
import type { ReportWords } from '../words/report-words.js';
import { CHART } from './section-dataset.js';

/** Colours of the lights, dark enough to be read on white; the word says the same (WCAG 1.4.1). */
const LIGHT_COLORS = { green: '#1b7f4b', amber: '#9a6200', red: '#b3261e', grey: '#5b6675' } as const;
const LEVEL_FILLS = { impact: '#dfe8f6', outcome: '#edf2fa' } as const;
const CHART_HEIGHT = 150;

/** The table of a section as a layout shows it, its charts above it. */
export function tableLayout(table: SectionTable, words: ReportWords): object {
  const shown = table.columns.filter(({ label }) => label !== null);
  return {
    columns: shown.map((column) => columnLayout(column, table)),
    charts: table.charts.map((chart, at) => chartLayout(chart, at, table, words)),
  };
}

function columnLayout({ name, width, format }: TableColumn, { total_mark }: SectionTable): object {
  const when = [
    ...(name === 'light'
      ? Object.entries(LIGHT_COLORS).map(([code, color]) => ({
          if: `[light_code] == "${code}"`,
          style: { color, bold: true },
        }))
      : []),
    ...(name === 'results_chain'
      ? Object.entries(LEVEL_FILLS).map(([level, fill]) => ({
          if: `[level] == "${level}"`,
          style: { fill, bold: true },
        }))
      : []),
    ...(total_mark === null
      ? []
      : [{ if: `[${total_mark}] == "yes"`, style: { bold: true, border: ['top'] } }]),
  ];
  return {
    field: name,
    ...(width !== null && { width }),
    ...(format !== null && { format }),
    ...(when.length > 0 && { when }),
  };
}

function chartLayout(
  { title, x, y, split_by }: SectionChart,
  at: number,
  table: SectionTable,
  words: ReportWords,
): object {
  const labelOf = (name: string): string => {
    const label = table.columns.find((column) => column.name === name)?.label ?? null;
    return label === null ? name : words.columns[label];
  };
  const series = y.map((column) => ({ name: labelOf(column), y: column, filter: `[${CHART}] == "${at}"` }));
  return {
    title,
    kind: 'column',
    height: CHART_HEIGHT,
    x,
    ...(split_by === null ? { series } : { y: y[0], split_by, filter: `[${CHART}] == "${at}"` }),
  };
}
