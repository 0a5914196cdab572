import type { Temporal } from 'temporal-polyfill';

/** Days on which nothing fires. */
export interface WorkingCalendar {
  /** ISO dates. */
  readonly days: ReadonlySet<string>;
  /** Weekdays without work, 0 = Sunday. */
  readonly weekend: readonly number[];
}

export const HOLIDAY_POLICIES = ['skip', 'shift'] as const;
/** `skip`: the slot does not fire; `shift`: it fires on the next working day at the same time of day. */
export type HolidayPolicy = (typeof HOLIDAY_POLICIES)[number];

export interface Holidays {
  readonly calendar: WorkingCalendar;
  readonly policy: HolidayPolicy;
}

/** A longer row of days off is a mistake in the calendar. */
export const MAX_DAYS_OFF = 366;

export function isWorkingDay({ days, weekend }: WorkingCalendar, date: Temporal.PlainDate): boolean {
  return !weekend.includes(date.dayOfWeek % 7) && !days.has(date.toString());
}

/** The first working day from a date on, that date included; null after a year of days off. */
export function workingDayFrom(
  calendar: WorkingCalendar,
  from: Temporal.PlainDate,
): Temporal.PlainDate | null {
  let date = from;
  for (let days = 0; days <= MAX_DAYS_OFF; days += 1) {
    if (isWorkingDay(calendar, date)) return date;
    date = date.add({ days: 1 });
  }
  return null;
}
