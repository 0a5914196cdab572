import type { TextLine } from '../text/text-line.js';
import type { TextSetter } from '../text/text-setter.js';

export interface Letters {
  readonly isBold: boolean;
  readonly isItalic: boolean;
}

export const PLAIN: Letters = { isBold: false, isItalic: false };
export const BOLD: Letters = { isBold: true, isItalic: false };

/** Figures may shrink to this part of their size before they give way to ####. */
const SMALLEST = 0.6;

/**
 * A figure that fits `room` points: as it is, smaller, or a row of # that says there is one. Digits are never cut
 * off, because what is left would read as another figure.
 */
export function fitFigure(
  setter: TextSetter,
  text: string,
  { isBold, isItalic }: Letters,
  size: number,
  room: number,
): { line: TextLine; size: number } {
  const line = setter.line(text, isBold, 'auto', isItalic);
  const width = (line.width * size) / 1000;
  if (width <= room) return { line, size };
  if (width * SMALLEST <= room) return { line, size: Math.floor(((size * room) / width) * 20) / 20 };
  const sign = (setter.line('#', isBold).width * size) / 1000;
  return { line: setter.line('#'.repeat(Math.max(1, Math.floor(room / sign))), isBold), size };
}
