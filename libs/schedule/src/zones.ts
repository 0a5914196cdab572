import { Temporal } from 'temporal-polyfill';

/** Names with a place in them; abbreviations (EST), offsets (+02:00) and POSIX rules (EST5EDT) are not zones here. */
const ZONE_NAME = /^(?:UTC|Etc\/(?:UTC|GMT|GMT[+-]1?\d)|[A-Z][A-Za-z]+(?:\/[A-Za-z_-]+){1,2})$/;

/** Whether a text is an IANA zone that the runtime knows. The database holds the same form (070_schedules.sql). */
export function isZone(name: string): boolean {
  if (!ZONE_NAME.test(name)) return false;
  try {
    Temporal.Now.zonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * The instant at which the clocks of a zone show this date and time. In a gap it is moved forward by the length of the
 * gap (02:30 → 03:30), in an overlap it is the first of the two (rule EN-NR of packs/energy.md).
 */
export function atWallClock(date: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): Date {
  const moment = date.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'compatible' });
  return new Date(moment.epochMilliseconds);
}

/** What the clocks of a zone show at an instant. */
export function wallClockOf(instant: Date, zone: string): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
}

/** The calendar date that an instant falls on in a zone. */
export function localDateOf(instant: Date, zone: string): Temporal.PlainDate {
  return wallClockOf(instant, zone).toPlainDate();
}
