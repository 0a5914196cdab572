import type { AxisHeader } from './matrix-axis.js';

/**
 * The lines of totals of an axis, each with the lines of values under its node; `lines` are those of one innermost header,
 * one per measure, and a total's line adds up the same measure. Lines count from `first`.
 */
export function totalLines(
  headers: readonly AxisHeader[],
  lines: number,
  first: number,
): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, readonly number[]>();
  leavesOf(headers, lines, first, found);
  return found;
}

/** First lines of the innermost values of these headers; their totals are noted on the way. */
function leavesOf(
  headers: readonly AxisHeader[],
  lines: number,
  first: number,
  found: Map<number, readonly number[]>,
): number[] {
  const leaves: number[] = [];
  const totals: number[] = [];
  let at = first;
  for (const header of headers) {
    if (header.is_total) totals.push(at);
    else if (header.children.length === 0) leaves.push(at);
    else for (const leaf of leavesOf(header.children, lines, at, found)) leaves.push(leaf);
    at += header.span * lines;
  }
  for (const total of totals) {
    for (let line = 0; line < lines; line++) {
      found.set(
        total + line,
        leaves.map((leaf) => leaf + line),
      );
    }
  }
  return leaves;
}
