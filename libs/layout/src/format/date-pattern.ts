import { knownLocale } from './known-locale.js';

/** Where a field of PostgreSQL's `YYYY-MM-DD HH:MM:SS` text starts and ends. */
const FIELDS = {
  year: [0, 4],
  month: [5, 7],
  day: [8, 10],
  hour: [11, 13],
  minute: [14, 16],
  second: [17, 19],
} as const;

type Field = keyof typeof FIELDS;

/** A date's parts in display order: a slice of the ISO text, or text between. */
export type DatePart = readonly [start: number, end: number] | string;
export type DatePattern = readonly DatePart[];

const DATE = /^\d{4}-\d\d-\d\d$/;
const TIMESTAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/;
const TIME: DatePattern = [' ', FIELDS.hour, ':', FIELDS.minute];
const TOKENS: Readonly<Record<string, Field>> = {
  yyyy: 'year',
  MM: 'month',
  dd: 'day',
  HH: 'hour',
  mm: 'minute',
  ss: 'second',
};

const patterns = new Map<string, DatePattern>();

/** Day, month and year in the locale's order; Gregorian everywhere, so that Thai reports show 2026, not 2569. */
export function localDatePattern(locale: string): DatePattern {
  let pattern = patterns.get(locale);
  if (!pattern) {
    const format = new Intl.DateTimeFormat(knownLocale(locale), {
      calendar: 'gregory',
      numberingSystem: 'latn',
      timeZone: 'UTC',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    pattern = format
      .formatToParts(0)
      .filter((part) => part.type !== 'era')
      .map((part) => (part.type in FIELDS ? FIELDS[part.type as Field] : part.value.replace(/\p{Cf}/gu, '')));
    patterns.set(locale, pattern);
  }
  return pattern;
}

/** The locale's date, then hours and minutes of the 24-hour clock. */
export function localTimestampPattern(locale: string): DatePattern {
  return [...localDatePattern(locale), ...TIME];
}

/** Reads a hint such as `yyyy-MM-dd HH:mm`; null when it holds letters that are no such token. */
export function parseDatePattern(hint: string): DatePattern | null {
  const tokens = hint.match(/yyyy|MM|dd|HH|mm|ss|[A-Za-z]|[^A-Za-z]+/g) ?? [];
  const parts: DatePart[] = [];
  for (const token of tokens) {
    const field = TOKENS[token];
    if (!field && /[A-Za-z]/.test(token)) return null;
    parts.push(field ? FIELDS[field] : token);
  }
  return parts.some((part) => typeof part !== 'string') ? parts : null;
}

/** A PostgreSQL date or local timestamp in a pattern; anything else (infinity, years before 1) stays as it is. */
export function formatDate(text: string, pattern: DatePattern, kind: 'date' | 'timestamp'): string {
  if (!(kind === 'date' ? DATE : TIMESTAMP).test(text) || text.endsWith('BC')) return text;
  let out = '';
  for (const part of pattern) out += typeof part === 'string' ? part : text.slice(part[0], part[1]);
  return out;
}
