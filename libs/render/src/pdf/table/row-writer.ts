import type { RowCells } from '@galley/dataset';
import { CELL_PADDING, type CellStyle, formatValue, type ValueFormat } from '@galley/layout';
import type { Canvas, Color } from '../document/canvas.js';
import { tuple } from '../draw/pen.js';
import { pdfNumber } from '../file/pdf-values.js';
import { NEEDS_ESCAPE } from '../fonts/code-page.js';
import { hanStyleIn } from '../fonts/han-style.js';
import { LatinFont } from '../fonts/latin-font.js';
import type { PageTags } from '../tags/page-tags.js';
import { breakLines } from '../text/line-breaker.js';
import type { TextLine } from '../text/text-line.js';
import type { TextSetter } from '../text/text-setter.js';
import { baseDirection, hasRtl } from '../text/visual-order.js';
import { type CellEncoder, cellEncoder, codeCell } from './cell-codes.js';
import { CodeLines } from './code-lines.js';
import { fitFigure, type Letters, PLAIN } from './fit-figure.js';
import type { Geometry, PlacedColumn } from './geometry.js';
import { ALERT, INK } from './palette.js';

const DASH = 0x2d;
const [OPEN, CLOSE, OPEN_ARRAY, CLOSE_ARRAY, BACKSLASH] = [0x28, 0x29, 0x5b, 0x5d, 0x5c] as const;
/** Bytes of an operator around a cell's text: adjustment, brackets, name. */
const OPERATOR_BYTES = 24;
const END_TAG = 'EMC\n';
const MAX_CACHED = 5_000;
const MAX_CACHED_LENGTH = 200;

interface Cell {
  readonly index: number;
  /** Among the columns of the whole layout. */
  readonly position: number;
  readonly format: ValueFormat;
  readonly encode: CellEncoder;
  readonly room: number;
  /** Part of the text's width that the anchor stands right of its left end: 0 left, ½ centre, 1 right. */
  readonly shift: 0 | 0.5 | 1;
  readonly lines: Map<string, readonly TextLine[]>;
}

/**
 * Writes the cells of rows into a content stream. A cell of the one-byte font goes from the row's bytes to the PDF
 * string without becoming a JavaScript string; everything else goes through `TextSetter`.
 */
export class RowWriter {
  private readonly cells: readonly Cell[];
  /** `dx 0 Td` from each cell's anchor (or the row's start) to each other's. */
  private readonly moves: readonly Buffer[];
  private readonly lineDown: Buffer;
  private readonly linesUp: readonly Buffer[];
  private readonly cell = codeCell();
  private readonly broken: CodeLines;
  private readonly font: string;
  private readonly widths = LatinFont.of(false).widths;
  private readonly size: number;
  private readonly maxLines: number;
  private readonly direction: 'rtl' | 'auto';

  constructor(
    private readonly canvas: Canvas,
    private readonly setter: TextSetter,
    fontName: string,
    geometry: Geometry,
    columns: readonly PlacedColumn[],
    formats: ReadonlyMap<number, ValueFormat>,
  ) {
    this.font = fontName;
    this.size = geometry.fontSize;
    this.maxLines = geometry.layout.max_lines;
    this.broken = new CodeLines(this.maxLines);
    this.direction = geometry.layout.direction === 'rtl' ? 'rtl' : 'auto';
    this.cells = columns.map(({ column, room }) => {
      const format = formats.get(column.index) ?? { kind: 'text' };
      const shift = column.align === 'right' ? 1 : column.align === 'center' ? 0.5 : 0;
      const encode = cellEncoder(format, this.widths, column.fraction_digits);
      return {
        index: column.index,
        position: geometry.layout.columns.indexOf(column),
        format,
        encode,
        room,
        shift,
        lines: new Map(),
      };
    });
    const anchors = [0, ...columns.map(anchorOf)];
    this.moves = anchors.flatMap((from) =>
      anchors.slice(1).map((to) => Buffer.from(`${pdfNumber(to - from)} 0 Td\n`)),
    );
    const down = geometry.lineHeight;
    this.lineDown = Buffer.from(`0 ${pdfNumber(-down)} Td\n`);
    this.linesUp = Array.from({ length: this.maxLines }, (_, lines) =>
      Buffer.from(`0 ${pdfNumber(Number(pdfNumber(down)) * lines)} Td\n`),
    );
  }

  /**
   * Writes a row with its first baseline at y; returns the number of lines of its tallest cell. `styles`: of the row's
   * cells by position in the layout, where its author gave any.
   */
  write(
    batch: Buffer,
    row: RowCells,
    y: number,
    styles: readonly (CellStyle | null)[] | null,
    tags: PageTags | null = null,
  ): number {
    const tagRow = tags?.nextRow() ?? 0;
    this.canvas.out.text(`1 0 0 1 0 ${pdfNumber(y)} Tm\n`);
    let tallest = 1;
    let last = 0;
    for (let position = 0; position < this.cells.length; position++) {
      const cell = this.cells[position]!;
      const from = row.from[cell.index]!;
      const to = row.to[cell.index]!;
      if (tags) this.canvas.out.text(tags.begin('TD', tagRow));
      if (from < 0 || from === to) {
        if (tags) this.canvas.out.text(END_TAG);
        continue;
      }
      this.canvas.out.append(this.moves[last * this.cells.length + position]!);
      last = position + 1;
      const style = styles === null ? null : (styles[cell.position] ?? null);
      const lines = style
        ? this.writeStyled(cell, batch, from, to, style)
        : this.writeCell(cell, batch, from, to, colorOf(cell, batch, from));
      if (tags) this.canvas.out.text(END_TAG);
      if (lines > tallest) tallest = lines;
    }
    return tallest;
  }

