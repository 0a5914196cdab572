import { decimalSignOf, knownLocale } from './number-signs.js';

/** `ymd` with `-` is ISO 8601; `dmy` is day first. */
export interface DatePattern {
  readonly order: 'ymd' | 'dmy';
  readonly separator: '-' | '.' | '/';
}

const ISO: DatePattern = { order: 'ymd', separator: '-' };

/**
 * How dates stand in files that a spreadsheet opens. Locales with a decimal comma whose custom is day, month,
 * year get it (nb, de `30.06.2026`; fr, es `30/06/2026`; nl `30-06-2026`). All others get ISO 8601: sv and lt
 * because it is their custom, en because its two halves read 06/07 differently, th because its custom
 * counts Buddhist years. Every spreadsheet reads ISO.
 */
export function datePatternOf(locale: string): DatePattern {
  const known = knownLocale(locale);
  if (decimalSignOf(known) !== ',') return ISO;
  const parts = new Intl.DateTimeFormat(known, {
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone: 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(0);
  const fields = parts.filter((part) => part.type !== 'literal').map((part) => part.type);
  const separator = parts.find((part) => part.type === 'literal')?.value.trim();
  if (fields.join(' ') !== 'day month year') return ISO;
  return separator === '.' || separator === '/' || separator === '-' ? { order: 'dmy', separator } : ISO;
}
