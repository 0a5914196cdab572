import { ByteBuilder } from '../file/byte-builder.js';
import { pdfNumber } from '../file/pdf-values.js';
import type { TextLine } from '../text/text-line.js';

/** Red, green, blue from 0 to 1. */
export type Color = readonly [red: number, green: number, blue: number];

/**
 * Drawing operators of one page or form: text, lines, rectangles, clipping, colours, forms. Coordinates are PDF's own:
 * points from the lower left corner, upwards. State that is already set is not written again.
 */
export class Canvas {
  readonly out = new ByteBuilder();
  /** Names of forms, pictures, shadings and states that were drawn (see `resourceName`). */
  readonly resources = new Set<string>();
  /** Part of it is marked content; else all of it is ornament. */
  hasMarks = false;
  private isText = false;
  private font = '';
  private size = 0;
  private fill: Color | null = null;
  private rise = 0;

  /** Draws a line of text with its left end at x. */
  text(line: TextLine, x: number, y: number, size: number): void {
    this.beginText();
    this.out.text(`1 0 0 1 ${pdfNumber(x)} ${pdfNumber(y)} Tm\n`);
    this.pieces(line, size);
  }

  /** Draws a line of text where the text position stands. */
  pieces(line: TextLine, size: number): void {
    for (const piece of line.pieces) {
      this.useFont(piece.font, size);
      const rise = Math.round((piece.rise * size) / 10) / 100;
      if (rise !== this.rise) this.out.text(`${pdfNumber(rise)} Ts `);
      this.rise = rise;
      this.out.append(piece.operator);
    }
    if (this.rise !== 0) this.out.text('0 Ts ');
    this.rise = 0;
  }

  useFont(name: string, size: number): void {
    if (name === this.font && size === this.size) return;
    this.out.text(`/${name} ${pdfNumber(size)} Tf\n`);
    this.font = name;
    this.size = size;
  }

  useFill(color: Color): void {
    if (this.fill && sameColor(color, this.fill)) return;
    this.out.text(`${color.map(pdfNumber).join(' ')} rg\n`);
    this.fill = color;
  }

  rectangle(x: number, y: number, width: number, height: number, color: Color): void {
    this.endText();
    this.useFill(color);
    this.out.text(`${[x, y, width, height].map(pdfNumber).join(' ')} re f\n`);
  }

  line(x1: number, y1: number, x2: number, y2: number, thickness: number, color: Color): void {
    this.endText();
    const width = pdfNumber(thickness);
    const points = [x1, y1, x2, y2].map(pdfNumber);
    this.out.text(
      `${color.map(pdfNumber).join(' ')} RG ${width} w ${points[0]} ${points[1]} m ${points[2]} ${points[3]} l S\n`,
    );
  }

  /** Draws only inside a rectangle while `draw` runs. */
  clipped(x: number, y: number, width: number, height: number, draw: () => void): void {
    this.saved(() => {
      this.out.text(`${[x, y, width, height].map(pdfNumber).join(' ')} re W n\n`);
      draw();
    });
  }

  /** Draws a form XObject with its origin at x, y. */
  form(name: string, x: number, y: number): void {
    this.endText();
    this.resources.add(name);
    this.out.text(`q 1 0 0 1 ${pdfNumber(x)} ${pdfNumber(y)} cm /${name} Do Q\n`);
  }

  /** Operators of other kinds, as they stand; they leave fonts and colours of text as they were, or stand in `saved`. */
  operators(text: string): void {
    this.endText();
    this.out.text(text);
  }

  /** Names a resource that operators use. */
  use(name: string): string {
    this.resources.add(name);
    return name;
  }

  /** Whatever state `draw` sets is as before afterwards. */
  saved(draw: () => void): void {
    this.endText();
    this.out.text('q\n');
    draw();
    this.endText();
    this.out.text('Q\n');
    this.forgetState();
  }

  /** Content between an operator that marks it and `EMC`; text objects do not reach over its borders. */
  marked<T>(begin: string, draw: () => T): T {
    this.endText();
    this.out.text(begin);
    const result = draw();
    this.endText();
    this.out.text('EMC\n');
    this.hasMarks = true;
    return result;
  }

  /** Operators of text state (spacing, scale, mode); they hold until they are taken back or `saved` ends. */
  textState(operators: string): void {
    this.beginText();
    this.out.text(operators);
  }

  beginText(): void {
    if (!this.isText) this.out.text('BT\n');
    this.isText = true;
  }

  /** The operators so far; the canvas starts anew. */
  take(): Buffer {
    this.endText();
    const bytes = this.out.toBuffer();
    this.out.clear();
    this.resources.clear();
    this.hasMarks = false;
    this.forgetState();
    return bytes;
  }

  /** A point to come back to with `rewind`. */
  get mark(): number {
    return this.out.length;
  }

  /** Forgets what was drawn since a mark in the same text object. */
  rewind(mark: number): void {
    this.out.length = mark;
    this.forgetState();
  }

  private endText(): void {
    if (this.isText) this.out.text('ET\n');
    this.isText = false;
  }

  private forgetState(): void {
    this.font = '';
    this.fill = null;
  }
}

function sameColor(a: Color, b: Color): boolean {
  return a === b || (a[0] === b[0] && a[1] === b[1] && a[2] === b[2]);
}
