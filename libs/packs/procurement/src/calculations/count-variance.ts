import { Decimal } from 'decimal.js';
import { roundMoney, roundTo } from './money.js';

export interface CountVariance {
  /** Counted − system. */
  readonly qty: Decimal;
  /** Of the system's quantity, in percent with two digits; null when the system knew of none. */
  readonly percent: Decimal | null;
  readonly cost: Decimal;
}

/** What a count found against the books, at unit cost (packs/procurement.md CA-C9). */
export function countVariance(
  system: Decimal.Value,
  counted: Decimal.Value,
  unitCost: Decimal.Value,
): CountVariance {
  const books = new Decimal(system);
  const qty = new Decimal(counted).minus(books);
  return {
    qty,
    percent: books.isZero() ? null : roundTo(qty.div(books).times(100), 2),
    cost: roundMoney(qty.times(unitCost)),
  };
}

/** What an issue takes out of the store (CA-C10). */
export const issueCost = (qty: Decimal.Value, unitCost: Decimal.Value): Decimal =>
  roundMoney(new Decimal(qty).times(unitCost));
