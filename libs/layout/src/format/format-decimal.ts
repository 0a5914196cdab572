import type { NumberPattern } from './number-pattern.js';

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

const NO_SIGNS: NumberPattern['percent'] = { before: '', after: '' };

export interface DecimalStyle {
  /** Zeros are added up to this many fraction digits; figures are never rounded. */
  readonly minFraction: number;
  /** True where zeros at the end, beyond `minFraction`, say nothing: `12.0000` of a `numeric(18,4)`. */
  readonly dropsZeros?: boolean;
  readonly grouped: boolean;
  /** True for per cent: the value is in points (83.33) and gets the locale's sign. */
  readonly isPercent?: boolean;
}

/** Writes a decimal as a locale does, from its text: exact at any length. Text that is no number (NaN) stays as it is. */
export function formatDecimal(text: string, pattern: NumberPattern, style: DecimalStyle): string {
  const parts = DECIMAL.exec(text);
  if (!parts || (!parts[2] && !parts[3])) return text;
  const [, sign = '', whole = '', fraction = '', exponent] = parts;
  const plain = exponent ? shiftPoint(whole, fraction, Number(exponent)) : { whole, fraction };
  const integer = plain.whole.replace(/^0+(?=\d)/, '') || '0';
  const told = style.dropsZeros ? plain.fraction.replace(/0+$/, '') : plain.fraction;
  const decimals = told.padEnd(style.minFraction, '0');
  const number =
    (style.grouped ? group(integer, pattern) : integer) + (decimals ? pattern.decimal + decimals : '');
  const { before, after } = style.isPercent ? pattern.percent : NO_SIGNS;
  return (sign === '-' ? pattern.minus : '') + before + localDigits(number, pattern) + after;
}

/** `12.5e3` → `12500`: the digits stay, the point moves. */
function shiftPoint(whole: string, fraction: string, by: number): { whole: string; fraction: string } {
  if (by >= 0) {
    const digits = fraction.padEnd(by, '0');
    return { whole: whole + digits.slice(0, by), fraction: digits.slice(by) };
  }
  const digits = whole.padStart(1 - by, '0');
  return { whole: digits.slice(0, by), fraction: digits.slice(by) + fraction };
}

function group(integer: string, pattern: NumberPattern): string {
  if (integer.length < pattern.primary + pattern.minGrouping) return integer;
  let end = integer.length - pattern.primary;
  let text = integer.slice(end);
  for (; end > 0; end -= pattern.secondary) {
    text = integer.slice(Math.max(0, end - pattern.secondary), end) + pattern.group + text;
  }
  return text;
}

/** `0-9` in the locale's own digits. */
export function localDigits(text: string, pattern: NumberPattern): string {
  const { digits } = pattern;
  return digits ? text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit) : text;
}
