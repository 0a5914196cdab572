import type { ColumnType } from '@galley/dataset';
import { Decimal } from 'decimal.js';
import { formatDate, localDatePattern, localTimestampPattern } from '../format/date-pattern.js';
import { formatDecimal, localDigits } from '../format/format-decimal.js';
import { numberPattern } from '../format/number-pattern.js';
import type { DateValue, Value } from './contract.js';
import { dateKey, readDate } from './dates.js';
import { ExactDecimal, readDecimal } from './exact-decimal.js';

/** Where a conversion that fails says so. */
export interface Fault {
  fail(message: string): never;
}

const TRUE = new Set(['t', 'true', 'yes', '1']);
const FALSE = new Set(['f', 'false', 'no', '0', '']);

export function isNumber(value: Value): value is Decimal {
  return Decimal.isDecimal(value);
}

export function isDate(value: Value): value is DateValue {
  return typeof value === 'object' && value !== null && 'iso' in value;
}

/** A column's PostgreSQL text as the value expressions see. Numbers that are not finite stay text. */
export function columnValue(text: string | null, type: ColumnType | null): Value {
  if (text === null) return null;
  switch (type) {
    case 'integer':
    case 'decimal':
      return readDecimal(text) ?? text;
    case 'boolean':
      return text === 't' || text === 'true';
    case 'date':
      return { iso: text, has_time: false };
    case 'timestamp':
      return { iso: text.replace('T', ' '), has_time: true };
    default:
      return text;
  }
}

/** A value inside a text, as C# would write it in the report's locale: no groups, no added zeros; null is empty. */
export function textOf(value: Value, locale: string): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return value;
  const pattern = numberPattern(locale);
  if (!isDate(value)) return formatDecimal(plainText(value), pattern, { minFraction: 0, grouped: false });
  const dates = value.has_time ? localTimestampPattern(locale) : localDatePattern(locale);
  return localDigits(formatDate(value.iso, dates, value.has_time ? 'timestamp' : 'date'), pattern);
}

/** Digits with a decimal point, never an exponent. */
export function plainText(value: Decimal): string {
  return value.toFixed();
}

/** Null is zero, true is one, a text must hold a number. */
export function numberOf(value: Value, fault: Fault): Decimal {
  if (isNumber(value)) return value;
  if (value === null || typeof value === 'boolean') return new ExactDecimal(value ? 1 : 0);
  if (isDate(value)) return fault.fail('A date is no number.');
  return readDecimal(value) ?? fault.fail('This text is no number.');
}

/** A whole number small enough to count with; a fraction is cut off. */
export function integerOf(value: Value, fault: Fault): number {
  const number = numberOf(value, fault);
  // Below 10^7 a whole number is one word of the decimal: positions and counts nearly always are.
  if (number.e >= 0 && number.e < 7 && number.d.length === 1) return number.s * (number.d[0] ?? 0);
  const whole = number.trunc();
  return whole.abs().lte(1_000_000_000) ? whole.toNumber() : fault.fail('The number is too large here.');
}

/** Null is false, a number is true unless zero, a text must say so. */
export function booleanOf(value: Value, fault: Fault): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null) return false;
  if (isNumber(value)) return !value.isZero();
  if (isDate(value)) return fault.fail('A date is neither true nor false.');
  const word = value.trim().toLowerCase();
  return TRUE.has(word) || (FALSE.has(word) ? false : fault.fail('This text is neither true nor false.'));
}

/** A text must hold an ISO date. */
export function dateOf(value: Value, fault: Fault): DateValue | null {
  if (value === null || isDate(value)) return value;
  const parts = typeof value === 'string' ? readDate(value) : null;
  if (!parts || typeof value !== 'string') return fault.fail('This is no date.');
  return { iso: value.trim().replace('T', ' '), has_time: parts.has_time };
}

/** Equal values have equal keys: for grouping, counting distinct values and cells of a matrix. */
export function valueKey(value: Value): string {
  if (value === null) return 'n';
  if (typeof value === 'boolean') return value ? 'b1' : 'b0';
  if (typeof value === 'string') return `s${value}`;
  return isDate(value) ? `d${dateKey(value)}` : `f${plainText(value)}`;
}
