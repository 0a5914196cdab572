import { codeOf } from '../fonts/code-page.js';
import { faceFor, isArabic, isHangul, isHebrew, latinFace } from '../fonts/font-files.js';
import { type FontFace, type ShapedText, shapedText } from '../fonts/font-face.js';
import type { HanStyle } from '../fonts/han-style.js';
import { LatinFont } from '../fonts/latin-font.js';
import { joinMarks } from './join-marks.js';
import { isThai, isThaiMark, shapeThai } from './thai.js';

/** What is never broken over two lines: a character with its marks, or a word of a script that runs from the right. */
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
/** Longer Arabic and Hebrew words are cut here, so that a word without end still breaks. */
const MAX_WORD = 24;
const JOINERS = 0x200c;
/** They choose among forms of a character; none of our fonts has several. */
const VARIATION_SELECTORS = /[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu;

/** Splits cleaned text into units, in logical order. The widths are the same in each style of Han characters. */
export function textUnits(
  text: string,
  isBold: boolean,
  isItalic: boolean = false,
  han: HanStyle = 'sc',
): TextUnit[] {
  const { widths } = LatinFont.of(isBold, isItalic);
  const units: TextUnit[] = [];
  for (let at = 0; at < text.length;) {
    const codePoint = text.codePointAt(at) ?? 0;
    const end = clusterEnd(text, at, codePoint);
    const code = end - at === 1 ? codeOf(codePoint) : 0;
    const cluster = text.slice(at, end);
    if (code !== 0) units.push({ text: cluster, width: widths[code] ?? 0, code, face: null, shaped: null });
    else if (codePoint === 0x0a) units.push({ text: '\n', width: 0, code: 0, face: null, shaped: null });
    else units.push(shapedUnit(cluster, codePoint, { isBold, isItalic, han }));
    at = end;
  }
  return units;
}

function clusterEnd(text: string, at: number, first: number): number {
  let end = at + (first > 0xffff ? 2 : 1);
  const limit = isRightToLeft(first) ? at + MAX_WORD : text.length;
  while (end < limit) {
    const next = text.codePointAt(end) ?? 0;
    if (!continues(first, next)) break;
    end += next > 0xffff ? 2 : 1;
  }
  return end;
}

function continues(first: number, next: number): boolean {
  if (isThai(first)) return first !== 0x0e33 && isThaiMark(next);
  if (isRightToLeft(first)) return isRightToLeft(next) || (next & ~1) === JOINERS || isMark(next);
  if (isHangul(first) && isHangulRest(next)) return true;
  return isMark(next);
}

function isRightToLeft(codePoint: number): boolean {
  return isArabic(codePoint) || isHebrew(codePoint);
}

/** Vowels and final consonants that follow the first consonant of a syllable. */
function isHangulRest(codePoint: number): boolean {
  return (codePoint >= 0x1160 && codePoint < 0x1200) || (codePoint >= 0xd7b0 && codePoint < 0xd800);
}

function isMark(codePoint: number): boolean {
  return codePoint >= 0x0300 && MARK.test(String.fromCodePoint(codePoint));
}

interface Letters {
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly han: HanStyle;
}

function shapedUnit(text: string, codePoint: number, { isBold, isItalic, han }: Letters): TextUnit {
  const known =
    faceFor(codePoint, isBold, isItalic, han) ??
    faceFor(text.normalize('NFC').codePointAt(0) ?? 0, isBold, isItalic, han);
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
  const isWord = isRightToLeft(codePoint);
  const glyph = isWord && text.length > 1 ? 0 : singleGlyph(face, text);
  if (glyph !== 0)
    return shapedText([{ glyph, parts: [], text, advance: face.advanceOf(glyph), dx: 0, dy: 0 }]);
  const visible = face.layout(text);
  return shapedText(isWord ? joinMarks(visible.reverse(), true).reverse() : joinMarks(visible));
}

/** The glyph of a text that is one character, or becomes one when it is composed; else 0. */
function singleGlyph(face: FontFace, text: string): number {
  const base = text.replace(VARIATION_SELECTORS, '');
  for (const form of [base, base.normalize('NFC')]) {
    const codePoint = form.codePointAt(0) ?? 0;
    if (String.fromCodePoint(codePoint) !== form) continue;
    const glyph = face.glyphOf(codePoint);
    if (glyph !== 0) return glyph;
  }
  return 0;
}
