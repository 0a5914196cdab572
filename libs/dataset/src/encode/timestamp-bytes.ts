import { toIsoTimestamp } from '../row-reader.js';
import { civilOf, daysOf } from './civil-date.js';

const SPACE = 0x20;
const PLUS = 0x2b;
const DASH = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;
const ZERO = 0x30;
const LETTER_C = 0x43;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;

const DAY_SECONDS = 86_400;

/** `YYYY-MM-DD` with a four-digit year and nothing before Christ: what every encoder may take apart by position. */
export function isPlainDate(bytes: Buffer, from: number, to: number): boolean {
  return (
    to - from >= 10 && bytes[from + 4] === DASH && bytes[from + 7] === DASH && bytes[to - 1] !== LETTER_C
  );
}

/** `YYYY-MM-DD HH:MM:SS…`, likewise. */
export function isPlainTimestamp(bytes: Buffer, from: number, to: number): boolean {
  return to - from >= 19 && bytes[from + 10] === SPACE && isPlainDate(bytes, from, to);
}

/** The number in the two digits at `at`. */
export function twoDigits(bytes: Buffer, at: number): number {
  return (bytes[at]! - ZERO) * 10 + bytes[at + 1]! - ZERO;
}

export function fourDigits(bytes: Buffer, at: number): number {
  return twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
}

/**
 * Writes a PostgreSQL timestamp as `toIsoTimestamp` spells it, from bytes to bytes; returns the new end.
 * Needs 40 bytes of room.
 */
export function writeIsoTimestamp(out: Buffer, at: number, bytes: Buffer, from: number, to: number): number {
  if (!isPlainTimestamp(bytes, from, to)) return writeSlow(out, at, bytes, from, to);
  let zone = from + 19;
  if (bytes[zone] === DOT) while (++zone < to && isDigit(bytes[zone]!));
  const shift = zone < to ? offsetSeconds(bytes, zone, to) : 0;
  let end = at;
  if (shift === 0) {
    for (let i = from; i < from + 19; i++) out[end++] = bytes[i]!;
  } else {
    let days = 0;
    let seconds =
      twoDigits(bytes, from + 11) * 3600 +
      twoDigits(bytes, from + 14) * 60 +
      twoDigits(bytes, from + 17) -
      shift;
    if (seconds < 0) days = -1;
    else if (seconds >= DAY_SECONDS) days = 1;
    seconds -= days * DAY_SECONDS;
    if (days === 0) {
      for (let i = from; i < from + 10; i++) out[end++] = bytes[i]!;
    } else {
      const local = daysOf(fourDigits(bytes, from), twoDigits(bytes, from + 5), twoDigits(bytes, from + 8));
      const date = civilOf(local + days);
      if (date >= 100_000_000 || date < 10_000) return writeSlow(out, at, bytes, from, to);
      end = writeDate(out, end, date);
    }
    end = writeTime(out, end + 1, seconds);
  }
  out[at + 10] = LETTER_T;
  end = writeFraction(out, end, bytes, from + 20, zone);
  if (zone < to) out[end++] = LETTER_Z;
  return end;
}

/** Years past 9999, before Christ, infinities. */
function writeSlow(out: Buffer, at: number, bytes: Buffer, from: number, to: number): number {
  return at + out.write(toIsoTimestamp(bytes.toString('latin1', from, to)), at, 'latin1');
}

/** `+07`, `-03:30`, `+05:53:28`. */
function offsetSeconds(bytes: Buffer, at: number, to: number): number {
  let seconds = twoDigits(bytes, at + 1) * 3600;
  if (bytes[at + 3] === COLON && at + 5 < to) seconds += twoDigits(bytes, at + 4) * 60;
  if (bytes[at + 6] === COLON && at + 8 < to) seconds += twoDigits(bytes, at + 7);
  return bytes[at] === PLUS ? seconds : -seconds;
}

function writeDate(out: Buffer, at: number, date: number): number {
  const year = (date / 10_000) | 0;
  let end = writeTwo(out, at, (year / 100) | 0);
  end = writeTwo(out, end, year % 100);
  out[end++] = DASH;
  end = writeTwo(out, end, ((date / 100) | 0) % 100);
  out[end++] = DASH;
  return writeTwo(out, end, date % 100);
}

function writeTime(out: Buffer, at: number, seconds: number): number {
  let end = writeTwo(out, at, (seconds / 3600) | 0);
  out[end++] = COLON;
  end = writeTwo(out, end, ((seconds / 60) | 0) % 60);
  out[end++] = COLON;
  return writeTwo(out, end, seconds % 60);
}

/** Milliseconds at least, microseconds where there are any. */
function writeFraction(out: Buffer, at: number, bytes: Buffer, from: number, to: number): number {
  const digits = Math.max(0, to - from);
  const wanted = digits > 3 ? 6 : 3;
  out[at] = DOT;
  for (let i = 0; i < wanted; i++) out[at + 1 + i] = i < digits ? bytes[from + i]! : ZERO;
  return at + 1 + wanted;
}

function writeTwo(out: Buffer, at: number, value: number): number {
  const tens = (value / 10) | 0;
  out[at] = ZERO + tens;
  out[at + 1] = ZERO + value - tens * 10;
  return at + 2;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39;
}
