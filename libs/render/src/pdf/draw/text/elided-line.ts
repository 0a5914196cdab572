import { elide, ELLIPSIS } from '../../text/line-breaker.js';
import { textUnits } from '../../text/text-unit.js';
import type { Span } from './composed-line.js';

/** The line itself when it is at most `room` points wide, else its beginning with an ellipsis. */
export function elidedLine(spans: readonly Span[], room: number): readonly Span[] {
  const width = spans.reduce((sum, span) => sum + span.width, 0);
  return width <= room + 0.01 ? spans : withEllipsis(spans, room);
}

/** As much of a line as fits together with the ellipsis that follows it. */
export function withEllipsis(spans: readonly Span[], room: number): readonly Span[] {
  const kept: Span[] = [];
  let used = 0;
  for (const [index, span] of spans.entries()) {
    const { bold, italic, size } = span.letters;
    const rest = room - used;
    const isLast = index === spans.length - 1;
    const ellipsis = widthOf(ELLIPSIS, span);
    if (!isLast && span.width + ellipsis <= rest) {
      kept.push(span);
      used += span.width;
      continue;
    }
    const isWhole = span.width + ellipsis <= rest;
    const text = isWhole
      ? `${span.text.trimEnd()}${ELLIPSIS}`
      : elide(`${span.text}${ELLIPSIS}`, (rest * 1000) / size, bold, italic);
    kept.push({ ...span, text, x: used, width: widthOf(text, span) });
    break;
  }
  return kept;
}

function widthOf(text: string, { letters }: Span): number {
  const units = textUnits(text, letters.bold, letters.italic);
  return (units.reduce((sum, unit) => sum + unit.width, 0) * letters.size) / 1000;
}