  private writeStyled(
    cell: Cell,
    batch: Buffer,
    from: number,
    to: number,
    { bold, italic, color: wanted }: CellStyle,
  ): number {
    const color = wanted ? tuple(wanted) : colorOf(cell, batch, from);
    if (!bold && !italic) return this.writeCell(cell, batch, from, to, color);
    this.canvas.useFill(color);
    return this.writeText(cell, batch, from, to, { isBold: bold ?? false, isItalic: italic ?? false });
  }

  private writeCell(cell: Cell, batch: Buffer, from: number, to: number, color: Color): number {
    this.canvas.useFill(color);
    if (!cell.encode(batch, from, to, this.cell)) return this.writeText(cell, batch, from, to);
    this.canvas.useFont(this.font, this.size);
    if (this.cell.width <= cell.room) {
      this.writeCodes(0, this.cell.length, this.cell.width * cell.shift);
      return 1;
    }
    if (cell.format.kind !== 'text') return this.writeText(cell, batch, from, to);
    this.broken.break(this.cell, this.widths, cell.room);
    for (let line = 0; line < this.broken.count; line++) {
      if (line > 0) this.canvas.out.append(this.lineDown);
      this.writeCodes(this.broken.from[line]!, this.broken.to[line]!, this.broken.width[line]! * cell.shift);
    }
    if (this.broken.count > 1) this.canvas.out.append(this.linesUp[this.broken.count - 1]!);
    return this.broken.count;
  }

  /** `(codes)Tj`, or `[adjustment(codes)]TJ` when the text stands left of its anchor. */
  private writeCodes(from: number, to: number, adjustment: number): void {
    const { out } = this.canvas;
    out.reserve((to - from) * 2 + OPERATOR_BYTES);
    const { bytes } = out;
    const { codes } = this.cell;
    let at = out.length;
    const isShifted = adjustment > 0;
    if (isShifted) {
      bytes[at++] = OPEN_ARRAY;
      at = writeInteger(bytes, at, Math.round(adjustment));
    }
    bytes[at++] = OPEN;
    for (let index = from; index < to; index++) {
      const code = codes[index]!;
      if (NEEDS_ESCAPE[code]) bytes[at++] = BACKSLASH;
      bytes[at++] = code;
    }
    bytes[at++] = CLOSE;
    if (isShifted) bytes[at++] = CLOSE_ARRAY;
    bytes[at++] = 0x54;
    bytes[at++] = isShifted ? 0x4a : 0x6a;
    bytes[at++] = 0x0a;
    out.length = at;
  }

  /** The general way: any script, odd values, figures too wide for their column, other letters. */
  private writeText(cell: Cell, batch: Buffer, from: number, to: number, letters: Letters = PLAIN): number {
    const most = this.maxLines * cell.room;
    const text = formatValue(
      batch.toString('utf8', from, Math.min(to, from + Math.ceil(most / 20) + 200)),
      cell.format,
    );
    if (cell.format.kind === 'number') {
      const figure = fitFigure(this.setter, text, letters, this.size, (cell.room * this.size) / 1000);
      this.writeLine(figure.line, figure.size, cell.shift);
      return 1;
    }
    const lines = letters === PLAIN ? this.linesOf(cell, text) : this.setLines(cell, text, letters);
    lines.forEach((line, index) => {
      if (index > 0) this.canvas.out.append(this.lineDown);
      this.writeLine(line, this.size, cell.shift);
    });
    if (lines.length > 1) this.canvas.out.append(this.linesUp[lines.length - 1]!);
    return lines.length;
  }

  private writeLine(line: TextLine, size: number, shift: number): void {
    const dx = (line.width * size * shift) / 1000;
    if (dx > 0) this.canvas.out.text(`${pdfNumber(-dx)} 0 Td\n`);
    this.canvas.pieces(line, size);
    if (dx > 0) this.canvas.out.text(`${pdfNumber(dx)} 0 Td\n`);
  }

  private linesOf(cell: Cell, text: string): readonly TextLine[] {
    let lines = cell.lines.get(text);
    if (lines) return lines;
    lines = this.setLines(cell, text, PLAIN);
    if (text.length > MAX_CACHED_LENGTH) return lines;
    if (cell.lines.size >= MAX_CACHED) cell.lines.clear();
    cell.lines.set(text, lines);
    return lines;
  }

  private setLines(cell: Cell, text: string, letters: Letters): readonly TextLine[] {
    const { isBold, isItalic } = letters;
    const direction = hasRtl(text) ? baseDirection(text, this.direction) : 'auto';
    const han = hanStyleIn(text);
    const set = (line: string): TextLine => this.setter.line(line, isBold, direction, isItalic, han);
    const whole = text.length <= MAX_CACHED_LENGTH && !text.includes('\n') ? set(text) : null;
    if (whole && whole.width <= cell.room) return [whole];
    return breakLines(text, { ...letters, width: cell.room, maxLines: this.maxLines }).map(set);
  }
}

/** Negative figures stand out. */
function colorOf(cell: Cell, batch: Buffer, from: number): Color {
  return cell.format.kind === 'number' && batch[from] === DASH ? ALERT : INK;
}

function anchorOf({ column, left, right }: PlacedColumn): number {
  if (column.align === 'right') return right - CELL_PADDING;
  return column.align === 'center' ? (left + right) / 2 : left + CELL_PADDING;
}

function writeInteger(bytes: Buffer, at: number, value: number): number {
  let digits = 1;
  for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits++;
  let rest = value;
  for (let place = at + digits - 1; place >= at; place--) {
    const next = (rest / 10) | 0;
    bytes[place] = 0x30 + rest - next * 10;
    rest = next;
  }
  return at + digits;
}
