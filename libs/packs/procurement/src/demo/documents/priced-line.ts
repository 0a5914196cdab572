import type { Decimal } from 'decimal.js';
import { type Amounts, lineAmounts } from '../../calculations/line-amounts.js';
import type { Location, Product } from '../world.js';

/** A line of a document with a price: order, receipt, credit note. */
export interface PricedLine {
  readonly product: Product;
  readonly location: Location;
  readonly qty: number;
  readonly unit_price: Decimal;
  readonly discount_rate: string;
  readonly tax_rate: string;
}

/** The columns every priced line has in the database. */
export type PricedLineRow = Readonly<Record<string, string | number | null>>;

export const amountsOf = (line: PricedLine): Amounts => lineAmounts(line);

export function pricedLineRow(line: PricedLine): PricedLineRow {
  const amounts = amountsOf(line);
  return {
    product_id: line.product.id,
    location_id: line.location.id,
    qty: String(line.qty),
    unit: line.product.unit,
    unit_price: line.unit_price.toFixed(4),
    discount_rate: line.discount_rate,
    tax_rate: line.tax_rate,
    subtotal: amounts.subtotal.toFixed(2),
    discount: amounts.discount.toFixed(2),
    net: amounts.net.toFixed(2),
    tax: amounts.tax.toFixed(2),
    total: amounts.total.toFixed(2),
  };
}
