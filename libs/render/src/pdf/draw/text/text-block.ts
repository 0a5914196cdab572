import type { PlacedText } from '@galley/layout';
import { heightOf } from './compose.js';
import type { ComposedLine } from './composed-line.js';
import { withEllipsis } from './elided-line.js';
import { composedText } from './composed-text.js';

/** Lines as they fit a box, and how much narrower than natural they are drawn (1 = as they are). */
export interface TextBlock {
  readonly lines: readonly ComposedLine[];
  readonly squeeze: number;
  /** Points. */
  readonly height: number;
}

/** Letters may be narrowed by this much before text is cut: ours are wider than those most layouts are designed with. */
const SQUEEZE = 0.9;
/** Share of a line by which text may stand out of its box: the room below its letters. */
const TOLERANCE = 0.15;
const SMALLEST = 0.2;
/** Halvings when a size is looked for. */
const STEPS = 7;

/** The lines of a text at its natural size, wrapped to a width in points. */
export function naturalLines(
  item: PlacedText,
  width: number,
  maxHeight: number = Infinity,
): readonly ComposedLine[] {
  return composedText(item, 1, width, maxHeight);
}

/** The lines of a text that a box shows: shrunk or narrowed where allowed, else cut with an ellipsis. */
export function fittedBlock(item: PlacedText, width: number, height: number): TextBlock {
  const at = (by: number, squeeze: number): TextBlock => {
    const lines = composedText(item, by, width / squeeze, height * 1.5 + 100);
    return { lines, squeeze, height: heightOf(lines) };
  };
  const natural = at(1, 1);
  if (fits(natural, height) && !isElided(natural)) return natural;
  if (item.look.auto_shrink) return shrunk(at, height);
  const narrow = at(1, SQUEEZE);
  if (fits(narrow, height) && !isElided(narrow)) return narrow;
  return cut(fits(natural, height) || !fits(narrow, height) ? natural : narrow, width, height);
}

/** The largest size, found by halving, at which nothing is cut. */
function shrunk(at: (by: number, squeeze: number) => TextBlock, height: number): TextBlock {
  let [low, high] = [SMALLEST, 1];
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    const block = at(middle, 1);
    if (block.height <= height && !isElided(block)) low = middle;
    else high = middle;
  }
  return at(low, 1);
}

function fits({ lines, height: needed }: TextBlock, height: number): boolean {
  return needed <= height + (lines.at(-1)?.height ?? 0) * TOLERANCE;
}

function isElided({ lines }: TextBlock): boolean {
  return lines.some((line) => line.isElided);
}

/** As many lines as fit, at least one; the last ends in an ellipsis. */
function cut({ lines, squeeze }: TextBlock, width: number, height: number): TextBlock {
  let used = 0;
  let count = 0;
  for (const line of lines) {
    if (count > 0 && used + line.gap + line.height * (1 - TOLERANCE) > height) break;
    used += line.gap + line.height;
    count++;
  }
  const kept = lines.slice(0, count);
  const last = kept.at(-1);
  if (last && count < lines.length) {
    const spans = withEllipsis(last.spans, width / squeeze - last.indent);
    const right = spans.reduce((most, span) => Math.max(most, span.x + span.width), 0);
    kept[kept.length - 1] = { ...last, spans, width: right, isLast: true };
  }
  return { lines: kept, squeeze, height: used };
}
