import type { TextUnit } from './text-unit.js';

const BREAK_AFTER = /[\s\-/,;|_@&+)\]]$/;
/** Signs between any two of which a line may end: Han characters, kana, their punctuation and wide forms. */
const IDEOGRAPH = /^(?:[\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\uff00-\uffef]|[\ud840-\ud8bf])/;
/** Korean is broken between words. */
const HANGUL = /^[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]/;
/**
 * Must not start a line (JIS X 4051, GB/T 15834, Unicode's classes CL, CP, EX, IS, NS, CJ): closing marks, small kana, signs
 * of repetition and lengthening, Thai signs of repetition and abbreviation.
 */
const CLOSING = new RegExp(
  '^[,.;:!?)\\]%”’、。，．・：；！？％｡､･｣ﾞﾟ〕〉》」』】〙〗〟）］｝｠‼⁇⁈⁉゛゜ゝゞヽヾ々〻ー〜～゠' +
    'ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿｧ-ｰๆฯ]',
);
/** Must not stand on a line below the ideograph they follow: dashes, dots, units of a figure. */
const TRAILING = /^[}»›…‥–‐‰°′″℃\u00a2￠]/;
/** Must not end a line: opening marks, signs before a figure. */
const OPENING = /^[([{“‘«‹（〔［｛〈《「『【〘〖〝｟｢￥＄￡＃〒№]/;
/** Two of a kind are one sign: dashes and dots. */
const TWIN = /^[—―…‥]$/;
const THAI = /[\u0e00-\u0e7f]/;
const THAI_PIECE = /[\u0e00-\u0e7f]{1,400}/g;

const thaiWords = new Intl.Segmenter('th', { granularity: 'word' });

/** What is put into lines: a unit of text at its size. */
export type Breakable = Pick<TextUnit, 'text' | 'width'>;

/** Units of one line, from `start` up to `end`; the next begins at `next`, behind a line feed or the spaces skipped. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
  readonly next: number;
  /** The paragraph ends here. */
  readonly isLast: boolean;
  /** The text ends here. */
  readonly isFinal: boolean;
}

/** The lines that units fill, as they are asked for. `width` is in the unit of the units' own. */
export function* lineRanges(
  units: readonly Breakable[],
  breaks: readonly boolean[],
  width: number,
): Generator<LineRange> {
  let start = 0;
  let used = 0;
  let lastBreak = 0;
  for (let at = 0; at < units.length; at++) {
    const unit = units[at]!;
    const isFeed = unit.text === '\n';
    const isOver = used + unit.width > width && at > start && unit.text !== ' ';
    if (isOver || isFeed) {
      const end = isOver && lastBreak > start ? lastBreak : at;
      const next = isFeed ? at + 1 : skipSpaces(units, end, at);
      yield { start, end, next, isLast: isFeed, isFinal: false };
      start = next;
      used = widthOf(units, start, at);
    }
    if (at >= start) used += unit.width;
    if (breaks[at]) lastBreak = at + 1;
  }
  yield { start, end: units.length, next: units.length, isLast: true, isFinal: true };
}

/** Whether a line may end after each unit. */
export function breakFlags(
  text: string,
  units: readonly Pick<TextUnit, 'text' | 'code'>[],
): readonly boolean[] {
  const words = THAI.test(text) ? thaiBorders(text) : null;
  let offset = 0;
  return units.map((unit, index) => {
    offset += unit.text.length;
    const next = units[index + 1]?.text ?? '';
    if (CLOSING.test(next)) return false;
    if (unit.code !== 0 && BREAK_AFTER.test(unit.text)) return true;
    if (IDEOGRAPH.test(unit.text) || IDEOGRAPH.test(next)) return parts(unit.text, next);
    return words !== null && THAI.test(unit.text) && words.has(offset);
  });
}

/** Whether a line may end between two signs at least one of which is an ideograph. */
function parts(before: string, after: string): boolean {
  if (OPENING.test(before) || HANGUL.test(before) || HANGUL.test(after)) return false;
  return !TRAILING.test(after) && !(TWIN.test(before) && before === after);
}

/** Where words of Thai begin and end. In pieces, because the segmenter copies its whole text with every word. */
function thaiBorders(text: string): ReadonlySet<number> {
  const borders = new Set<number>();
  for (const { index, 0: piece } of text.matchAll(THAI_PIECE)) {
    for (const word of thaiWords.segment(piece)) borders.add(index + word.index);
    borders.add(index + piece.length);
  }
  return borders;
}

function skipSpaces(units: readonly Breakable[], from: number, to: number): number {
  let at = from;
  while (at < to && units[at]?.text === ' ') at++;
  return at;
}

function widthOf(units: readonly Breakable[], from: number, to: number): number {
  let width = 0;
  for (let at = from; at < to; at++) width += units[at]?.width ?? 0;
  return width;
}
