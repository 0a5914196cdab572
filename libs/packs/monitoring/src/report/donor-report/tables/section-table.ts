import type { ContentSection, RowValue, SectionRow } from '../report-content.js';
import type { ColumnName, ReportWords } from '../words/report-words.js';

/** A column of a section: how it is called, and what stands in it. */
export interface TableColumn {
  readonly name: string;
  /** Null = it only decides how others look. */
  readonly label: ColumnName | null;
  readonly type: 'string' | 'decimal' | 'integer' | 'date';
  readonly format: 'percent' | 'money' | null;
  /** Of the page, where the column holds longer texts; else as the values need. */
  readonly width: string | null;
  readonly value: (row: SectionRow, words: ReportWords) => RowValue | undefined;
}

/** Figures by a category: one series for each column, or one for each value of `split_by`. */
export interface SectionChart {
  readonly title: string;
  readonly x: string;
  readonly y: readonly string[];
  readonly split_by: string | null;
  /** Rows that it shows: those whose columns hold these values. */
  readonly of: Readonly<Record<string, string>>;
}

/** What the sections of a kind show. */
export interface TableDesign {
  readonly columns: readonly TableColumn[];
  /** Rows in which this column holds a value are sums of those above. */
  readonly total_mark?: string;
  readonly charts?: (rows: readonly TableRow[], words: ReportWords) => readonly SectionChart[];
}

/** A row as it is shown: texts in the report's language, figures and dates as the database writes them. */
export type TableRow = Readonly<Record<string, string | null>>;

/** The rows of a section in the language of the report, with everything that PDF, workbook and page need to show them. */
export interface SectionTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly charts: readonly SectionChart[];
  readonly total_mark: string | null;
}

type More = Partial<Pick<TableColumn, 'type' | 'format' | 'width' | 'value' | 'name'>>;

/** A column that is called by its own name, and shows the member of that name, unless `more` says otherwise. */
export function column(label: ColumnName, more: More = {}): TableColumn {
  const name = more.name ?? label;
  return { name, label, type: 'string', format: null, width: null, value: (row) => row[name], ...more };
}

export function figure(label: ColumnName, more: More = {}): TableColumn {
  return column(label, { type: 'decimal', ...more });
}

/** A column that nobody sees. */
export function mark(name: string, value: TableColumn['value'] = (row) => row[name]): TableColumn {
  return { name, label: null, type: 'string', format: null, width: null, value };
}

export function tableOf(
  design: TableDesign,
  section: Pick<ContentSection, 'rows'>,
  words: ReportWords,
): SectionTable {
  const { columns, charts, total_mark = null } = design;
  const rows = section.rows.map((row) =>
    Object.fromEntries(columns.map(({ name, value }) => [name, textOf(value(row, words))])),
  );
  return { columns, rows, charts: charts?.(rows, words) ?? [], total_mark };
}

function textOf(value: RowValue | undefined): string | null {
  return value === null || value === undefined || value === '' ? null : String(value);
}
