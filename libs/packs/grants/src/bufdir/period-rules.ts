import { Temporal } from 'temporal-polyfill';

/** The days of a report, ISO dates, both included. */
export interface ReportSpan {
  readonly start: string;
  readonly end: string;
}

/** BU-V-3: the last day comes after the first; a single day is no period. */
export function isChronological({ start, end }: ReportSpan): boolean {
  return Temporal.PlainDate.compare(end, start) > 0;
}

/** BU-V-5: how many days a period has, its first and last included. */
export function spanInDays({ start, end }: ReportSpan): number {
  return Temporal.PlainDate.from(start).until(end, { largestUnit: 'day' }).days + 1;
}

/** BU-V-4: whether the last day is over where the organization is, from its midnight on. */
export function periodHasEnded(end: string, timezone: string, now: Date): boolean {
  const over = Temporal.PlainDate.from(end).add({ days: 1 }).toZonedDateTime(timezone);
  return now.getTime() >= over.epochMilliseconds;
}
