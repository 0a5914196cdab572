import { civilOf, daysOf } from '@galley/dataset';
import type { DateValue } from './contract.js';

export const MICROS_PER_SECOND = 1_000_000;
export const MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

/** A date and time in numbers. `day_number` counts days since 1970-01-01; `micros` of the day. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly day_number: number;
  readonly micros: number;
  readonly has_time: boolean;
}

/** An offset says where the clock hangs; what it shows is what is printed, as `formatDate` does. */
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?(?:[+-]\d\d(?::\d\d){0,2})?)?)?$/;
const FIRST_DAY = daysOf(1, 1, 1);
const LAST_DAY = daysOf(9999, 12, 31);

/** The date an ISO text holds; null for anything else (infinity, years beyond 9999, the 30th of February). */
export function readDate(iso: string): DateParts | null {
  const parts = ISO.exec(iso.trim());
  if (!parts) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = ''] = parts;
  const day_number = daysOf(Number(year), Number(month), Number(day));
  const seconds = Number(hour ?? 0) * 3600 + Number(minute ?? 0) * 60 + Number(second);
  const micros = seconds * MICROS_PER_SECOND + Number(fraction.slice(0, 6).padEnd(6, '0'));
  const parsed = datePartsOf(day_number, micros, hour !== undefined);
  const isReal = parsed?.month === Number(month) && Number(minute ?? 0) < 60 && Number(second) < 60;
  return isReal && micros < MICROS_PER_DAY ? parsed : null;
}

/** The date of a day number; null outside the years 1 to 9999. */
export function datePartsOf(day_number: number, micros: number, has_time: boolean): DateParts | null {
  if (!(day_number >= FIRST_DAY && day_number <= LAST_DAY)) return null;
  const civil = civilOf(day_number);
  return {
    year: Math.floor(civil / 10_000),
    month: Math.floor(civil / 100) % 100,
    day: civil % 100,
    day_number,
    micros,
    has_time,
  };
}

export function dateValueOf(parts: DateParts): DateValue {
  const { year, month, day, micros, has_time } = parts;
  const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
  if (!has_time) return { iso: date, has_time };
  const seconds = Math.floor(micros / MICROS_PER_SECOND);
  const fraction = micros % MICROS_PER_SECOND;
  const time = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((one) => digits(Math.floor(one), 2));
  return { iso: `${date} ${time.join(':')}${fraction ? `.${digits(fraction, 6)}` : ''}`, has_time };
}

/** Moves a date by days and microseconds of the day; null outside the years 1 to 9999. */
export function addTime(parts: DateParts, days: number, micros: number): DateParts | null {
  const total = parts.micros + micros;
  const carried = Math.floor(total / MICROS_PER_DAY);
  const has_time = parts.has_time || micros !== 0;
  return datePartsOf(parts.day_number + days + carried, total - carried * MICROS_PER_DAY, has_time);
}

/** Moves a date by months; the 31st becomes the last day of a shorter month. Null outside the years 1 to 9999. */
export function addMonths(parts: DateParts, months: number): DateParts | null {
  const month = parts.year * 12 + parts.month - 1 + months;
  const year = Math.floor(month / 12);
  const day = Math.min(parts.day, daysInMonth(year, (month % 12) + 1));
  return datePartsOf(daysOf(year, (((month % 12) + 12) % 12) + 1, day), parts.micros, parts.has_time);
}

export function daysInMonth(year: number, month: number): number {
  return daysOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - daysOf(year, month, 1);
}

/** 0 = Sunday. */
export function dayOfWeek(parts: DateParts): number {
  return (((parts.day_number + 4) % 7) + 7) % 7;
}

export function dayOfYear(parts: DateParts): number {
  return parts.day_number - daysOf(parts.year, 1, 1) + 1;
}

/** A text by which dates with and without time sort and compare. */
export function dateKey(value: DateValue): string {
  const key = value.has_time ? value.iso.replace('T', ' ') : `${value.iso} 00:00:00`;
  return key.includes('.') ? key.replace(/\.?0+$/, '') : key;
}

export function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** .NET's names, whatever the locale. */
export const WEEKDAYS = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const;
