import type { Aggregate } from '@galley/dataset';
import { KIND, type SheetColumn, styleOf } from './sheet-column.js';
import { xmlText } from './sheet-text.js';
import { dateSerial, isSheetNumber, timeOfDayMs } from './sheet-values.js';
import type { CellLook, StyleBook } from './style-book.js';

const DAY_MS = 86_400_000;

/** The cells of one total, row after row: typed by what it counts, not only by its column. */
export class TotalCell {
  private readonly isCount: boolean;
  private readonly typed: string;
  private readonly text: string;

  constructor(
    private readonly column: SheetColumn,
    private readonly aggregate: Aggregate,
    look: CellLook,
    styles: StyleBook,
  ) {
    this.isCount = aggregate === 'count' || aggregate === 'count_distinct';
    const format = this.isCount ? '#,##0' : column.format;
    this.typed = styleOf(styles.indexOf({ ...look, format }));
    this.text = styleOf(styles.indexOf({ ...look, align: column.kind === KIND.text ? 'left' : 'right' }));
  }

  /**
   * The `<c>` of a value (PostgreSQL's text) in a row, with its live formula if there is one. Unknown values have
   * no cell; values that Excel does not hold exactly are text, without a formula that would say otherwise.
   */
  xml(row: number, value: string | null, formula: string | null): string {
    if (value === null) return '';
    const reference = `${this.column.letters}${row}`;
    const number = this.isCount ? value : this.numberOf(value);
    if (number === null) return `<c r="${reference}"${this.text} t="str"><v>${xmlText(value)}</v></c>`;
    const live = formula === null ? '' : `<f>${xmlText(formula)}</f>`;
    return `<c r="${reference}"${this.typed}>${live}<v>${number}</v></c>`;
  }

  /** What Excel holds for a value of the column; null when it has to be text. */
  private numberOf(value: string): string | null {
    const { column } = this;
    const bytes = Buffer.from(value);
    if (column.kind === KIND.number) {
      // An average is rounded anyway; what counts is that it is finite.
      if (this.aggregate === 'avg') return Number.isFinite(Number(value)) ? value : null;
      return isSheetNumber(bytes, 0, bytes.length, column.isFreeScale) ? value : null;
    }
    const serial = dateSerial(bytes, 0, bytes.length);
    if (column.kind === KIND.date) return serial < 0 ? null : String(serial);
    const ms = column.kind === KIND.timestamp ? timeOfDayMs(bytes, 0, bytes.length) : -1;
    return serial < 0 || ms < 0 ? null : String(serial + ms / DAY_MS);
  }
}
