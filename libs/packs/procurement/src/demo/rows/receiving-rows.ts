import { lineAmounts } from '../../calculations/line-amounts.js';
import { addDays, AS_OF } from '../calendar.js';
import type { CreditNote } from '../documents/credit-notes.js';
import type { ExtraCost } from '../documents/extra-costs.js';
import type { GoodsReceipt } from '../documents/goods-receipts.js';
import { pricedLineRow } from '../documents/priced-line.js';
import type { VendorInvoice } from '../documents/vendor-invoices.js';
import type { DataRow, UnitData } from '../unit-data.js';

export function receiptRows(
  receipts: readonly GoodsReceipt[],
): Pick<UnitData, 'goods_receipt' | 'goods_receipt_line' | 'goods_receipt_extra_cost'> {
  return {
    goods_receipt: receipts.map(({ order, ...receipt }) => ({
      id: receipt.id,
      grn_no: receipt.grn_no,
      grn_date: receipt.grn_date,
      vendor_id: order.vendor.id,
      invoice_no: receipt.invoice_no,
      invoice_date: receipt.grn_date,
      received_by: receipt.received_by,
      currency: order.currency,
      exchange_rate: order.exchange_rate.toFixed(8),
      payment_kind: receipt.payment_kind,
      credit_term_days: order.vendor.credit_term_days,
      payment_due: addDays(receipt.grn_date, order.vendor.credit_term_days),
      status: receipt.grn_date > addDays(AS_OF, -3) ? 'received' : 'committed',
    })),
    goods_receipt_line: receipts.flatMap((receipt) =>
      receipt.lines.map((line, index) => ({
        goods_receipt_id: receipt.id,
        line_no: index + 1,
        purchase_order_line_id: line.order_line.id,
        foc_qty: String(line.foc_qty),
        extra_cost: line.extra_cost.toFixed(2),
        lot_no: line.lot?.lot_no ?? null,
        expiry_date: line.lot?.expiry_date ?? null,
        ...pricedLineRow(line),
      })),
    ),
    goods_receipt_extra_cost: receipts.flatMap((receipt) =>
      receipt.extra_costs.map((cost, index) => extraCostRow(receipt.id, index + 1, cost)),
    ),
  };
}

function extraCostRow(goods_receipt_id: string, line_no: number, cost: ExtraCost): DataRow {
  const { name, allocation, amount, tax_rate } = cost;
  const { tax, total } = lineAmounts({ qty: 1, unit_price: amount, tax_rate });
  return {
    goods_receipt_id,
    line_no,
    name,
    allocation,
    amount: amount.toFixed(2),
    tax_rate,
    tax: tax.toFixed(2),
    total: total.toFixed(2),
  };
}

export function creditNoteRows(
  notes: readonly CreditNote[],
): Pick<UnitData, 'credit_note' | 'credit_note_line'> {
  return {
    credit_note: notes.map(({ receipt, ...note }) => ({
      id: note.id,
      cn_no: note.cn_no,
      cn_date: note.cn_date,
      vendor_id: receipt.order.vendor.id,
      goods_receipt_id: receipt.id,
      kind: note.kind,
      reason: note.reason,
      tax_invoice_no: note.tax_invoice_no,
      currency: receipt.order.currency,
      exchange_rate: receipt.order.exchange_rate.toFixed(8),
      status: 'committed',
    })),
    credit_note_line: notes.flatMap((note) =>
      note.lines.map((line, index) => ({
        credit_note_id: note.id,
        line_no: index + 1,
        ...pricedLineRow(line),
      })),
    ),
  };
}

export function invoiceRows(
  invoices: readonly VendorInvoice[],
): Pick<UnitData, 'vendor_invoice' | 'vendor_invoice_line'> {
  return {
    vendor_invoice: invoices.map(({ receipt, ...invoice }) => ({
      id: invoice.id,
      inv_no: invoice.inv_no,
      inv_date: invoice.inv_date,
      vendor_id: receipt.order.vendor.id,
      vendor_invoice_no: receipt.invoice_no,
      issuer: invoice.issuer,
      po_nos: [receipt.order.po_no],
      grn_nos: [receipt.grn_no],
      credit_term_days: receipt.order.vendor.credit_term_days,
      due_date: invoice.due_date,
      currency: receipt.order.currency,
      exchange_rate: receipt.order.exchange_rate.toFixed(8),
      remarks: receipt.payment_kind === 'consignment' ? 'Consigned goods: pay what was used' : null,
      status: invoice.status,
    })),
    vendor_invoice_line: invoices.flatMap(({ id, receipt }) =>
      receipt.lines.map((line, index) => ({
        vendor_invoice_id: id,
        line_no: index + 1,
        goods_receipt_id: receipt.id,
        foc_qty: String(line.foc_qty),
        ...pricedLineRow(line),
      })),
    ),
  };
}
