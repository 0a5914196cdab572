import { cleanText } from './clean-text.js';
import { breakFlags, lineRanges } from './line-ranges.js';
import { type TextUnit, textUnits } from './text-unit.js';

export const ELLIPSIS = '…';

/** Narrower than any letter on average; says how many characters could possibly fit. */
const NARROW = 120;

export interface BreakOptions {
  readonly isBold: boolean;
  readonly isItalic?: boolean;
  /** Width of a line in thousandths of the font size. */
  readonly width: number;
  readonly maxLines: number;
}

/**
 * Breaks text into lines at spaces, hyphens, Thai words and ideographs, and within a word that is wider than a line.
 * What does not fit ends in an ellipsis. Takes time by what can be seen, not by the length of the text.
 */
export function breakLines(text: string, options: BreakOptions): string[] {
  const { isBold, isItalic = false, width, maxLines } = options;
  const budget = maxLines * (Math.ceil(width / NARROW) + 1) + 32;
  const seen = cleanText(text.length > budget ? text.slice(0, budget) : text);
  const units = textUnits(seen, isBold, isItalic);
  const lines: string[] = [];
  for (const { start, end, isFinal } of lineRanges(units, breakFlags(seen, units), width)) {
    const isCut = isFinal ? text.length > budget : lines.length === maxLines - 1;
    if (isCut) return [...lines, elided(units, start, width, options)];
    lines.push(join(units, start, end));
  }
  return lines;
}

/** The longest beginning that fits with an ellipsis; the text itself when it fits whole. */
export function elide(text: string, width: number, isBold: boolean, isItalic: boolean = false): string {
  return breakLines(text, { isBold, isItalic, width, maxLines: 1 })[0] ?? '';
}

function elided(
  units: readonly TextUnit[],
  start: number,
  width: number,
  { isBold, isItalic }: Pick<BreakOptions, 'isBold' | 'isItalic'>,
): string {
  let room = width - (textUnits(ELLIPSIS, isBold, isItalic)[0]?.width ?? 0);
  let end = start;
  for (; end < units.length; end++) {
    const unit = units[end] as TextUnit;
    if (unit.text === '\n' || unit.width > room) break;
    room -= unit.width;
  }
  return join(units, start, end) + ELLIPSIS;
}

function join(units: readonly TextUnit[], from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += units[at]?.text ?? '';
  return text.trimEnd();
}
