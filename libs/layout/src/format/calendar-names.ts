import { knownLocale } from './known-locale.js';

/** Names of a locale's Gregorian months and of its days from Sunday. */
export interface CalendarNames {
  /** As they stand alone: `январь`. */
  readonly months: readonly string[];
  /** As they stand beside a day: `января`. */
  readonly months_with_day: readonly string[];
  readonly short_months: readonly string[];
  readonly days: readonly string[];
  readonly short_days: readonly string[];
  readonly am: string;
  readonly pm: string;
}

const names = new Map<string, CalendarNames>();

/** The names of a BCP 47 locale, read once from Intl; English for what is none. */
export function calendarNames(locale: string): CalendarNames {
  let known = names.get(locale);
  if (!known) names.set(locale, (known = readNames(knownLocale(locale))));
  return known;
}

function readNames(locale: string): CalendarNames {
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2024, month, 15));
  // The 7th of January 2024 was a Sunday.
  const days = Array.from({ length: 7 }, (_, day) => Date.UTC(2024, 0, 7 + day));
  const part = (
    type: Intl.DateTimeFormatPartTypes,
    options: Intl.DateTimeFormatOptions,
    instants: readonly number[],
  ): string[] => {
    const format = new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: 'UTC', ...options });
    return instants.map(
      (instant) => format.formatToParts(instant).find((one) => one.type === type)?.value ?? '',
    );
  };
  const [am = 'AM', pm = 'PM'] = part('dayPeriod', { hour: 'numeric', hourCycle: 'h12' }, [
    Date.UTC(2024, 0, 7, 9),
    Date.UTC(2024, 0, 7, 21),
  ]).map((name, index) => name || ['AM', 'PM'][index]!);
  return {
    months: part('month', { month: 'long' }, months),
    months_with_day: part('month', { month: 'long', day: 'numeric' }, months),
    short_months: part('month', { month: 'short' }, months),
    days: part('weekday', { weekday: 'long' }, days),
    short_days: part('weekday', { weekday: 'short' }, days),
    am,
    pm,
  };
}
