import { Decimal } from 'decimal.js';
import { ExactDecimal } from '../expressions/exact-decimal.js';
import type { NumberFormat } from '../model/value-pattern.js';
import { currencyPattern } from './currency-pattern.js';
import type { FormatCulture } from './format-culture.js';
import { formatDecimal, localDigits } from './format-decimal.js';
import { customNumber } from './net-number-custom.js';
import { type NumberPattern, numberPattern } from './number-pattern.js';

/** .NET's pattern numbers: `n` is the figure, `$` the sign of money or per cent, `-` the minus. */
const NUMBER_NEGATIVE = '(n)|-n|- n|n-|n -'.split('|');
const CURRENCY_POSITIVE = '$n|n$|$ n|n $'.split('|');
const CURRENCY_NEGATIVE =
  '($n)|-$n|$-n|$n-|(n$)|-n$|n-$|n$-|-n $|-$ n|n $-|$ n-|$ -n|n- $|($ n)|(n $)|$- n'.split('|');
const PERCENT_POSITIVE = 'n $|n$|$n|$ n'.split('|');
const PERCENT_NEGATIVE = '-n $|-n$|-$n|$-n|$n-|n-$|n$-|-$ n|n $-|$ n-|$ -n|n- $'.split('|');

const DEFAULT_DIGITS = 2;
const MAX_DIGITS = 99;
const STANDARD = /^([A-Za-z])(\d{0,2})$/;

/** A number by a .NET pattern, standard (`N2`, `C`, `P0`, `D5`, `E3`, `G`, `X`) or custom (`#,##0.00;(#,##0.00)`). */
export function formatNetNumber(value: Decimal, pattern: string, culture: FormatCulture): string {
  const standard = STANDARD.exec(pattern.trim());
  if (!standard)
    return pattern === '' ? general(value, culture) : customNumber(value, pattern, culture.locale);
  const [, letter = '', count] = standard;
  const digits = count ? Number(count) : null;
  switch (letter.toUpperCase()) {
    case 'N':
      return formatFigure(value, { ...PLAIN, digits }, culture);
    case 'F':
      return formatFigure(value, { ...PLAIN, digits, group: '' }, culture);
    case 'C':
      return formatFigure(value, { ...PLAIN, kind: 'currency', digits }, culture);
    case 'P':
      return formatFigure(value, { ...PLAIN, kind: 'percent', digits }, culture);
    case 'D':
      return customNumber(value, '0'.repeat(Math.max(digits ?? 1, 1)), culture.locale);
    case 'E':
      return exponential(value, digits ?? 6, letter, culture);
    case 'X':
      return hexadecimal(value, digits ?? 1, letter === 'X');
    default:
      return general(digits ? value.toSignificantDigits(digits, Decimal.ROUND_HALF_UP) : value, culture);
  }
}

const PLAIN: NumberFormat = {
  kind: 'number',
  digits: null,
  decimal: null,
  group: null,
  currency: null,
  positive: null,
  negative: null,
};

/** Rounds half away from zero and writes the figure with what its format says; per cent takes a share: 0.83 is 83 %. */
export function formatFigure(value: Decimal, format: NumberFormat, culture: FormatCulture): string {
  const local = numberPattern(culture.locale);
  const pattern: NumberPattern = {
    ...local,
    decimal: format.decimal ?? local.decimal,
    group: format.group ?? local.group,
  };
  const money = currencyPattern(culture.locale, format.currency ?? culture.currency);
  const digits = Math.min(
    format.digits ?? (format.kind === 'currency' ? money.digits : DEFAULT_DIGITS),
    MAX_DIGITS,
  );
  const shown = format.kind === 'percent' ? ExactDecimal.mul(value, 100) : value;
  const text = shown.abs().toFixed(digits, Decimal.ROUND_HALF_UP);
  const isNegative = shown.isNegative() && /[1-9]/.test(text);
  const figure = formatDecimal(text, pattern, { minFraction: digits, grouped: pattern.group !== '' });
  const shape = shapeOf(format, isNegative, money, local);
  const symbol = format.kind === 'currency' ? money.symbol : '%';
  return shape
    .replace('-', () => pattern.minus)
    .replace('{n}', () => figure)
    .replace('{$}', () => symbol)
    .trim();
}

/** `-{n} {$}`: how sign, minus and figure stand. */
function shapeOf(
  { kind, positive, negative }: NumberFormat,
  isNegative: boolean,
  money: { readonly positive: string; readonly negative: string },
  local: NumberPattern,
): string {
  const numbered = (shapes: readonly string[], index: number | null): string | undefined =>
    index === null ? undefined : shapes[index]?.replace('n', '{n}').replace('$', '{$}');
  switch (kind) {
    case 'number':
      return isNegative ? (numbered(NUMBER_NEGATIVE, negative) ?? '-{n}') : '{n}';
    case 'currency':
      return isNegative
        ? (numbered(CURRENCY_NEGATIVE, negative) ?? money.negative)
        : (numbered(CURRENCY_POSITIVE, positive) ?? money.positive);
    case 'percent': {
      const { before, after } = local.percent;
      const shape = `${before}{n}${after}`;
      return isNegative
        ? (numbered(PERCENT_NEGATIVE, negative) ?? `-${shape}`)
        : (numbered(PERCENT_POSITIVE, positive) ?? shape);
    }
  }
}

function general(value: Decimal, { locale }: FormatCulture): string {
  return formatDecimal(value.toFixed(), numberPattern(locale), { minFraction: 0, grouped: false });
}

/** `1.500000E+003`. */
function exponential(value: Decimal, digits: number, letter: string, { locale }: FormatCulture): string {
  const [mantissa = '0', exponent = '0'] = value.toExponential(digits, Decimal.ROUND_HALF_UP).split('e');
  const pattern = numberPattern(locale);
  const power = Math.abs(Number(exponent)).toString().padStart(3, '0');
  const figure = formatDecimal(mantissa, pattern, { minFraction: digits, grouped: false });
  return `${figure}${letter}${exponent.startsWith('-') ? '-' : '+'}${localDigits(power, pattern)}`;
}

function hexadecimal(value: Decimal, digits: number, isUpper: boolean): string {
  const text = BigInt(value.abs().toFixed(0, Decimal.ROUND_DOWN)).toString(16).padStart(digits, '0');
  return (value.isNegative() ? '-' : '') + (isUpper ? text.toUpperCase() : text);
}
