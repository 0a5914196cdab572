import { addDays, AS_OF } from '../calendar.js';
import type { GoodsReceipt } from '../documents/goods-receipts.js';
import { pricedLineRow } from '../documents/priced-line.js';
import type { PurchaseOrder } from '../documents/purchase-orders.js';
import type { PurchaseRequest } from '../documents/purchase-requests.js';
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
        delivery_date: request.required_date,
        ...pricedLineRow(line),
      })),
    ),
  };
}

export function orderRows(
  world: World,
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
      terms: termsOf(order.vendor.country === world.plan.country),
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

const termsOf = (isDomestic: boolean): string =>
  isDomestic
    ? 'Deliver before 10:00 with the tax invoice. Goods below specification are returned.'
    : 'Incoterms DAP. Packing list, invoice and certificate of origin with the goods.';

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
