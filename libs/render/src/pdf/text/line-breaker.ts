import { cleanText } from './clean-text.js';
import { type TextUnit, textUnits } from './text-unit.js';

export const ELLIPSIS = '…';

/** Narrower than any letter on average; says how many characters could possibly fit. */
const NARROW = 120;
const BREAK_AFTER = /[\s\-/,;|_@&+)\]]$/;
const IDEOGRAPH = /^[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/;
/** Must not start a line. */
const CLOSING = /^[。，、：；！？）》」』】〉”’,.;:!?)\]%]/;
const THAI = /[\u0e00-\u0e7f]/;

const thaiWords = new Intl.Segmenter('th', { granularity: 'word' });

export interface BreakOptions {
  readonly isBold: boolean;
  /** Width of a line in thousandths of the font size. */
  readonly width: number;
  readonly maxLines: number;
}

/**
 * Breaks text into lines at spaces, hyphens, Thai words and ideographs, and within a word that is wider than a line.
 * What does not fit ends in an ellipsis. Takes time by what can be seen, not by the length of the text.
 */
export function breakLines(text: string, { isBold, width, maxLines }: BreakOptions): string[] {
  const budget = maxLines * (Math.ceil(width / NARROW) + 1) + 32;
  const seen = cleanText(text.length > budget ? text.slice(0, budget) : text);
  const units = textUnits(seen, isBold);
  const breaks = breakFlags(seen, units);
  const lines: string[] = [];
  let start = 0;
  let used = 0;
  let lastBreak = 0;
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] as TextUnit;
    const isOver = used + unit.width > width && at > start && unit.text !== ' ';
    if (isOver || unit.text === '\n') {
      if (lines.length === maxLines - 1) return [...lines, elided(units, start, width, isBold)];
      const end = isOver && lastBreak > start ? lastBreak : at;
      lines.push(join(units, start, end));
      start = unit.text === '\n' ? at + 1 : skipSpaces(units, end, at);
      used = widthOf(units, start, at);
    }
    if (at >= start) used += unit.width;
    if (breaks[at]) lastBreak = at + 1;
  }
  const isCut = text.length > budget;
  lines.push(isCut ? elided(units, start, width, isBold) : join(units, start, units.length));
  return lines;
}

/** The longest beginning that fits with an ellipsis; the text itself when it fits whole. */
export function elide(text: string, width: number, isBold: boolean): string {
  return breakLines(text, { isBold, width, maxLines: 1 })[0] ?? '';
}

function elided(units: readonly TextUnit[], start: number, width: number, isBold: boolean): string {
  let room = width - (textUnits(ELLIPSIS, isBold)[0]?.width ?? 0);
  let end = start;
  for (; end < units.length; end++) {
    const unit = units[end] as TextUnit;
    if (unit.text === '\n' || unit.width > room) break;
    room -= unit.width;
  }
  return join(units, start, end) + ELLIPSIS;
}

function breakFlags(text: string, units: readonly TextUnit[]): readonly boolean[] {
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

function skipSpaces(units: readonly TextUnit[], from: number, to: number): number {
  let at = from;
  while (at < to && units[at]?.text === ' ') at++;
  return at;
}

function widthOf(units: readonly TextUnit[], from: number, to: number): number {
  let width = 0;
  for (let at = from; at < to; at++) width += units[at]?.width ?? 0;
  return width;
}

function join(units: readonly TextUnit[], from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += units[at]?.text ?? '';
  return text.trimEnd();
}
