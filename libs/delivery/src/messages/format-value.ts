import type { MessageValue, MessageWord } from './message-values.js';

/** For whom values are formatted. */
export interface ValueFormat {
  /** BCP 47. */
  readonly locale: string;
  /** IANA name. */
  readonly timezone: string;
  readonly words: Readonly<Record<MessageWord, string>>;
}

/** Would hide or reorder what follows: a name of a file could read as another one. */
const UNFIT = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\p{Co}]+/gu;

/** A value as the reader's language writes it, one line of plain text; empty = there is none. */
export function formatValue(value: MessageValue | undefined, format: ValueFormat): string {
  if (value === null || value === undefined) return '';
  return textOf(value, format).replace(UNFIT, ' ').trim();
}

function textOf(value: NonNullable<MessageValue>, { locale, timezone, words }: ValueFormat): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value);
  if ('bytes' in value) return formatBytes(value.bytes, locale);
  if ('word' in value) return words[value.word];
  if ('instant' in value) return formatInstant(value.instant, locale, timezone);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return 'day' in value
    ? days.format(new Date(value.day))
    : days.formatRange(new Date(value.from), new Date(value.to));
}

/** With the zone's name, since readers of one message live in several. */
function formatInstant(instant: string, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(new Date(instant));
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** In steps of 1000, as Intl knows them: `1.2 MB`, `1,2 Mo`. */
export function formatBytes(bytes: number, locale: string): string {
  let size = bytes;
  let step = 0;
  while (size >= 999.5 && step < UNITS.length - 1) {
    size /= 1000;
    step++;
  }
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: size < 10 && step > 0 ? 1 : 0,
  }).format(size);
}
