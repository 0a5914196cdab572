import {
  type DatePart,
  type DecimalStyle,
  formatValue,
  type NumberPattern,
  type ValueFormat,
} from '@galley/layout';
import { CODE_POINTS, codeOf } from '../fonts/code-page.js';

/** A cell's codes in the one-byte font, with its width in thousandths of the font size. */
export interface CodeCell {
  readonly codes: Uint8Array;
  length: number;
  width: number;
}

/** More than any cell shows in its lines; what is longer is known to be cut. */
const MAX_CODES = 2048;

export function codeCell(): CodeCell {
  return { codes: new Uint8Array(MAX_CODES), length: 0, width: 0 };
}

/** Writes a cell's bytes as codes; false when they need the general way (other scripts, odd values). */
export type CellEncoder = (bytes: Buffer, from: number, to: number, cell: CodeCell) => boolean;

const never: CellEncoder = () => false;

/** The encoder of a column's format with the widths of the font that draws it. */
export function cellEncoder(format: ValueFormat, widths: Float64Array, fractionDigits: number): CellEncoder {
  if (format.write) return never;
  switch (format.kind) {
    case 'text':
      return textEncoder(widths);
    case 'number':
      return numberEncoder(format.pattern, format.style, widths, fractionDigits);
    case 'boolean':
      return booleanEncoder(format, widths);
    default:
      return format.digits.digits ? never : dateEncoder(format.pattern, format.kind, widths);
  }
}

const ZERO = 0x30;
const DOT = 0x2e;
const DASH = 0x2d;

/** UTF-8 bytes that are codes of the page as they are; two-byte Latin-1 follows 0xC2 and 0xC3. */
function textEncoder(widths: Float64Array): CellEncoder {
  const direct = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 0x80 && CODE_POINTS[byte] ? byte : 0));
  return (bytes, from, to, cell) => {
    if (to - from > MAX_CODES) return false;
    const { codes } = cell;
    let length = 0;
    let width = 0;
    for (let at = from; at < to; at++) {
      const byte = bytes[at]!;
      let code = direct[byte]!;
      if (code === 0) {
        if (byte !== 0xc2 && byte !== 0xc3) return false;
        code = ((byte & 3) << 6) | (bytes[++at]! & 0x3f);
        if (code < 0xa0 || code === 0xad) return false;
      }
      codes[length++] = code;
      width += widths[code]!;
    }
    cell.length = length;
    cell.width = width;
    return true;
  };
}

function numberEncoder(
  pattern: NumberPattern,
  style: DecimalStyle,
  widths: Float64Array,
  fractionDigits: number,
): CellEncoder {
  const [decimal, group, minus] = [pattern.decimal, pattern.group, pattern.minus].map(oneCode);
  const isPlain = pattern.primary === 3 && pattern.secondary === 3 && pattern.digits === null;
  if (!isPlain || decimal === undefined || group === undefined || minus === undefined) return never;
  const signs = style.isPercent ? pattern.percent : null;
  const [before, after] = [signs?.before ?? '', signs?.after ?? ''].map(
    (text) => wordCodes(text, widths)?.codes,
  );
  if (!before || !after) return never;
  const digitWidth = widths[ZERO]!;
  const minGrouped = style.grouped && group !== 0 ? 3 + pattern.minGrouping : Infinity;
  return (bytes, from, end, cell) => {
    const { codes } = cell;
    const isNegative = bytes[from] === DASH;
    const start = isNegative ? from + 1 : from;
    let dot = start;
    while (dot < end && bytes[dot] !== DOT) dot++;
    const to = style.dropsZeros ? withoutZeros(bytes, dot, end, style.minFraction) : end;
    if (dot === start || end - start > 60 || (bytes[start] === ZERO && dot - start > 1)) return false;
    let length = 0;
    if (isNegative) codes[length++] = minus;
    for (let at = 0; at < before.length; at++) codes[length++] = before[at]!;
    const grouped = dot - start >= minGrouped;
    for (let at = start; at < dot; at++) {
      const byte = bytes[at]!;
      if (byte < ZERO || byte > 0x39) return false;
      codes[length++] = byte;
      const left = dot - at - 1;
      if (grouped && left > 0 && left % 3 === 0) codes[length++] = group;
    }
    const fraction = to > dot ? to - dot - 1 : 0;
    if (fraction > 0 || style.minFraction > 0) codes[length++] = decimal;
    for (let at = dot + 1; at < to; at++) {
      const byte = bytes[at]!;
      if (byte < ZERO || byte > 0x39) return false;
      codes[length++] = byte;
    }
    const shown = Math.max(fraction, style.minFraction);
    for (let digit = fraction; digit < shown; digit++) codes[length++] = ZERO;
    for (let at = 0; at < after.length; at++) codes[length++] = after[at]!;
    let width = (fractionDigits > shown ? fractionDigits - shown : 0) * digitWidth;
    if (fractionDigits > 0 && shown === 0) width += widths[decimal]!;
    for (let at = 0; at < length; at++) width += widths[codes[at]!]!;
    cell.length = length;
    cell.width = width;
    return true;
  };
}

/** Where a number ends without the zeros that stand after `least` fraction digits. */
function withoutZeros(bytes: Buffer, dot: number, end: number, least: number): number {
  let to = end;
  while (to > dot + 1 + least && bytes[to - 1] === ZERO) to--;
  return to === dot + 1 ? dot : to;
}

function dateEncoder(
  pattern: readonly DatePart[],
  kind: 'date' | 'timestamp',
  widths: Float64Array,
): CellEncoder {
  const parts: (readonly [number, number] | number)[] = [];
  for (const part of pattern) {
    if (typeof part !== 'string') parts.push(part);
    else for (const character of part) parts.push(oneCode(character) ?? 0);
  }
  if (parts.includes(0)) return never;
  return (bytes, from, to, cell) => {
    const size = to - from;
    const isOurs = kind === 'date' ? size === 10 : size >= 19 && bytes[to - 1] !== 0x43;
    if (!isOurs || bytes[from + 4] !== DASH || bytes[from + 7] !== DASH) return false;
    const { codes } = cell;
    let length = 0;
    let width = 0;
    for (const part of parts) {
      if (typeof part === 'number') {
        codes[length++] = part;
        width += widths[part]!;
      } else {
        for (let at = from + part[0]; at < from + part[1]; at++) {
          codes[length++] = bytes[at]!;
          width += widths[bytes[at]!]!;
        }
      }
    }
    cell.length = length;
    cell.width = width;
    return true;
  };
}

function booleanEncoder(format: ValueFormat & { kind: 'boolean' }, widths: Float64Array): CellEncoder {
  const [yes, no] = ['t', 'f'].map((text) => wordCodes(formatValue(text, format), widths));
  if (!yes || !no) return never;
  return (bytes, from, _to, cell) => {
    const word = bytes[from] === 0x74 ? yes : no;
    cell.codes.set(word.codes);
    cell.length = word.codes.length;
    cell.width = word.width;
    return true;
  };
}

function wordCodes(word: string, widths: Float64Array): { codes: Uint8Array; width: number } | null {
  const codes = Uint8Array.from(word, (character) => oneCode(character) ?? 0);
  if (codes.includes(0)) return null;
  return { codes, width: codes.reduce((sum, code) => sum + widths[code]!, 0) };
}

/** The code of a sign of at most one character (0 for none); undefined when the page has no code for it. */
function oneCode(sign: string): number | undefined {
  if (sign === '') return 0;
  if (sign.length > 1) return undefined;
  return codeOf(sign.charCodeAt(0)) || undefined;
}
