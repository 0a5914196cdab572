import { localDatePattern, type DatePart } from './date-pattern.js';
import { numberPattern } from './number-pattern.js';

/** `ymd` with `-` is ISO 8601; `dmy` is day first. */
export interface FileDate {
  readonly order: 'ymd' | 'dmy';
  readonly separator: '-' | '.' | '/';
}

const ISO: FileDate = { order: 'ymd', separator: '-' };

/** The decimal sign people of a locale type; anything but a comma counts as a point. */
export function typedDecimalSign(locale: string): '.' | ',' {
  return numberPattern(locale).decimal === ',' ? ',' : '.';
}

/**
 * How dates stand in files that a spreadsheet opens. Locales with a decimal comma whose custom is day, month,
 * year get it (nb, de `30.06.2026`; fr, es `30/06/2026`; nl `30-06-2026`). All others get ISO 8601: sv and lt
 * because it is their custom, en because its two halves read 06/07 differently, th because its custom
 * counts Buddhist years. Every spreadsheet reads ISO.
 */
export function fileDateOf(locale: string): FileDate {
  if (typedDecimalSign(locale) !== ',') return ISO;
  const parts = localDatePattern(locale);
  const fields = parts.filter((part): part is Exclude<DatePart, string> => typeof part !== 'string');
  const separator = parts.find((part) => typeof part === 'string')?.trim();
  const [day, month, year] = fields.map(([start]) => start);
  if (day !== 8 || month !== 5 || year !== 0) return ISO;
  return separator === '.' || separator === '/' || separator === '-' ? { order: 'dmy', separator } : ISO;
}
