import { isPlainDate, isPlainTimestamp } from '@galley/dataset';

/**
 * Writers from the bytes of a PostgreSQL cell to the bytes of a CSV cell. Each takes the position to write at
 * and gives the one after; the caller has reserved room (twice the cell and four).
 */

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const DOT = 0x2e;
const COMMA = 0x2c;
const MINUS = 0x2d;
const SPACE = 0x20;
const ZERO = 0x30;
const NINE = 0x39;

/** What a byte means for a text: nothing, a formula when it comes first, quotes, or both. */
export const MARK = { none: 0, formula: 1, quotes: 2 } as const;

/** Text that begins with one of these is run by spreadsheets (OWASP, "CSV Injection"). */
const FORMULA_STARTS = '=+-@\t\r\n';

/** A table of `MARK`s for a delimiter. */
export function textMarks(delimiter: string): Uint8Array {
  const marks = new Uint8Array(256);
  for (const char of FORMULA_STARTS) marks[char.charCodeAt(0)] = MARK.formula;
  for (const char of `"\r\n${delimiter}`) marks[char.charCodeAt(0)]! |= MARK.quotes;
  return marks;
}

export function copyCell(out: Buffer, at: number, bytes: Buffer, from: number, to: number): number {
  for (let i = from; i < to; i++) out[at++] = bytes[i]!;
  return at;
}

/** Empty text is `""`, so that it differs from null and a line of one cell is never empty. */
export function writeText(
  out: Buffer,
  at: number,
  bytes: Buffer,
  from: number,
  to: number,
  marks: Uint8Array,
): number {
  if (from === to) return writeQuoted(out, at, bytes, from, to);
  if (marks[bytes[from]!] !== MARK.none) return writeMarked(out, at, bytes, from, to, marks);
  let end = at;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (marks[byte]! >= MARK.quotes) return writeMarked(out, at, bytes, from, to, marks);
    out[end++] = byte;
  }
  return end;
}

/** An apostrophe before a formula makes it text, and quotes hold what would end the cell. */
function writeMarked(
  out: Buffer,
  at: number,
  bytes: Buffer,
  from: number,
  to: number,
  marks: Uint8Array,
): number {
  const isFormula = (marks[bytes[from]!]! & MARK.formula) !== 0 && !isNegativeNumber(bytes, from, to);
  let needsQuotes = false;
  for (let i = from; i < to && !needsQuotes; i++) needsQuotes = marks[bytes[i]!]! >= MARK.quotes;
  if (needsQuotes) return writeQuoted(out, at, bytes, from, to, isFormula);
  if (isFormula) out[at++] = APOSTROPHE;
  return copyCell(out, at, bytes, from, to);
}

function writeQuoted(
  out: Buffer,
  at: number,
  bytes: Buffer,
  from: number,
  to: number,
  isFormula: boolean = false,
): number {
  out[at++] = QUOTE;
  if (isFormula) out[at++] = APOSTROPHE;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (byte === QUOTE) out[at++] = QUOTE;
    out[at++] = byte;
  }
  out[at++] = QUOTE;
  return at;
}

/** `-12` or `-12,50` and nothing after it: a figure written as text runs nothing, and an apostrophe would make it useless. */
function isNegativeNumber(bytes: Buffer, from: number, to: number): boolean {
  if (bytes[from] !== MINUS) return false;
  const whole = digitsEnd(bytes, from + 1, to);
  if (whole === from + 1) return false;
  if (whole === to) return true;
  const isSign = bytes[whole] === COMMA || bytes[whole] === DOT;
  return isSign && whole + 1 < to && digitsEnd(bytes, whole + 1, to) === to;
}

/** The place after the digits that begin at `at`. */
function digitsEnd(bytes: Buffer, at: number, to: number): number {
  while (at < to && bytes[at]! >= ZERO && bytes[at]! <= NINE) at++;
  return at;
}

/** A number with another decimal sign. */
export function writeDecimal(
  out: Buffer,
  at: number,
  bytes: Buffer,
  from: number,
  to: number,
  decimal: number,
): number {
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    out[at++] = byte === DOT ? decimal : byte;
  }
  return at;
}

/** A number whose decimal sign is also the delimiter. */
export function writeQuotedDecimal(
  out: Buffer,
  at: number,
  bytes: Buffer,
  from: number,
  to: number,
  decimal: number,
): number {
  out[at++] = QUOTE;
  at = writeDecimal(out, at, bytes, from, to, decimal);
  out[at++] = QUOTE;
  return at;
}

/** Day first; dates no spreadsheet knows (infinity, before Christ) stay as they are. */
export function writeDayFirst(
  out: Buffer,
  at: number,
  bytes: Buffer,
  from: number,
  to: number,
  separator: number,
): number {
  if (!isPlainDate(bytes, from, to)) return copyCell(out, at, bytes, from, to);
  out[at] = bytes[from + 8]!;
  out[at + 1] = bytes[from + 9]!;
  out[at + 2] = separator;
  out[at + 3] = bytes[from + 5]!;
  out[at + 4] = bytes[from + 6]!;
  out[at + 5] = separator;
  return copyCell(out, at + 6, bytes, from, from + 4);
}

/** Local date and time to the second, in the zone the session ran in; offset and fraction are left out. */
export function writeTimestamp(
  out: Buffer,
  at: number,
  bytes: Buffer,
  from: number,
  to: number,
  dayFirst: number,
): number {
  if (!isPlainTimestamp(bytes, from, to)) return copyCell(out, at, bytes, from, to);
  if (dayFirst === 0) return copyCell(out, at, bytes, from, from + 19);
  at = writeDayFirst(out, at, bytes, from, from + 10, dayFirst);
  out[at++] = SPACE;
  return copyCell(out, at, bytes, from + 11, from + 19);
}
