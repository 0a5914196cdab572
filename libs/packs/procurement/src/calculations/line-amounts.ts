import { Decimal } from 'decimal.js';
import { roundMoney } from './money.js';

/** What a document line states. Rates are fractions: 0.07 for 7 %. */
export interface LineTerms {
  readonly qty: Decimal.Value;
  readonly unit_price: Decimal.Value;
  readonly discount_rate?: Decimal.Value;
  readonly tax_rate?: Decimal.Value;
  /** The price already contains the tax. */
  readonly is_tax_included?: boolean;
}

export interface Amounts {
  readonly subtotal: Decimal;
  readonly discount: Decimal;
  readonly net: Decimal;
  readonly tax: Decimal;
  readonly total: Decimal;
}

/**
 * Amounts of one line, each rounded where it arises (packs/procurement.md CA-C1, CA-C2, CA-C4):
 * subtotal = price × qty, discount = subtotal × rate, net = subtotal − discount, tax = net × rate.
 * A price that includes tax fixes the total; tax is taken out of it and net is the rest.
 */
export function lineAmounts(line: LineTerms): Amounts {
  const taxRate = new Decimal(line.tax_rate ?? 0);
  const subtotal = roundMoney(new Decimal(line.unit_price).times(line.qty));
  const discount = roundMoney(subtotal.times(line.discount_rate ?? 0));
  const rest = subtotal.minus(discount);
  if (line.is_tax_included) {
    const tax = roundMoney(rest.times(taxRate).div(taxRate.plus(1)));
    return { subtotal, discount, net: rest.minus(tax), tax, total: rest };
  }
  const tax = roundMoney(rest.times(taxRate));
  return { subtotal, discount, net: rest, tax, total: rest.plus(tax) };
}

/** Totals of a document: sums of its rounded lines, never computed again from rates (CA-C3). */
export function documentAmounts(lines: readonly Amounts[]): Amounts {
  const sum = (key: keyof Amounts): Decimal => Decimal.sum(0, ...lines.map((line) => line[key]));
  return {
    subtotal: sum('subtotal'),
    discount: sum('discount'),
    net: sum('net'),
    tax: sum('tax'),
    total: sum('total'),
  };
}
