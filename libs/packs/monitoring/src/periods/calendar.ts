const MS_PER_DAY = 86_400_000;

const MONTHS = { month: 1, quarter: 3, half_year: 6, year: 12 } as const;
export type MonthlyKind = keyof typeof MONTHS;

/** Months are counted from January of the year 0, so that years need no attention. */
export interface CalendarMonths {
  readonly start: number;
  /** In months. */
  readonly length: number;
  /** Within its year, from 1. */
  readonly place: number;
  /** In which its year begins. */
  readonly year: number;
}

/** The month, quarter, half year or year that has a day, where years begin in `startMonth` (1 to 12). */
export function calendarMonths(day: string, kind: MonthlyKind, startMonth: number): CalendarMonths {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const length = MONTHS[kind];
  const yearStart = month - ((month - (startMonth - 1) + 12) % 12);
  const place = Math.floor((month - yearStart) / length);
  return { start: yearStart + place * length, length, place: place + 1, year: Math.floor(yearStart / 12) };
}

/** The day with this number of a counted month; 0 is the last one of the month before. */
export function dayOfMonth(month: number, day: number): string {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(month / 12), month % 12, day);
  return textOf(date.getTime());
}

export function moveDay(day: string, days: number): string {
  return textOf(Date.parse(day) + days * MS_PER_DAY);
}

/** The week from Monday that has a day; its year is the one of its Thursday (ISO 8601). */
export function isoWeek(day: string): {
  readonly label: string;
  readonly first: string;
  readonly last: string;
} {
  const weekday = (new Date(day).getUTCDay() + 6) % 7;
  const first = moveDay(day, -weekday);
  const thursday = moveDay(first, 3);
  const year = thursday.slice(0, 4);
  const week = Math.floor((Date.parse(thursday) - Date.parse(`${year}-01-01`)) / (7 * MS_PER_DAY)) + 1;
  return { label: `${year}-W${String(week).padStart(2, '0')}`, first, last: moveDay(first, 6) };
}

function textOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
