import { Decimal } from 'decimal.js';

/** Numbers of expressions: 60 significant digits, half away from zero, written without exponents. */
export const ExactDecimal = Decimal.clone({
  precision: 60,
  rounding: Decimal.ROUND_HALF_UP,
  toExpPos: 2_000,
  toExpNeg: -2_000,
  maxE: 1_000,
  minE: -1_000,
});

export const ZERO = new ExactDecimal(0);
export const ONE = new ExactDecimal(1);

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/;

/** The number a text holds, with a decimal point and without groups; null when it holds none. */
export function readDecimal(text: string): Decimal | null {
  const trimmed = text.trim();
  return trimmed.length <= 1_000 && NUMBER.test(trimmed) ? new ExactDecimal(trimmed) : null;
}
