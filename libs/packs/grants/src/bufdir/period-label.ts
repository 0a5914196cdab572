import { Temporal } from 'temporal-polyfill';

/**
 * What people call a period of whole days, both included: `2025`, `H1 2025`, `Q1 2025`, else its ends:
 * `2025-02-01 – 2025-04-30` (grants.md §2). Throws `RangeError` for what is no date.
 */
export function periodLabel(start: string, end: string): string {
  const first = Temporal.PlainDate.from(start);
  const last = Temporal.PlainDate.from(end);
  const name =
    first.year === last.year && isWholeMonths(first, last) ? nameOf(first.month, last.month) : null;
  if (name === null) return `${first.toString()} – ${last.toString()}`;
  return `${name} ${first.year}`.trimStart();
}

function isWholeMonths(first: Temporal.PlainDate, last: Temporal.PlainDate): boolean {
  return first.day === 1 && last.day === last.daysInMonth;
}

/** Empty for the year, which needs no name beside its number. */
function nameOf(from: number, to: number): string | null {
  const months = to - from + 1;
  if (months === 12) return '';
  if (months === 6 && to % 6 === 0) return `H${to / 6}`;
  if (months === 3 && to % 3 === 0) return `Q${to / 3}`;
  return null;
}
