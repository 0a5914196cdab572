import type { DateValue } from '../expressions/contract.js';
import { type DateParts, dayOfWeek, MICROS_PER_SECOND, readDate } from '../expressions/dates.js';
import { calendarNames } from './calendar-names.js';
import { localDatePattern } from './date-pattern.js';
import { localDigits } from './format-decimal.js';
import { knownLocale } from './known-locale.js';
import { numberPattern } from './number-pattern.js';

const TOKEN = /d+|M+|y+|H+|h+|m+|s+|f+|F+|t+|z+|K|g+|'[^']*'?|"[^"]*"?|\\[\s\S]?|%(?=.)|[\s\S]/g;

/** Standard patterns that are the same in every locale. */
const INVARIANT: Readonly<Record<string, string>> = {
  s: "yyyy-MM-dd'T'HH:mm:ss",
  u: "yyyy-MM-dd HH:mm:ss'Z'",
  o: "yyyy-MM-dd'T'HH:mm:ss.fffffff",
  O: "yyyy-MM-dd'T'HH:mm:ss.fffffff",
};

const DAY: Intl.DateTimeFormatOptions = { dateStyle: 'short' };
const LONG_DAY: Intl.DateTimeFormatOptions = { dateStyle: 'full' };
const SHORT_TIME: Intl.DateTimeFormatOptions = { timeStyle: 'short' };
const LONG_TIME: Intl.DateTimeFormatOptions = { timeStyle: 'medium' };

/** Standard patterns of the locale's own; a short date is the one that the rest of the report shows. */
const STANDARD: ReadonlyMap<string, readonly Intl.DateTimeFormatOptions[]> = new Map([
  ['d', [DAY]],
  ['D', [LONG_DAY]],
  ['t', [SHORT_TIME]],
  ['T', [LONG_TIME]],
  ['f', [LONG_DAY, SHORT_TIME]],
  ['F', [LONG_DAY, LONG_TIME]],
  ['g', [DAY, SHORT_TIME]],
  ['G', [DAY, LONG_TIME]],
  ['M', [{ month: 'long', day: 'numeric' }]],
  ['m', [{ month: 'long', day: 'numeric' }]],
  ['Y', [{ year: 'numeric', month: 'long' }]],
  ['y', [{ year: 'numeric', month: 'long' }]],
]);

/** A date by a .NET pattern, standard (`d`, `D`, `g` …) or custom (`dd.MM.yyyy`); what is no date stays as it is. */
export function formatNetDate(value: DateValue, pattern: string, locale: string): string {
  const parts = readDate(value.iso);
  if (!parts) return value.iso;
  const standard = STANDARD.get(pattern);
  const text = standard
    ? standard.map((options) => local(parts, options, locale)).join(' ')
    : custom(parts, INVARIANT[pattern] ?? pattern, locale);
  return localDigits(text, numberPattern(locale));
}

function local(parts: DateParts, options: Intl.DateTimeFormatOptions, locale: string): string {
  if (options === DAY) {
    const iso = `${pad(parts.year, 4)}-${pad(parts.month, 2)}-${pad(parts.day, 2)}`;
    return localDatePattern(locale)
      .map((part) => (typeof part === 'string' ? part : iso.slice(part[0], part[1])))
      .join('');
  }
  return formatter(locale, options)
    .format(parts.day_number * 86_400_000 + Math.floor(parts.micros / 1000))
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u00a0\u202f]/g, ' ');
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${Object.entries(options).join()}`;
  let format = formatters.get(key);
  if (!format) {
    const fixed = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' };
    formatters.set(key, (format = new Intl.DateTimeFormat(knownLocale(locale), { ...fixed, ...options })));
  }
  return format;
}

function custom(parts: DateParts, pattern: string, locale: string): string {
  const tokens = pattern.match(TOKEN) ?? [];
  const hasDay = tokens.some((token) => token === 'd' || token === 'dd');
  return tokens.map((token) => field(token, parts, hasDay, locale)).join('');
}

function field(token: string, parts: DateParts, hasDay: boolean, locale: string): string {
  const seconds = Math.floor(parts.micros / MICROS_PER_SECOND);
  const hour = Math.floor(seconds / 3600);
  const length = Math.min(token.length, 2);
  switch (token.charAt(0)) {
    case 'd':
      return dayText(token, parts, locale);
    case 'M':
      return monthText(token, parts.month, hasDay, locale);
    case 'y':
      return token.length <= 2 ? pad(parts.year % 100, token.length) : pad(parts.year, token.length);
    case 'H':
      return pad(hour, length);
    case 'h':
      return pad(hour % 12 || 12, length);
    case 'm':
      return pad(Math.floor(seconds / 60) % 60, length);
    case 's':
      return pad(seconds % 60, length);
    case 'f':
    case 'F': {
      const fraction = `${pad(parts.micros % MICROS_PER_SECOND, 6)}0`.slice(0, Math.min(token.length, 7));
      return token.startsWith('F') ? fraction.replace(/0+$/, '') : fraction;
    }
    case 't': {
      const { am, pm } = calendarNames(locale);
      const name = hour < 12 ? am : pm;
      return token.length === 1 ? name.slice(0, 1) : name;
    }
    case '/':
      return dateSeparator(locale);
    default:
      return literal(token);
  }
}

function dayText(token: string, parts: DateParts, locale: string): string {
  if (token.length <= 2) return pad(parts.day, token.length);
  const names = calendarNames(locale);
  return (token.length === 3 ? names.short_days : names.days)[dayOfWeek(parts)] ?? '';
}

function monthText(token: string, month: number, hasDay: boolean, locale: string): string {
  if (token.length <= 2) return pad(month, token.length);
  const names = calendarNames(locale);
  if (token.length === 3) return names.short_months[month - 1] ?? '';
  return (hasDay ? names.months_with_day : names.months)[month - 1] ?? '';
}

/** In .NET `/` stands for the locale's own separator. */
function dateSeparator(locale: string): string {
  const between = localDatePattern(locale).find((part) => typeof part === 'string');
  return (typeof between === 'string' ? between.trim() : '') || '/';
}

/** Text in quotes or behind a backslash; a sign of zone or era has nothing to show. */
function literal(token: string): string {
  const first = token.charAt(0);
  if (first === '\\') return token.slice(1);
  if (first === 'z' || first === 'K' || first === 'g' || (first === '%' && token === '%')) return '';
  if (first !== "'" && first !== '"') return token;
  return token.slice(1, token.length > 1 && token.endsWith(first) ? -1 : undefined);
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
