import { readTextRows, type ColumnType, type TextRow } from '@galley/dataset';
import { KIND, type SheetColumn } from './sheet-column.js';

/** Rows looked at before the first is written: a sheet names its widths first. */
export const SAMPLE_ROWS = 200;

const NARROWEST = 8;
const WIDEST = 60;
/** The arrow of the filter and the space around it. */
const FILTER_CHARS = 3;

/** What values of a type need when there are no rows to look at. */
const TYPICAL: Readonly<Record<ColumnType, number>> = {
  string: 20,
  uuid: 36,
  json: 30,
  integer: 8,
  decimal: 12,
  date: 10,
  timestamp: 19,
  boolean: 6,
};

/** The first rows of a table, out of batches that begin with its first row. */
export function sampleOf(batches: readonly Buffer[]): TextRow[] {
  const sample: TextRow[] = [];
  for (const batch of batches) {
    for (const row of readTextRows(batch)) {
      sample.push(row);
      if (sample.length === SAMPLE_ROWS) return sample;
    }
  }
  return sample;
}

/**
 * Widths in characters of the default font. Grouping columns have room for `named`, the longest text that stands
 * before a key in the footer of a group.
 */
export function columnWidths(
  columns: readonly SheetColumn[],
  sample: readonly TextRow[],
  groupBy: readonly string[] = [],
  named: string = '',
): number[] {
  return columns.map((sheetColumn, index) => {
    const { column } = sheetColumn;
    let needed = sample.length === 0 || column.type === 'timestamp' ? TYPICAL[column.type] : 0;
    for (const row of sample) needed = Math.max(needed, charsOf(sheetColumn, row[index] ?? ''));
    if (groupBy.includes(column.name)) needed += charCount(named);
    const label = Math.max(...column.label.split('\n').map((line) => charCount(line))) + FILTER_CHARS;
    return Math.min(WIDEST, Math.max(NARROWEST, label, needed + 2));
  });
}

function charsOf({ kind, format, column }: SheetColumn, text: string): number {
  if (kind === KIND.timestamp) return 19;
  if (kind !== KIND.number) return charCount(text);
  const [whole = '', fraction = ''] = text.split('.');
  const decimals = column.scale ?? Math.min(fraction.length, 6);
  const separators = format.includes(',') ? Math.floor((whole.replace('-', '').length - 1) / 3) : 0;
  return whole.length + Math.max(0, separators) + (decimals > 0 ? decimals + 1 : 0);
}

/** East Asian characters are twice as wide; combining marks (Thai vowels, accents) have no width. */
function charCount(text: string): number {
  let count = 0;
  for (const char of text.slice(0, WIDEST * 2)) {
    if (/\p{Mn}/u.test(char)) continue;
    count += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/.test(char)
      ? 2
      : 1;
  }
  return count;
}
