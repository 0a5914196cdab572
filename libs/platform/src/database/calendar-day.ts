/** Midnight in UTC: how a `date` of the database stands in rows, whatever zone this process runs in. */
export function utcMidnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** The calendar day of a `date` column, as `2026-06-30`. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
