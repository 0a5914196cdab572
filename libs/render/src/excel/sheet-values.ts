import { daysOf, fourDigits, isPlainDate, isPlainTimestamp, twoDigits } from '@galley/dataset';

const DASH = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** Excel holds a double and shows 15 digits of it. */
const EXACT_DIGITS = 15;
/** Whole digits up to which a number of free scale keeps at least six exact decimals. */
const FREE_WHOLE_DIGITS = 9;

/** Day number of 1970-01-01 in Excel's calendar. */
const EPOCH_SERIAL = 25_569;
/** 1900-03-01: before it Excel counts a 29 February 1900 that never was. */
const FIRST_SERIAL = 61;
/** 9999-12-31. */
const LAST_SERIAL = 2_958_465;

/**
 * True when a cell of numeric text may stand as a number: it is finite and Excel keeps all its digits. The
 * tail of a quotient (`33.3333333333333333` in a column of free scale) does not make a text of it.
 */
export function isSheetNumber(bytes: Buffer, from: number, to: number, isFreeScale: boolean): boolean {
  const first = bytes[from] === DASH ? bytes[from + 1]! : bytes[from]!;
  if (first < ZERO || first > NINE) return false;
  if (to - from <= EXACT_DIGITS) return true;
  let digits = 0;
  let zeros = 0;
  let whole = -1;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (byte === DOT) whole = digits + zeros;
    else if (byte === ZERO) zeros += digits > 0 ? 1 : 0;
    else if (byte > ZERO && byte <= NINE) {
      digits += zeros + 1;
      zeros = 0;
    } else if (byte !== DASH) break;
  }
  return digits <= EXACT_DIGITS || (isFreeScale && whole >= 0 && whole <= FREE_WHOLE_DIGITS);
}

/** Excel's day number of a date, or -1 for one its calendar does not have (before 1900-03-01, infinity). */
export function dateSerial(bytes: Buffer, from: number, to: number): number {
  if (!isPlainDate(bytes, from, to)) return -1;
  const days = daysOf(fourDigits(bytes, from), twoDigits(bytes, from + 5), twoDigits(bytes, from + 8));
  const serial = days + EPOCH_SERIAL;
  return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? serial : -1;
}

/** The local time of a timestamp as milliseconds of its day; -1 when Excel's calendar lacks the day. */
export function timeOfDayMs(bytes: Buffer, from: number, to: number): number {
  if (!isPlainTimestamp(bytes, from, to)) return -1;
  const seconds =
    twoDigits(bytes, from + 11) * 3600 + twoDigits(bytes, from + 14) * 60 + twoDigits(bytes, from + 17);
  let ms = seconds * 1000;
  if (bytes[from + 19] !== DOT) return ms;
  for (let i = from + 20, weight = 100; i < to && weight >= 1; i++, weight /= 10) {
    const digit = bytes[i]! - ZERO;
    if (digit < 0 || digit > 9) break;
    ms += digit * weight;
  }
  return ms;
}

const DAY_MS = 86_400_000;
/** A day in 10^10 parts (nine microseconds each), written as two halves of five digits. */
const HALF = 100_000;

export function writeInteger(out: Buffer, at: number, value: number): number {
  let end = at + 1;
  for (let rest = value; rest >= 10; rest = (rest / 10) | 0) end++;
  for (let i = end - 1, rest = value; i >= at; i--) {
    const next = (rest / 10) | 0;
    out[i] = ZERO + rest - next * 10;
    rest = next;
  }
  return end;
}

/** Writes the fraction of a day, point first; nothing at midnight. */
export function writeDayFraction(out: Buffer, at: number, ms: number): number {
  if (ms === 0) return at;
  const parts = Math.round((ms / DAY_MS) * HALF * HALF);
  const high = Math.floor(parts / HALF);
  out[at] = DOT;
  writeFive(out, at + 1, high);
  writeFive(out, at + 6, parts - high * HALF);
  return at + 11;
}

function writeFive(out: Buffer, at: number, value: number): void {
  for (let i = at + 4, rest = value; i >= at; i--) {
    const next = (rest / 10) | 0;
    out[i] = ZERO + rest - next * 10;
    rest = next;
  }
}
