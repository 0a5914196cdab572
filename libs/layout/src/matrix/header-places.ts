import type { AxisHeader } from './matrix-axis.js';

/** A header and the lines it stands over: `at` counts from the first line of values. */
export interface HeaderPlace {
  readonly header: AxisHeader;
  readonly at: number;
  readonly length: number;
  /** Every other header of its level; a total counts for the levels below it, which it covers. */
  readonly is_even: boolean;
}

/** Headers with their places, outer ones before those under them. `lines` are those of one innermost header. */
export function* headerPlaces(
  headers: readonly AxisHeader[],
  lines: number,
  first = 0,
  printed: number[] = [],
): Generator<HeaderPlace> {
  let at = first;
  for (const header of headers) {
    const { level, span, children, is_total } = header;
    const before = printed[level] ?? 0;
    const length = span * lines;
    yield { header, at, length, is_even: before % 2 === 1 };
    if (is_total) for (let below = level + 1; below < printed.length; below++) printed[below]! += 1;
    yield* headerPlaces(children, lines, at, printed);
    printed[level] = before + 1;
    at += length;
  }
}
