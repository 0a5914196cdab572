import { codeOf } from '../fonts/code-page.js';
import { faceFor, isArabic, latinFace } from '../fonts/font-files.js';
import { type FontFace, type ShapedGlyph, type ShapedText, shapedText } from '../fonts/font-face.js';
import { LatinFont } from '../fonts/latin-font.js';
import { isThai, isThaiMark, shapeThai } from './thai.js';

/** What is never broken over two lines: a character with its marks, or a joined Arabic word. */
export interface TextUnit {
  readonly text: string;
  /** Thousandths of the font size. */
  readonly width: number;
  /** Code in the one-byte font, or 0 when `face` draws it. */
  readonly code: number;
  readonly face: FontFace | null;
  readonly shaped: ShapedText | null;
}

const MARK = /\p{M}/u;
/** Longer Arabic words are cut here, so that a word without end still breaks. */
const MAX_WORD = 24;
const JOINERS = 0x200c;

/** Splits cleaned text into units, in logical order. */
export function textUnits(text: string, isBold: boolean, isItalic: boolean = false): TextUnit[] {
  const { widths } = LatinFont.of(isBold, isItalic);
  const units: TextUnit[] = [];
  for (let at = 0; at < text.length;) {
    const codePoint = text.codePointAt(at) ?? 0;
    const end = clusterEnd(text, at, codePoint);
    const code = end - at === 1 ? codeOf(codePoint) : 0;
    const cluster = text.slice(at, end);
    if (code !== 0) units.push({ text: cluster, width: widths[code] ?? 0, code, face: null, shaped: null });
    else if (codePoint === 0x0a) units.push({ text: '\n', width: 0, code: 0, face: null, shaped: null });
    else units.push(shapedUnit(cluster, codePoint, isBold, isItalic));
    at = end;
  }
  return units;
}

function clusterEnd(text: string, at: number, first: number): number {
  let end = at + (first > 0xffff ? 2 : 1);
  const limit = isArabic(first) ? at + MAX_WORD : text.length;
  while (end < limit) {
    const next = text.codePointAt(end) ?? 0;
    if (!continues(first, next)) break;
    end += next > 0xffff ? 2 : 1;
  }
  return end;
}

function continues(first: number, next: number): boolean {
  if (isThai(first)) return first !== 0x0e33 && isThaiMark(next);
  if (isArabic(first)) return isArabic(next) || (next & ~1) === JOINERS || isMark(next);
  return isMark(next);
}

function isMark(codePoint: number): boolean {
  return codePoint >= 0x0300 && MARK.test(String.fromCodePoint(codePoint));
}

function shapedUnit(text: string, codePoint: number, isBold: boolean, isItalic: boolean): TextUnit {
  const known = faceFor(codePoint, isBold, isItalic);
  const face = known ?? latinFace(isBold, isItalic);
  const shaped = face.cached(text, shaperFor(codePoint, known !== null));
  return { text, width: shaped.width, code: 0, face, shaped };
}

function shaperFor(codePoint: number, isKnown: boolean): (face: FontFace, text: string) => ShapedText {
  if (!isKnown) return shapeBoxes;
  if (isThai(codePoint)) return shapeThai;
  return shapeCluster;
}

/** One visible box for a cluster no font has; copied out, it is still the text. */
function shapeBoxes(face: FontFace, text: string): ShapedText {
  return shapedText([{ glyph: 0, parts: [], text, advance: face.advanceOf(0), dx: 0, dy: 0 }]);
}

function shapeCluster(face: FontFace, text: string): ShapedText {
  const codePoint = text.codePointAt(0) ?? 0;
  if (String.fromCodePoint(codePoint) === text && !isArabic(codePoint)) {
    const glyph = face.glyphOf(codePoint);
    return shapedText([{ glyph, parts: [], text, advance: face.advanceOf(glyph), dx: 0, dy: 0 }]);
  }
  const visible = face.layout(text);
  return shapedText(isArabic(codePoint) ? joinSilent(visible.reverse()).reverse() : joinSilent(visible));
}

/** Glyphs that stand for no character become parts of the one before them (in logical order). */
function joinSilent(glyphs: readonly ShapedGlyph[]): ShapedGlyph[] {
  const joined: ShapedGlyph[] = [];
  for (const glyph of glyphs) {
    const base = joined.at(-1);
    if (glyph.text !== '' || !base || glyph.advance !== 0) joined.push(glyph);
    else {
      const part = { glyph: glyph.glyph, dx: glyph.dx - base.dx, dy: glyph.dy - base.dy };
      joined[joined.length - 1] = { ...base, parts: [...base.parts, part] };
    }
  }
  return joined;
}
