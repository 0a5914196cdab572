import type { Column } from '@galley/dataset';
import type { SectionTable, TableColumn, TableRow } from '../tables/section-table.js';
import type { ReportWords } from '../words/report-words.js';
import type { ComposedDataset } from './composed-report.js';

/** Of a row: the chart that shows it, by its place among the charts of the section. */
export const CHART = 'chart';

/** The rows of a section as a dataset: every column, those that nobody sees too, for they decide how others look. */
export function sectionDataset(name: string, table: SectionTable, words: ReportWords): ComposedDataset {
  const { columns, rows, charts } = table;
  const chartOf = (row: TableRow): string | null => {
    const at = charts.findIndex(({ of }) =>
      Object.entries(of).every(([column, value]) => row[column] === value),
    );
    return at < 0 ? null : String(at);
  };
  return {
    name,
    columns: [...columns.map((one) => columnOf(one, words)), textColumn(CHART)],
    rows: rows.map((row) => [...columns.map((one) => row[one.name] ?? null), chartOf(row)]),
  };
}

export function textColumn(name: string): Column {
  return { name, label: name, type: 'string', format: null, role: 'dimension' };
}

/** Figures are read and never added up, except that integers of that role are written in groups of digits. */
function columnOf({ name, label, type, format }: TableColumn, words: ReportWords): Column {
  return {
    name,
    label: label === null ? name : words.columns[label],
    type,
    ...(type === 'decimal' && { scale: format === null ? null : 2 }),
    format,
    role: type === 'integer' ? 'measure' : 'dimension',
  };
}
