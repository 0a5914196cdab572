const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Whether a text is a day of the calendar, `2026-06-30`. The year 0 is none: PostgreSQL has no such year. */
export function isDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (!year || year === '0000') return false;
  const instant = new Date(0);
  // Date.UTC would read the years before 100 as those of our time.
  instant.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return instant.getUTCMonth() === Number(month) - 1 && instant.getUTCDate() === Number(day);
}
