import type { PlacedText } from '@galley/layout';
import { bounded } from '../numbers.js';
import { compose, heightOf } from './compose.js';
import type { ComposedLine } from './composed-line.js';
import { paragraphsOf } from './paragraphs-of.js';
import { scaled } from './styled-text.js';

/** Texts kept by the process; longer ones are seldom the same twice. */
const MAX_KNOWN = 5000;
const MAX_LENGTH = 500;

const known = new Map<string, readonly ComposedLine[]>();

/**
 * The lines of a text at a share `by` of its size, wrapped to a width in points; those that begin below `maxHeight` may be
 * missing. A text is measured, then drawn, and its labels are in every document: lines are composed once.
 */
export function composedText(
  item: PlacedText,
  by: number,
  width: number,
  maxHeight: number,
): readonly ComposedLine[] {
  if (item.text.length > MAX_LENGTH) return composed(item, by, width, maxHeight);
  const key = keyOf(item, by, width);
  const whole = known.get(key);
  if (whole && heightOf(whole) <= maxHeight) return whole;
  const lines = composed(item, by, width, maxHeight);
  // Lines within the height are all there are.
  if (heightOf(lines) <= maxHeight) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, lines);
  }
  return lines;
}

function composed(item: PlacedText, by: number, width: number, maxHeight: number): readonly ComposedLine[] {
  const { look } = item;
  const natural = paragraphsOf(item);
  return compose(by === 1 ? natural : scaled(natural, by), {
    width: bounded(width, 0),
    wrap: look.wrap,
    spacing: bounded(look.line_spacing || 1, 0.1, 10),
    direction: look.direction,
    maxHeight,
  });
}

/** All that lines depend on; the text stands last, where no character of it can pass for something else. */
function keyOf({ text, markup, look }: PlacedText, by: number, width: number): string {
  const { bold, italic, underline, strikeout, size } = look.font;
  const style =
    (bold ? 1 : 0) + (italic ? 2 : 0) + (underline ? 4 : 0) + (strikeout ? 8 : 0) + (look.wrap ? 16 : 0);
  return `${width} ${size} ${by} ${style} ${look.line_spacing} ${look.direction} ${markup} ${text}`;
}
