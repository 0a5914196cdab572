import type { Aggregate } from '@galley/dataset';
import { KIND, type SheetColumn, styleOf } from './sheet-column.js';
import { xmlText } from './sheet-text.js';
import { dateSerial, isSheetNumber, timeOfDayMs } from './sheet-values.js';
import type { CellLook, StyleBook } from './style-book.js';

const DAY_MS = 86_400_000;

/** A total ready for its cell: typed by what it counts, not only by its column. */
export interface TotalValue {
  readonly aggregate: Aggregate;
  /** PostgreSQL's text; null when it is not known. */
  readonly value: string | null;
  /** Live formula; null for a value that stands for itself. */
  readonly formula: string | null;
}

/** The `<c>` of a total, in the look of its row. Unknown values have no cell. */
export function totalCell(
  column: SheetColumn,
  row: number,
  total: TotalValue,
  look: CellLook,
  styles: StyleBook,
): string {
  const { aggregate, value, formula } = total;
  if (value === null) return '';
  const reference = `${column.letters}${row}`;
  const isCount = aggregate === 'count' || aggregate === 'count_distinct';
  const number = isCount ? value : numberOf(column, aggregate, value);
  if (number === null) {
    const style = styles.indexOf({ ...look, align: column.kind === KIND.text ? 'left' : 'right' });
    return `<c r="${reference}"${styleOf(style)} t="str"><v>${xmlText(value)}</v></c>`;
  }
  const style = styles.indexOf({ ...look, format: isCount ? '#,##0' : column.format });
  const live = formula === null ? '' : `<f>${xmlText(formula)}</f>`;
  return `<c r="${reference}"${styleOf(style)}>${live}<v>${number}</v></c>`;
}

/** What Excel holds for a value of a column; null when it has to be text. */
function numberOf(column: SheetColumn, aggregate: Aggregate, value: string): string | null {
  const bytes = Buffer.from(value);
  if (column.kind === KIND.number) {
    // An average is rounded anyway; what counts is that it is finite.
    if (aggregate === 'avg') return Number.isFinite(Number(value)) ? value : null;
    return isSheetNumber(bytes, 0, bytes.length, column.isFreeScale) ? value : null;
  }
  const serial = dateSerial(bytes, 0, bytes.length);
  if (column.kind === KIND.date) return serial < 0 ? null : String(serial);
  const ms = column.kind === KIND.timestamp ? timeOfDayMs(bytes, 0, bytes.length) : -1;
  return serial < 0 || ms < 0 ? null : String(serial + ms / DAY_MS);
}
