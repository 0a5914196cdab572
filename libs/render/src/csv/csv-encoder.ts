import { int32At, RowEncoder, type Column } from '@galley/dataset';
import type { CsvDialect } from './dialect.js';
import {
  copyCell,
  textMarks,
  writeDayFirst,
  writeDecimal,
  writeQuotedDecimal,
  writeText,
  writeTimestamp,
} from './csv-cells.js';

const KIND = {
  text: 0,
  plain: 1,
  decimal: 2,
  quotedDecimal: 3,
  dayFirst: 4,
  timestamp: 5,
  boolean: 6,
} as const;

const BYTE_ORDER_MARK = Buffer.from('\ufeff');
const CR = 0x0d;
const LF = 0x0a;
const QUOTE = 0x22;
const LETTER_T = 0x74;
const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');

/** No cell grows beyond twice its bytes and its length word: quotes, doubled quotes, apostrophe, delimiter. */
const GROWTH = 2;

/** Turns DataRow batches into CSV bytes: one table-driven loop, no JavaScript value per cell. */
export class CsvEncoder extends RowEncoder {
  private readonly kinds: Uint8Array;
  private readonly marks: Uint8Array;
  private readonly delimiter: number;
  private readonly decimal: number;
  /** Separator of day-first dates; 0 = ISO. */
  private readonly dayFirst: number;

  constructor(
    private readonly columns: readonly Column[],
    private readonly dialect: CsvDialect,
  ) {
    super(columns.length);
    this.kinds = Uint8Array.from(columns, (column) => kindOf(column, dialect));
    this.marks = textMarks(dialect.delimiter);
    this.delimiter = dialect.delimiter.charCodeAt(0);
    this.decimal = dialect.decimal.charCodeAt(0);
    this.dayFirst = dialect.date.order === 'dmy' ? dialect.date.separator.charCodeAt(0) : 0;
  }

  /** The first line: labels of the columns, as text. */
  header(): void {
    if (this.dialect.bom) this.out.append(BYTE_ORDER_MARK);
    this.columns.forEach((column, index) => {
      const label = Buffer.from(column.label);
      this.out.reserve(label.length * GROWTH + 8);
      const { bytes } = this.out;
      let at = this.out.length;
      if (index > 0) bytes[at++] = this.delimiter;
      this.out.length = writeText(bytes, at, label, 0, label.length, this.marks);
    });
    this.out.append(Buffer.of(CR, LF));
  }

  protected override row(batch: Buffer, from: number, length: number): void {
    this.out.reserve(length * GROWTH + 8);
    const { kinds, marks, delimiter, decimal, dayFirst } = this;
    const out = this.out.bytes;
    const start = this.out.length;
    let at = start;
    let cell = from;
    for (let field = 0; field < kinds.length; field++) {
      if (field > 0) out[at++] = delimiter;
      const size = int32At(batch, cell);
      cell += 4;
      if (size < 0) continue;
      const end = cell + size;
      switch (kinds[field]) {
        case KIND.text:
          at = writeText(out, at, batch, cell, end, marks);
          break;
        case KIND.decimal:
          at = writeDecimal(out, at, batch, cell, end, decimal);
          break;
        case KIND.quotedDecimal:
          at = writeQuotedDecimal(out, at, batch, cell, end, decimal);
          break;
        case KIND.dayFirst:
          at = writeDayFirst(out, at, batch, cell, end, dayFirst);
          break;
        case KIND.timestamp:
          at = writeTimestamp(out, at, batch, cell, end, dayFirst);
          break;
        case KIND.boolean:
          at = batch[cell] === LETTER_T ? copyCell(out, at, TRUE, 0, 4) : copyCell(out, at, FALSE, 0, 5);
          break;
        default:
          at = copyCell(out, at, batch, cell, end);
      }
      cell = end;
    }
    // A null alone in its line would be an empty line, which readers skip: a lost row.
    if (at === start) {
      out[at++] = QUOTE;
      out[at++] = QUOTE;
    }
    out[at++] = CR;
    out[at++] = LF;
    this.out.length = at;
  }
}

function kindOf(column: Column, dialect: CsvDialect): number {
  switch (column.type) {
    case 'uuid':
    case 'integer':
      return KIND.plain;
    case 'decimal':
      if (dialect.decimal === dialect.delimiter) return KIND.quotedDecimal;
      return dialect.decimal === '.' ? KIND.plain : KIND.decimal;
    case 'date':
      return dialect.date.order === 'dmy' ? KIND.dayFirst : KIND.plain;
    case 'timestamp':
      return KIND.timestamp;
    case 'boolean':
      return KIND.boolean;
    default:
      return KIND.text;
  }
}
