/** First and last day of the demo's data: two closed periods and an open one. */
export const FIRST_DAY = '2026-04-01';
export const AS_OF = '2026-06-30';

export interface Period {
  readonly name: string;
  readonly start_date: string;
  readonly end_date: string;
  /** Local time; null while it is open. */
  readonly closed_at: string | null;
}

/** Two closed periods and the open one that the as-of date ends. */
export const periods: readonly Period[] = [
  { name: '2026-04', start_date: FIRST_DAY, end_date: '2026-04-30', closed_at: '2026-05-03T18:20:00' },
  { name: '2026-05', start_date: '2026-05-01', end_date: '2026-05-31', closed_at: '2026-06-02T17:45:00' },
  { name: '2026-06', start_date: '2026-06-01', end_date: AS_OF, closed_at: null },
];

const DAY_MS = 86_400_000;

/** `date` (`YYYY-MM-DD`) moved by whole days. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Every day from `FIRST_DAY` to `AS_OF`. */
export function allDays(): string[] {
  const days: string[] = [];
  for (let day = FIRST_DAY; day <= AS_OF; day = addDays(day, 1)) days.push(day);
  return days;
}

/** `YYMM`, the middle part of a document number. */
export const monthOf = (date: string): string => date.slice(2, 4) + date.slice(5, 7);
