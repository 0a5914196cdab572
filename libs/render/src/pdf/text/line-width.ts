import { latinWidth } from './latin-line.js';
import { textUnits } from './text-unit.js';
import { type Direction, visualRuns } from './visual-order.js';

/** Width of a line of cleaned text in thousandths of the font size, as `TextSetter` sets it, in no document yet. */
export function lineWidth(
  text: string,
  isBold: boolean,
  isItalic: boolean,
  direction: Direction | 'auto' = 'auto',
): number {
  const latin = latinWidth(text, isBold, isItalic);
  if (latin !== null) return latin;
  let width = 0;
  for (const run of visualRuns(text, direction)) {
    for (const unit of textUnits(run.text, isBold, isItalic)) width += unit.width;
  }
  return width;
}
