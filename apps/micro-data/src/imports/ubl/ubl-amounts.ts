import { Decimal } from 'decimal.js';
import { all, at, textAt, type UblNode } from './ubl-node.js';
import type { UblLine } from './ubl-lines.js';
import { sumOf, type UblValues } from './ubl-values.js';

/** A document's amounts as stated; columns of `imported_document`. */
export interface UblAmounts {
  readonly line_amount: string | null;
  readonly allowance: string | null;
  readonly charge: string | null;
  readonly tax_exclusive: string | null;
  readonly tax: string | null;
  readonly tax_inclusive: string | null;
  readonly prepaid: string | null;
  readonly payable: string | null;
}

export function amountsOf(document: UblNode, path: string, values: UblValues): UblAmounts {
  const totals = at(document, path);
  const taxes = all(document, 'cac:TaxTotal').map((total) => values.decimal(total, 'cbc:TaxAmount'));
  return {
    line_amount: values.decimal(totals, 'cbc:LineExtensionAmount'),
    allowance: values.decimal(totals, 'cbc:AllowanceTotalAmount'),
    charge: values.decimal(totals, 'cbc:ChargeTotalAmount'),
    tax_exclusive: values.decimal(totals, 'cbc:TaxExclusiveAmount'),
    // One stays as it is written; several taxes are added up.
    tax: taxes.length === 1 ? (taxes[0] ?? null) : (sumOf(taxes)?.toFixed() ?? null),
    tax_inclusive: values.decimal(totals, 'cbc:TaxInclusiveAmount'),
    prepaid: values.decimal(totals, 'cbc:PrepaidAmount'),
    payable: values.decimal(totals, 'cbc:PayableAmount'),
  };
}

/** The currency a document names, else the one its totals carry. */
export function currencyOf(document: UblNode, path: string): string | null {
  const named = textAt(document, 'cbc:DocumentCurrencyCode', 'cbc:PricingCurrencyCode');
  if (named) return named;
  const amounts = at(document, path)?.children ?? [];
  return amounts.map(({ attributes }) => attributes.get('currencyID')).find(Boolean) ?? null;
}

/** Where stated figures do not agree: said, never mended. */
export function differences(amounts: UblAmounts, lines: readonly UblLine[]): string[] {
  const perLine = lines.flatMap(({ line_no, qty, unit_price, line_amount }) => {
    if (qty === null || unit_price === null || line_amount === null) return [];
    const product = new Decimal(qty).times(unit_price);
    return differ(product, line_amount)
      ? [`Line ${line_no}: ${qty} × ${unit_price} is ${product.toFixed()}, stated is ${line_amount}.`]
      : [];
  });
  const sum = sumOf(lines.map(({ line_amount }) => line_amount));
  const ofLines =
    sum && amounts.line_amount !== null && differ(sum, amounts.line_amount)
      ? [`The lines come to ${sum.toFixed()}, stated is ${amounts.line_amount}.`]
      : [];
  return [...perLine, ...ofLines, ...ofTotals(amounts)];
}

function ofTotals({ line_amount, allowance, charge, tax, prepaid, payable }: UblAmounts): string[] {
  if (line_amount === null || payable === null) return [];
  const due = Decimal.sum(line_amount, charge ?? 0, tax ?? 0)
    .minus(allowance ?? 0)
    .minus(prepaid ?? 0);
  return differ(due, payable)
    ? [`Lines, charges and tax less allowances come to ${due.toFixed()}, payable is stated as ${payable}.`]
    : [];
}

/** Beyond a hundredth, which rounding explains. */
function differ(computed: Decimal, stated: string): boolean {
  return computed.minus(stated).abs().gt('0.01');
}
