import { checkFields, copyBytes, int32At, ROW_HEAD, type OutputBuffer } from '@galley/dataset';
import { CLOSE_INLINE, CLOSE_VALUE, KIND, type SheetColumn } from './sheet-column.js';
import { MAX_CELL_CHARS, shorten, writeXmlText } from './sheet-text.js';
import { dateSerial, isSheetNumber, timeOfDayMs, writeDayFraction, writeInteger } from './sheet-values.js';
import type { RowNumber } from './row-number.js';

const ROW_OPEN = Buffer.from('<row r="');
const ROW_CLOSE = Buffer.from('</row>');
const SPACE = 0x20;
const ZERO = 0x30;
const LETTER_T = 0x74;

/** A byte of text may become `_x0001_`. */
const GROWTH = 7;
/** Everything around a value, at the longest reference and style. */
const CELL_FRAME = 96;

/** Bytes with which a spreadsheet begins a formula when someone types them. */
const FORMULA_START = new Uint8Array(256);
for (const char of '=+-@') FORMULA_START[char.charCodeAt(0)] = 1;

/** Turns DataRow messages into `<row>` elements, without a JavaScript value per cell. */
export class SheetRows {
  /** Per column, the numbers and dates that had to be written as text; formulas do not see those. */
  readonly asText: Uint32Array;
  /** Texts that were longer than a cell. */
  shortened = 0;
  private readonly afterNumber: Buffer;

  constructor(
    private readonly out: OutputBuffer,
    private readonly columns: readonly SheetColumn[],
    private readonly rowNumber: RowNumber,
    outlineLevel: number,
    /** Cells of a row; those after the columns are not written. */
    private readonly fields: number = columns.length,
  ) {
    this.asText = new Uint32Array(columns.length);
    this.afterNumber = Buffer.from(outlineLevel > 0 ? `" outlineLevel="${outlineLevel}">` : '">');
  }

  /** Writes the DataRow at `from`, `length` bytes of payload; `columns` are those of a row that looks otherwise. */
  write(batch: Buffer, from: number, length: number, columns: readonly SheetColumn[] = this.columns): void {
    const { rowNumber } = this;
    checkFields(batch, from, this.fields);
    rowNumber.next();
    this.out.reserve(length * GROWTH + columns.length * CELL_FRAME + 64);
    const out = this.out.bytes;
    let at = copyBytes(out, this.out.length, ROW_OPEN);
    at = rowNumber.write(out, at);
    at = copyBytes(out, at, this.afterNumber);
    let cell = from + ROW_HEAD;
    for (let field = 0; field < columns.length; field++) {
      const size = int32At(batch, cell);
      cell += 4;
      if (size < 0) continue;
      const end = cell + size;
      const column = columns[field]!;
      at = copyBytes(out, at, column.open);
      at = rowNumber.write(out, at);
      switch (column.kind) {
        case KIND.text:
          at = this.text(out, at, column, batch, cell, end);
          break;
        case KIND.number:
          if (isSheetNumber(batch, cell, end, column.isFreeScale)) {
            at = copyBytes(out, at, column.value);
            for (let i = cell; i < end; i++) out[at++] = batch[i]!;
            at = copyBytes(out, at, CLOSE_VALUE);
          } else at = this.untyped(out, at, column, field, batch, cell, end);
          break;
        case KIND.boolean:
          at = copyBytes(out, at, column.value);
          out[at++] = batch[cell] === LETTER_T ? ZERO + 1 : ZERO;
          at = copyBytes(out, at, CLOSE_VALUE);
          break;
        default:
          at = this.date(out, at, column, field, batch, cell, end);
      }
      cell = end;
    }
    this.out.length = copyBytes(out, at, ROW_CLOSE);
  }

  private date(
    out: Buffer,
    at: number,
    column: SheetColumn,
    field: number,
    bytes: Buffer,
    from: number,
    to: number,
  ): number {
    const ms = column.kind === KIND.timestamp ? timeOfDayMs(bytes, from, to) : 0;
    const serial = dateSerial(bytes, from, to);
    if (serial < 0 || ms < 0) return this.untyped(out, at, column, field, bytes, from, to);
    at = copyBytes(out, at, column.value);
    at = writeInteger(out, at, serial);
    at = writeDayFraction(out, at, ms);
    return copyBytes(out, at, CLOSE_VALUE);
  }

  /** A value of the column's type that Excel does not have. */
  private untyped(
    out: Buffer,
    at: number,
    column: SheetColumn,
    field: number,
    bytes: Buffer,
    from: number,
    to: number,
  ): number {
    this.asText[field]!++;
    at = copyBytes(out, at, column.text);
    at = writeXmlText(out, at, bytes, from, to);
    return copyBytes(out, at, CLOSE_VALUE);
  }

  private text(
    out: Buffer,
    at: number,
    column: SheetColumn,
    bytes: Buffer,
    from: number,
    to: number,
  ): number {
    if (to - from > MAX_CELL_CHARS) {
      const whole = bytes.toString('utf8', from, to);
      if (whole.length > MAX_CELL_CHARS) {
        this.shortened++;
        const short = Buffer.from(shorten(whole));
        return this.text(out, at, column, short, 0, short.length);
      }
    }
    // Readers may trim a string value; an inline string says that its white space counts.
    if (from < to && (bytes[from]! <= SPACE || bytes[to - 1]! <= SPACE)) {
      at = copyBytes(out, at, column.inline);
      at = writeXmlText(out, at, bytes, from, to);
      return copyBytes(out, at, CLOSE_INLINE);
    }
    const isFormulaLike = from < to && FORMULA_START[bytes[from]!] === 1;
    at = copyBytes(out, at, isFormulaLike ? column.formulaLike : column.text);
    at = writeXmlText(out, at, bytes, from, to);
    return copyBytes(out, at, CLOSE_VALUE);
  }
}
