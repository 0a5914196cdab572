import { Decimal } from 'decimal.js';

/** Rounds half away from zero (decimal.js calls that HALF_UP), the only rounding of this pack. */
export function roundTo(value: Decimal.Value, scale: number): Decimal {
  return new Decimal(value).toDecimalPlaces(scale, Decimal.ROUND_HALF_UP);
}

/** An amount of money: two fraction digits. */
export const roundMoney = (value: Decimal.Value): Decimal => roundTo(value, 2);

/** A document amount in the business unit's base currency; `rate` is base units for one unit of the document's currency. */
export const toBase = (amount: Decimal.Value, rate: Decimal.Value): Decimal =>
  roundMoney(new Decimal(amount).times(rate));
