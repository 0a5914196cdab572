import { Decimal } from 'decimal.js';
import { roundMoney } from './money.js';

/** A line whose discount and tax are stated as amounts. */
export interface StatedLine {
  readonly qty: Decimal.Value;
  readonly unit_price: Decimal.Value;
  readonly discount?: Decimal.Value;
  readonly tax?: Decimal.Value;
}

/** Price × quantity − discount + tax (packs/procurement.md CA-C7, CA-C8). */
export function statedTotal({ qty, unit_price, discount = 0, tax = 0 }: StatedLine): Decimal {
  return roundMoney(new Decimal(unit_price).times(qty)).minus(discount).plus(tax);
}

/** The total of a document whose lines are stated. */
export const statedDocumentTotal = (lines: readonly StatedLine[]): Decimal =>
  Decimal.sum(0, ...lines.map(statedTotal));
