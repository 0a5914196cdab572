import { textUnits } from '../../text/text-unit.js';
import { visualRuns } from '../../text/visual-order.js';
import type { Span } from './composed-line.js';

/** Puts the spans of a line, given in the order of reading, where the bidi algorithm says. */
export function visualSpans(spans: readonly Span[], isRtl: boolean): readonly Span[] {
  const text = spans.map((span) => span.text).join('');
  const placed: Span[] = [];
  let x = 0;
  for (const run of visualRuns(text, isRtl ? 'rtl' : 'auto')) {
    const pieces = cut(spans, run.start, run.start + run.text.length);
    for (const piece of run.isRtl ? pieces.reverse() : pieces) {
      const { letters } = piece;
      const units = textUnits(piece.text, letters.bold, letters.italic);
      const width = (units.reduce((sum, unit) => sum + unit.width, 0) * letters.size) / 1000;
      placed.push({ ...piece, x, width, direction: run.isRtl ? 'rtl' : 'ltr' });
      x += width;
    }
  }
  return placed;
}

/** The parts of spans between two places of the whole text. */
function cut(spans: readonly Span[], from: number, to: number): Span[] {
  const parts: Span[] = [];
  let start = 0;
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    if (text !== '') parts.push({ ...span, text });
    start += span.text.length;
  }
  return parts;
}
