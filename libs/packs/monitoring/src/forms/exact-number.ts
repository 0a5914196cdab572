import { Decimal } from 'decimal.js';

/** Numbers of forms: 60 significant digits, half away from zero, written without exponents. */
export const ExactNumber = Decimal.clone({
  precision: 60,
  rounding: Decimal.ROUND_HALF_UP,
  toExpPos: 1_000,
  toExpNeg: -1_000,
});
export type ExactNumber = Decimal;

/** Digits before the point of what is kept: those of an indicator's value. */
const MAX_WHOLE_DIGITS = 18;
/** Digits after the point of what is calculated: quotients have no end. */
const MAX_CALCULATED_DECIMALS = 20;
const LIMIT = new ExactNumber(10).pow(MAX_WHOLE_DIGITS);

/** Whether a number is too large to be kept. */
export function isTooLarge(number: ExactNumber): boolean {
  return number.abs().gte(LIMIT);
}

/** A number in the one spelling in which it is kept: "1.5", never "1.50" or "-0". */
export function spell(number: ExactNumber): string {
  const kept = number.toDecimalPlaces(MAX_CALCULATED_DECIMALS);
  return (kept.isZero() ? kept.abs() : kept).toFixed();
}
