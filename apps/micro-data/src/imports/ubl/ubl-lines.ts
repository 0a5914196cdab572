import { at, textAt, type UblNode } from './ubl-node.js';
import type { UblKind } from './ubl-kinds.js';
import type { UblValues } from './ubl-values.js';

/** A line as the sender states it; columns of `imported_document_line`. */
export interface UblLine {
  readonly line_no: number;
  readonly stated_no: string | null;
  readonly item_code: string | null;
  readonly item: string | null;
  readonly description: string | null;
  readonly note: string | null;
  readonly qty: string | null;
  readonly short_qty: string | null;
  readonly rejected_qty: string | null;
  readonly unit: string | null;
  readonly unit_price: string | null;
  readonly line_amount: string | null;
  readonly tax: string | null;
  readonly lot_no: string | null;
  readonly expiry_date: string | null;
}

export function lineOf(line: UblNode, index: number, kind: UblKind, values: UblValues): UblLine {
  const holder = kind.item_holder === null ? line : at(line, kind.item_holder);
  if (!holder) values.refuse(line, `${line.local} holds no ${kind.item_holder?.replace('cac:', '')}`);
  const item = holder && at(holder, 'cac:Item');
  const name = textAt(item, 'cbc:Name');
  const description = textAt(item, 'cbc:Description');
  return {
    line_no: index + 1,
    stated_no: textAt(line, 'cbc:ID') ?? textAt(holder, 'cbc:ID'),
    item_code: textAt(item, 'cac:SellersItemIdentification/cbc:ID') ?? ownCode(line, holder),
    item: name ?? description,
    description: name === null ? null : description,
    note: textAt(line, 'cbc:Note'),
    qty: values.decimal(holder, kind.quantity),
    short_qty: values.decimal(holder, 'cbc:ShortQuantity'),
    rejected_qty: values.decimal(holder, 'cbc:RejectedQuantity'),
    unit: (holder && at(holder, kind.quantity)?.attributes.get('unitCode')) ?? null,
    unit_price: values.decimal(holder, 'cac:Price/cbc:PriceAmount'),
    line_amount: values.decimal(holder, 'cbc:LineExtensionAmount'),
    tax: values.decimal(holder, 'cac:TaxTotal/cbc:TaxAmount') ?? values.decimal(holder, 'cbc:TotalTaxAmount'),
    lot_no: textAt(item, 'cac:ItemInstance/cac:LotIdentification/cbc:LotNumberID'),
    expiry_date: values.date(item, 'cac:ItemInstance/cac:LotIdentification/cbc:ExpiryDate'),
  };
}

/** Where the line is numbered, the item it holds carries a code of its own. */
function ownCode(line: UblNode, holder: UblNode | null): string | null {
  if (!holder || holder === line || textAt(line, 'cbc:ID') === null) return null;
  return textAt(holder, 'cbc:ID');
}
