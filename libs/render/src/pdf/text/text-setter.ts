import { ByteBuilder } from '../file/byte-builder.js';
import { hex4, pdfNumber } from '../file/pdf-values.js';
import type { DocumentFonts } from '../fonts/document-fonts.js';
import { NEEDS_ESCAPE } from '../fonts/code-page.js';
import { shapedText } from '../fonts/font-face.js';
import { latinFace } from '../fonts/font-files.js';
import type { GlyphFont } from '../fonts/glyph-font.js';
import { type HanStyle, hanStyleIn, hanStyleOf } from '../fonts/han-style.js';
import { cleanText } from './clean-text.js';
import { latinLine } from './latin-line.js';
import type { TextLine, TextPiece } from './text-line.js';
import { type TextUnit, textUnits } from './text-unit.js';
import { type Direction, isTurned, mirrored, visualRuns } from './visual-order.js';

const MAX_CACHED = 10_000;
const MAX_CACHED_LENGTH = 160;
/** Where the caches of lines in a style of Han characters stand. */
const HAN_PLACES: Readonly<Record<HanStyle, number>> = { sc: 4, jp: 8, kr: 12 };

/** Turns text of any script into glyphs of the document's fonts. */
export class TextSetter {
  /** By weight, slope and, where it was asked for, style of Han characters. */
  private readonly lines: Map<string, TextLine>[] = [];
  private readonly han: HanStyle | null;

  /** Where pieces are put together, one after another. */
  private readonly scratch = new ByteBuilder(1024);

  /** `language` (BCP 47) chooses the forms of Han characters; where it has none, the text itself does. */
  constructor(
    private readonly fonts: DocumentFonts,
    language: string = '',
  ) {
    this.han = hanStyleOf(language);
  }

  /** Sets one line; a line break in it is a space. `han`: of the text that the line is a part of. */
  line(
    text: string,
    isBold: boolean,
    direction: Direction | 'auto' = 'auto',
    isItalic: boolean = false,
    han: HanStyle | null = null,
  ): TextLine {
    if (text.length > MAX_CACHED_LENGTH) return this.set(text, isBold, direction, isItalic, han);
    const latin = isTurned(text, direction)
      ? null
      : latinLine(text, this.fonts.latin(isBold, isItalic), isBold, isItalic);
    if (latin) return latin;
    if (direction !== 'auto') return this.set(text, isBold, direction, isItalic, han);
    const cache = this.cacheOf(isBold, isItalic, han);
    let line = cache.get(text);
    if (!line) {
      if (cache.size >= MAX_CACHED) cache.clear();
      cache.set(text, (line = this.set(text, isBold, direction, isItalic, han)));
    }
    return line;
  }

  private cacheOf(isBold: boolean, isItalic: boolean, han: HanStyle | null): Map<string, TextLine> {
    const key =
      (isBold ? 1 : 0) + (isItalic ? 2 : 0) + (han === null || this.han !== null ? 0 : HAN_PLACES[han]);
    return (this.lines[key] ??= new Map());
  }

  /** Places runs in visual order and writes them in logical order, the one in which readers copy text out. */
  private set(
    text: string,
    isBold: boolean,
    direction: Direction | 'auto',
    isItalic: boolean,
    wanted: HanStyle | null,
  ): TextLine {
    const pieces = new PieceBuilder(this.fonts, this.scratch, isBold, isItalic);
    const han = this.han ?? wanted ?? hanStyleIn(text);
    let x = 0;
    const placed = visualRuns(cleanText(text).replaceAll('\n', ' '), direction).map((run) => {
      const units = textUnits(run.text, isBold, isItalic, han);
      const left = x;
      x += units.reduce((sum, unit) => sum + unit.width, 0);
      return { ...run, units, left, right: x };
    });
    for (const run of placed.sort((a, b) => a.start - b.start)) {
      let pen = run.isRtl ? run.right : run.left;
      for (const unit of run.units) {
        if (run.isRtl) pieces.addRtl(unit, (pen -= unit.width));
        else {
          pieces.add(unit, pen);
          pen += unit.width;
        }
      }
    }
    return pieces.finish(x);
  }
}

class PieceBuilder {
  private readonly pieces: TextPiece[] = [];
  private readonly latin: string;
  /** Where the last glyph ended; thousandths of the font size from the line's start. */
  private pen = 0;
  private font = '';
  private rise = 0;
  private adjustment = '';

  constructor(
    private readonly fonts: DocumentFonts,
    private readonly out: ByteBuilder,
    private readonly isBold: boolean,
    private readonly isItalic: boolean,
  ) {
    this.latin = fonts.latin(isBold, isItalic);
  }

  add(unit: TextUnit, x: number): void {
    this.jump(x);
    this.pen += unit.width;
    if (unit.code !== 0) return this.addCode(unit.code);
    if (!unit.face || !unit.shaped) return;
    const font = this.fonts.glyphs(unit.face, this.isItalic);
    for (const glyph of unit.shaped.glyphs) {
      this.start(font.name, glyph.dy);
      this.addGlyph(font, font.numberOf(glyph), glyph.dx, glyph.advance);
    }
  }

  /** A bracket is drawn mirrored but stays what it is when copied out. */
  addRtl(unit: TextUnit, x: number): void {
    const mirror = unit.code === 0 ? null : mirrored(unit.text);
    if (mirror === null) return this.add(unit, x);
    const face = latinFace(this.isBold, this.isItalic);
    const glyph = face.glyphOf(mirror.charCodeAt(0));
    const shaped = { glyph, parts: [], text: unit.text, advance: face.advanceOf(glyph), dx: 0, dy: 0 };
    this.add({ ...unit, code: 0, face, shaped: shapedText([shaped]) }, x);
  }

  finish(width: number): TextLine {
    this.end();
    return { width, pieces: this.pieces };
  }

  /** Moves the pen to where the next glyph starts, which in right-to-left text is further left. */
  private jump(x: number): void {
    if (Math.abs(x - this.pen) < 0.01) return;
    this.end();
    this.adjustment = `${pdfNumber(this.pen - x)} `;
    this.pen = x;
  }

  private addCode(code: number): void {
    this.start(this.latin, 0);
    this.out.reserve(2);
    if (NEEDS_ESCAPE[code]) this.out.bytes[this.out.length++] = 0x5c;
    this.out.bytes[this.out.length++] = code;
  }

  private addGlyph(font: GlyphFont, number: number, dx: number, advance: number): void {
    const rest = advance - font.widthOf(number) - dx;
    if (Math.abs(dx) > 0.01) this.out.text(`${pdfNumber(-dx)} `);
    this.out.text(`<${hex4(number)}>`);
    if (Math.abs(rest) > 0.01) this.out.text(`${pdfNumber(-rest)} `);
  }

  /** Starts a new piece when font or height changes. */
  private start(font: string, rise: number): void {
    if (font === this.font && rise === this.rise) return;
    this.end();
    this.font = font;
    this.rise = rise;
    this.out.text(`[${this.adjustment}${font === this.latin ? '(' : ''}`);
    this.adjustment = '';
  }

  private end(): void {
    if (this.font === '') return;
    this.out.text(this.font === this.latin ? ')]TJ\n' : ']TJ\n');
    this.pieces.push({ font: this.font, rise: this.rise, operator: this.out.toBuffer() });
    this.out.clear();
    this.font = '';
  }
}
