import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import { Sfnt } from './sfnt.js';

/** A glyph drawn as part of another one: a dot under an Arabic letter. */
export interface GlyphPart {
  readonly glyph: number;
  readonly dx: number;
  readonly dy: number;
}

/** One glyph of a shaped text, in thousandths of the font size. */
export interface ShapedGlyph {
  readonly glyph: number;
  /** Further glyphs drawn at the same place; they stand for no character of their own. */
  readonly parts: readonly GlyphPart[];
  /** Without ink: it is there for its text alone. Its advance is 0. */
  readonly isBlank?: boolean;
  /** What the glyph stands for when text is copied out of the document. */
  readonly text: string;
  readonly advance: number;
  readonly dx: number;
  readonly dy: number;
}

export interface ShapedText {
  readonly glyphs: readonly ShapedGlyph[];
  readonly width: number;
}

/** Shaped texts kept per face. Clusters of a script are few; words of Arabic are not, hence a bound. */
const MAX_SHAPED = 20_000;

const require = createRequire(import.meta.url);
const faces = new Map<string, FontFace>();

/**
 * A font file opened once per process: glyphs, widths and shaped clusters are cached for all documents. Holds nothing
 * of any document, so that a document's bytes do not depend on what was printed before it.
 */
export class FontFace {
  /** Loads a font file of an installed package; the second call for the same file is free. */
  static open(file: string): FontFace {
    let face = faces.get(file);
    if (!face) faces.set(file, (face = new FontFace(readFileSync(require.resolve(file)))));
    return face;
  }

  readonly sfnt: Sfnt;
  readonly name: string;
  /** Drawn leaning. */
  readonly isItalic: boolean;
  private readonly font: fontkit.Font;
  private readonly scale: number;
  private readonly glyphs = new Map<number, number>();
  private readonly shaped = new Map<string, ShapedText>();

  private constructor(bytes: Buffer) {
    this.sfnt = new Sfnt(bytes);
    this.font = fontkit.create(bytes) as fontkit.Font;
    forgetGlyphs(this.font);
    this.scale = 1000 / this.font.unitsPerEm;
    this.name = this.font.postscriptName;
    this.isItalic = this.font.italicAngle !== 0;
  }

  /** The glyph of a code point, 0 when the font has none. */
  glyphOf(codePoint: number): number {
    let glyph = this.glyphs.get(codePoint);
    if (glyph === undefined) {
      glyph = this.font.hasGlyphForCodePoint(codePoint) ? this.font.glyphForCodePoint(codePoint).id : 0;
      this.glyphs.set(codePoint, glyph);
    }
    return glyph;
  }

  /** Width of a glyph in thousandths of the font size. */
  advanceOf(glyph: number): number {
    return this.sfnt.metrics(glyph).advance * this.scale;
  }

  /** Vertical measures in thousandths of the font size. */
  get metrics(): { ascent: number; descent: number; capHeight: number; box: readonly number[] } {
    const { ascent, descent, capHeight, bbox } = this.font;
    const round = (value: number): number => Math.round(value * this.scale);
    const box = [bbox.minX, bbox.minY, bbox.maxX, bbox.maxY].map(round);
    return { ascent: round(ascent), descent: round(descent), capHeight: round(capHeight || ascent), box };
  }

  /** Shapes a cluster or word; `shaper` makes it when it is not cached. */
  cached(text: string, shaper: (face: FontFace, text: string) => ShapedText): ShapedText {
    let shaped = this.shaped.get(text);
    if (!shaped) {
      if (this.shaped.size >= MAX_SHAPED) this.shaped.clear();
      this.shaped.set(text, (shaped = shaper(this, text)));
    }
    return shaped;
  }

  /** OpenType layout in visual order, each glyph with the characters it came from (none for split-off marks). */
  layout(text: string): ShapedGlyph[] {
    const run = this.font.layout(text);
    return run.glyphs.map((glyph, index) => {
      const position = run.positions[index];
      return {
        glyph: glyph.id,
        parts: [],
        text: String.fromCodePoint(...glyph.codePoints),
        advance: (position?.xAdvance ?? glyph.advanceWidth) * this.scale,
        dx: (position?.xOffset ?? 0) * this.scale,
        dy: (position?.yOffset ?? 0) * this.scale,
      };
    });
  }
}

/**
 * fontkit 2.0.4 keeps a glyph with the characters of its first use, so that a second letter of the same shape would be
 * copied out as the first one. Here each use makes its own glyph; what is worth keeping is kept in `cached`.
 */
function forgetGlyphs(font: fontkit.Font): void {
  const known = (font as unknown as { _glyphs: Record<number, unknown> })._glyphs;
  const getGlyph = font.getGlyph.bind(font);
  font.getGlyph = (glyph, codePoints) => {
    delete known[glyph];
    return getGlyph(glyph, codePoints);
  };
}

/** Sums the advances of glyphs. */
export function shapedText(glyphs: readonly ShapedGlyph[]): ShapedText {
  return { glyphs, width: glyphs.reduce((sum, glyph) => sum + glyph.advance, 0) };
}
