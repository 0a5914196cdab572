import { formatDate, localTimestampPattern } from './date-pattern.js';
import { localDigits } from './format-decimal.js';
import { numberPattern } from './number-pattern.js';

const clocks = new Map<string, Intl.DateTimeFormat>();

/** A UTC instant (ISO-8601) as local date and time of an IANA zone, with the zone's offset named (`GMT+7`). */
export function formatInstant(instant: string, locale: string, timezone: string): string {
  const { iso, zone } = localInstant(instant, timezone);
  const text = formatDate(iso, localTimestampPattern(locale), 'timestamp');
  return `${localDigits(text, numberPattern(locale))} ${zone}`;
}

/** A UTC instant (ISO-8601) in an IANA zone: `YYYY-MM-DD HH:MM:SS`, and the zone's offset by name. */
export function localInstant(instant: string, timezone: string): { iso: string; zone: string } {
  const parts = new Map(
    clock(timezone)
      .formatToParts(new Date(instant))
      .map((part) => [part.type, part.value]),
  );
  const at = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const year = at('year').padStart(4, '0');
  const iso = `${year}-${at('month')}-${at('day')} ${at('hour')}:${at('minute')}:${at('second')}`;
  return { iso, zone: at('timeZoneName') };
}

function clock(timezone: string): Intl.DateTimeFormat {
  let format = clocks.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      calendar: 'gregory',
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'shortOffset',
    });
    clocks.set(timezone, format);
  }
  return format;
}
