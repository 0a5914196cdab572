import {
  type FileDate,
  type FilledCell,
  type FilledGrid,
  isDate,
  isNumber,
  type MatrixDesign,
  plainText,
  type TextObject,
  type Value,
} from '@galley/layout';
import { columnLetters } from '../cell-reference.js';
import { styleOf } from '../sheet-column.js';
import { dateSerial, isSheetNumber, timeOfDayMs } from '../sheet-values.js';
import { MAX_FORMULA } from '../currency-formula.js';
import type { CellLook, StyleBook } from '../style-book.js';
import { textCell } from '../text-rows.js';
import { lookOf } from './cell-look.js';
import { type CodeCulture, patternCode } from './pattern-code.js';

const DAY_MS = 86_400_000;
/** Arguments of one SUM. */
const MAX_RANGES = 250;

/** The cells of a crosstab as `<c>` elements. */
export class MatrixCells {
  private readonly styles = new Map<TextObject, Map<'text' | 'number' | 'date', string>>();

  constructor(
    private readonly design: MatrixDesign,
    private readonly grid: FilledGrid,
    private readonly book: StyleBook,
    private readonly date: FileDate,
    private readonly culture: CodeCulture,
  ) {}

  xml(cell: FilledCell): string {
    const reference = `${columnLetters(cell.column)}${cell.row + 1}`;
    const number = isHidden(cell) ? null : numberOf(cell.value);
    if (number === null) {
      return cell.text === ''
        ? `<c r="${reference}"${this.styleOf(cell, 'text')}/>`
        : textCell(reference, this.styleOf(cell, 'text'), cell.text);
    }
    const style = this.styleOf(cell, isDate(cell.value) ? 'date' : 'number');
    const formula = this.formulaOf(cell);
    return `<c r="${reference}"${style}>${formula === null ? '' : `<f>${formula}</f>`}<v>${number}</v></c>`;
  }

  /** A total of sums that stand beside it; null = the value alone. */
  private formulaOf(cell: FilledCell): string | null {
    const { fixed_columns, fixed_rows, total_rows, total_columns } = this.grid;
    if (cell.column < fixed_columns || cell.row < fixed_rows || !isSum(this.measureOf(cell))) return null;
    const rows = total_rows.get(cell.row);
    const columns = total_columns.get(cell.column);
    const place = (row: number, column: number): string => `${columnLetters(column)}${row + 1}`;
    const parts = rows
      ? ranges(rows, (row) => place(row, cell.column))
      : ranges(columns ?? [], (column) => place(cell.row, column));
    if (parts.length === 0 || parts.length > MAX_RANGES) return null;
    const formula = `SUM(${parts.join(',')})`;
    return formula.length <= MAX_FORMULA ? formula : null;
  }

  private measureOf({ row, column }: FilledCell): MatrixDesign['measures'][number] | undefined {
    const { measures, measures_side_by_side } = this.design;
    const { fixed_columns, fixed_rows } = this.grid;
    const at = measures_side_by_side ? column - fixed_columns : row - fixed_rows;
    return measures[measures.length > 1 ? at % measures.length : 0];
  }

  private styleOf({ template: { text } }: FilledCell, kind: 'text' | 'number' | 'date'): string {
    let known = this.styles.get(text);
    if (!known) this.styles.set(text, (known = new Map()));
    let style = known.get(kind);
    if (style === undefined) known.set(kind, (style = this.newStyle(text, kind)));
    return style;
  }

  private newStyle({ look, box, format }: TextObject, kind: 'text' | 'number' | 'date'): string {
    const { font, text_fill, align } = look;
    const code = kind === 'text' ? null : patternCode(format, kind, this.date, this.culture);
    const plain =
      kind === 'date' ? patternCode({ kind: 'date', pattern: 'd' }, 'date', this.date, this.culture) : null;
    const dressed: CellLook = {
      ...lookOf({
        bold: font.bold,
        italic: font.italic,
        color: text_fill.kind === 'solid' ? text_fill.color : null,
        fill: box.fill,
        border: box.border,
      }),
      ...(align !== 'justify' && { align }),
      ...((code ?? plain) !== null && { format: code ?? plain ?? '' }),
    };
    return styleOf(this.book.indexOf(dressed));
  }
}

/** Written by its template as nothing: a zero that is hidden. */
function isHidden({ text }: FilledCell): boolean {
  return text === '';
}

function isSum(measure: MatrixDesign['measures'][number] | undefined): boolean {
  return measure?.aggregate === 'sum' && measure.percent_of === 'none';
}

/** What Excel holds for a figure or date; null for what has to be text. */
function numberOf(value: Value): string | null {
  if (isNumber(value)) {
    const text = plainText(value);
    const bytes = Buffer.from(text);
    // Quotients are rounded anyway; other figures keep all their digits or stay text.
    return isSheetNumber(bytes, 0, bytes.length, true) ? text : null;
  }
  if (!isDate(value)) return null;
  const bytes = Buffer.from(value.iso);
  const serial = dateSerial(bytes, 0, bytes.length);
  const ms = value.has_time ? timeOfDayMs(bytes, 0, bytes.length) : 0;
  return serial < 0 || ms < 0 ? null : String(serial + ms / DAY_MS);
}

/** Neighbours together, so that a formula stays short. */
function ranges(lines: readonly number[], place: (line: number) => string): string[] {
  const found: string[] = [];
  for (let at = 0; at < lines.length;) {
    const from = at;
    while (lines[at + 1] === lines[at]! + 1) at++;
    const [first, last] = [place(lines[from]!), place(lines[at]!)];
    found.push(first === last ? first : `${first}:${last}`);
    at++;
  }
  return found;
}
