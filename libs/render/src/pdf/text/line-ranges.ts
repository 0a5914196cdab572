import type { TextUnit } from './text-unit.js';

const BREAK_AFTER = /[\s\-/,;|_@&+)\]]$/;
const IDEOGRAPH = /^[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/;
/** Must not start a line. */
const CLOSING = /^[。，、：；！？）》」』】〉”’,.;:!?)\]%]/;
const THAI = /[\u0e00-\u0e7f]/;

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
  const words = THAI.test(text) ? new Set([...thaiWords.segment(text)].map((word) => word.index)) : null;
  let offset = 0;
  return units.map((unit, index) => {
    offset += unit.text.length;
    const next = units[index + 1]?.text ?? '';
    if (CLOSING.test(next)) return false;
    if (unit.code !== 0 && BREAK_AFTER.test(unit.text)) return true;
    if (IDEOGRAPH.test(unit.text) || IDEOGRAPH.test(next)) return true;
    return words !== null && THAI.test(unit.text) && words.has(offset);
  });
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
