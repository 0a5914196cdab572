import type { Decimal } from 'decimal.js';
import { localDatePattern } from '../format/date-pattern.js';
import { numberPattern } from '../format/number-pattern.js';
import type { DateValue } from './contract.js';
import { readDate } from './dates.js';
import { readDecimal } from './exact-decimal.js';

const MAX_LENGTH = 100;
const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/;

/** A number as a locale writes it, with its own decimal sign and groups: what a number became as a text. */
export function readLocalNumber(text: string, locale: string): Decimal | null {
  if (text.length > MAX_LENGTH) return null;
  const { decimal, group, minus } = numberPattern(locale);
  const plain = latinDigits(text, locale)
    .replaceAll(/[\s\u00a0\u202f]/g, '')
    .replaceAll(group.trim() || '\u00a0', '')
    .replace(decimal, '.')
    .replace(minus, '-');
  return readDecimal(plain);
}

/** A date as a locale writes it in figures, `30.06.2026 13:05`: what a date became as a text. */
export function readLocalDate(text: string, locale: string): DateValue | null {
  if (text.length > MAX_LENGTH) return null;
  const [date = '', time] = latinDigits(text, locale).trim().split(/ +/);
  const figures = date.split(/\D+/).filter((figure) => figure !== '');
  const fields = localDatePattern(locale).filter((part) => typeof part !== 'string');
  if (figures.length !== 3 || fields.length !== 3) return null;
  const iso = fields
    .map(([start], at) => ({ start, figure: (figures[at] ?? '').padStart(start === 0 ? 0 : 2, '0') }))
    .sort((a, b) => a.start - b.start)
    .map(({ figure }) => figure)
    .join('-');
  const [, hour, minute, second = '00'] = CLOCK.exec(time ?? '') ?? [];
  if (time !== undefined && hour === undefined) return null;
  const full = hour === undefined ? iso : `${iso} ${hour.padStart(2, '0')}:${minute}:${second}`;
  return readDate(full) ? { iso: full, has_time: hour !== undefined } : null;
}

function latinDigits(text: string, locale: string): string {
  const { digits } = numberPattern(locale);
  return digits ? Array.from(text, (letter) => latin(letter, digits)).join('') : text;
}

function latin(letter: string, digits: readonly string[]): string {
  const figure = digits.indexOf(letter);
  return figure < 0 ? letter : String(figure);
}
