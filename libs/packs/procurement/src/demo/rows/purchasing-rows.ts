import { addDays, AS_OF } from '../calendar.js';
import type { CreditNote } from '../documents/credit-notes.js';
import type { GoodsReceipt } from '../documents/goods-receipts.js';
import { pricedLineRow } from '../documents/priced-line.js';
import type { PurchaseOrder } from '../documents/purchase-orders.js';
import { type PurchaseRequest, requestNet } from '../documents/purchase-requests.js';
import type { UnitData } from '../unit-data.js';
import type { World } from '../world.js';

export function requestRows(
  world: World,
  requests: readonly PurchaseRequest[],
): Pick<UnitData, 'purchase_request' | 'purchase_request_line'> {
  return {
    purchase_request: requests.map((request) => ({
      id: request.id,
      pr_no: request.pr_no,
      pr_date: request.pr_date,
      required_date: request.required_date,
      requestor: request.requestor,
      department_id: world.id('department', request.department),
      description: request.description,
      workflow: 'Department head → Finance',
      status: request.status,
    })),
    purchase_request_line: requests.flatMap((request) =>
      request.lines.map((line, index) => ({
        purchase_request_id: request.id,
        line_no: index + 1,
        product_id: line.product.id,
        location_id: line.location.id,
        qty: String(line.qty),
        unit: line.product.unit,
        unit_price: line.unit_price.toFixed(4),
        net: requestNet(line),
      })),
    ),
  };
}

export function orderRows(
  orders: readonly PurchaseOrder[],
  requests: readonly PurchaseRequest[],
  receipts: readonly GoodsReceipt[],
): Pick<UnitData, 'purchase_order' | 'purchase_order_line'> {
  return {
    purchase_order: orders.map((order) => ({
      id: order.id,
      po_no: order.po_no,
      po_date: order.po_date,
      delivery_date: order.delivery_date,
      delivery_point: 'Receiving dock',
      vendor_id: order.vendor.id,
      buyer: order.buyer,
      pr_nos: requests.filter((request) => request.order === order).map(({ pr_no }) => pr_no),
      credit_term_days: order.vendor.credit_term_days,
      currency: order.currency,
      exchange_rate: order.exchange_rate.toFixed(8),
      remarks: order.lines.length > 20 ? 'Quarterly grocery contract, call-off in full' : null,
      status: statusOf(order, receipts),
    })),
    purchase_order_line: orders.flatMap((order) =>
      order.lines.map((line) => ({
        id: line.id,
        purchase_order_id: order.id,
        line_no: line.line_no,
        foc_qty: String(line.foc_qty),
        ...pricedLineRow(line),
      })),
    ),
  };
}

/** Completed when everything came; a short one is waited for during four weeks and then closed. */
function statusOf(order: PurchaseOrder, receipts: readonly GoodsReceipt[]): string {
  if (order.fate !== 'receiving') return order.fate;
  const lines = receipts.filter((receipt) => receipt.order === order).flatMap((receipt) => receipt.lines);
  const isWhole = order.lines.every(
    (line) => lines.reduce((sum, got) => sum + (got.order_line === line ? got.qty : 0), 0) >= line.qty,
  );
  if (isWhole) return 'completed';
  return order.po_date < addDays(AS_OF, -28) ? 'closed' : 'partial';
}

export function receiptRows(
  receipts: readonly GoodsReceipt[],
): Pick<UnitData, 'goods_receipt' | 'goods_receipt_line'> {
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
      payment_due: addDays(receipt.grn_date, order.vendor.credit_term_days),
      status: receipt.grn_date > addDays(AS_OF, -3) ? 'received' : 'committed',
    })),
    goods_receipt_line: receipts.flatMap((receipt) =>
      receipt.lines.map((line, index) => ({
        goods_receipt_id: receipt.id,
        line_no: index + 1,
        purchase_order_line_id: line.order_line.id,
        ...pricedLineRow(line),
      })),
    ),
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
