import type { Decimal } from 'decimal.js';
import { roundTo } from '../../calculations/money.js';
import { addDays, AS_OF, monthOf } from '../calendar.js';
import { lotOf, type Lot } from '../stock/lot.js';
import type { Vendor, World } from '../world.js';
import { extraCostByLine, extraCostsOf, type ExtraCost } from './extra-costs.js';
import type { PricedLine } from './priced-line.js';
import type { OrderLine, PurchaseOrder } from './purchase-orders.js';

export interface ReceiptLine extends PricedLine {
  readonly order_line: OrderLine;
  readonly foc_qty: number;
  readonly lot: Lot | null;
  /** Its part of the receipt's extra costs. */
  readonly extra_cost: Decimal;
}

/** A line before the receipt around it is known. */
type DeliveredLine = Omit<ReceiptLine, 'lot' | 'extra_cost'>;

export interface GoodsReceipt {
  readonly id: string;
  readonly grn_no: string;
  readonly grn_date: string;
  readonly order: PurchaseOrder;
  readonly invoice_no: string;
  readonly received_by: string;
  readonly payment_kind: 'credit' | 'cash' | 'consignment';
  readonly extra_costs: readonly ExtraCost[];
  readonly lines: readonly ReceiptLine[];
}

/** Days after the promised one that a delivery comes: mostly none. */
const DELAYS = [-2, -1, 0, 0, 0, 0, 0, 1, 2, 4] as const;

/** Receipts of the orders that are delivered: one each, and second deliveries until `plan.counts.goods_receipts` is reached. */
export function generateGoodsReceipts(world: World, orders: readonly PurchaseOrder[]): GoodsReceipt[] {
  const { plan, random } = world;
  const receiving = orders.filter(({ fate }) => fate === 'receiving');
  const twice = plan.counts.goods_receipts - receiving.length;
  if (twice < 0 || twice > receiving.length)
    throw new RangeError(`${plan.code}: receipts do not fit the orders`);
  const deliveries = receiving.flatMap((order, index) => {
    const first = earlier(addDays(order.delivery_date, random.pick(DELAYS)), AS_OF);
    if (index >= twice) return [{ order, date: first, lines: wholeDelivery(world, order) }];
    const [part, rest] = splitDelivery(world, order);
    return [
      { order, date: first, lines: part },
      { order, date: earlier(addDays(first, random.int(3, 9)), AS_OF), lines: rest },
    ];
  });
  return deliveries
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map(({ order, date, lines }, index) => {
      const grn_no = `GRN${monthOf(date)}-${String(index + 1).padStart(4, '0')}`;
      return {
        id: world.id('goods_receipt', grn_no),
        grn_no,
        grn_date: date,
        order,
        invoice_no: `INV-${random.int(100000, 999999)}`,
        received_by: random.pick(plan.people),
        ...costsOf(world, grn_no, date, order.vendor, lines),
      };
    });
}

function costsOf(
  world: World,
  grn_no: string,
  date: string,
  vendor: Vendor,
  delivered: readonly DeliveredLine[],
): Pick<GoodsReceipt, 'payment_kind' | 'extra_costs' | 'lines'> {
  const random = world.randomOf(`costs of ${grn_no}`);
  const extra_costs = extraCostsOf(random, world.plan, vendor, delivered);
  const parts = extraCostByLine(extra_costs, delivered);
  return {
    payment_kind: paymentOf(vendor, random.chance(0.3)),
    extra_costs,
    lines: delivered.map((line, index) => ({
      ...line,
      lot: lotOf(line.product, date, random.int(60, 105) / 100),
      extra_cost: parts[index] ?? roundTo(0, 2),
    })),
  };
}

/** Markets are paid at the door; some wine lies on consignment. */
function paymentOf(vendor: Vendor, isLucky: boolean): GoodsReceipt['payment_kind'] {
  if (vendor.credit_term_days <= 7) return 'cash';
  return isLucky && vendor.categories.includes('WINE') ? 'consignment' : 'credit';
}

function wholeDelivery(world: World, order: PurchaseOrder): DeliveredLine[] {
  const lines = order.lines.map((line) =>
    receiptLine(world, line, deliveredQty(world, line.qty), line.foc_qty),
  );
  return keepDelivered(lines, order, world);
}

function splitDelivery(world: World, order: PurchaseOrder): [DeliveredLine[], DeliveredLine[]] {
  const { random } = world;
  const first: DeliveredLine[] = [];
  const second: DeliveredLine[] = [];
  for (const line of order.lines) {
    const part = Math.ceil((line.qty * random.int(40, 80)) / 100);
    first.push(receiptLine(world, line, part, line.foc_qty));
    second.push(receiptLine(world, line, random.chance(0.85) ? line.qty - part : 0));
  }
  return [keepDelivered(first, order, world), keepDelivered(second, order, world)];
}

/** Mostly what was ordered; sometimes short, over or nothing. */
function deliveredQty({ random }: World, ordered: number): number {
  const luck = random.next();
  if (luck < 0.84) return ordered;
  if (luck < 0.93) return Math.floor((ordered * random.int(55, 95)) / 100);
  return luck < 0.97 ? Math.ceil((ordered * random.int(102, 110)) / 100) : 0;
}

/** A receipt has at least one line: when nothing of an order came, its first line did. */
function keepDelivered(lines: readonly DeliveredLine[], order: PurchaseOrder, world: World): DeliveredLine[] {
  const kept = lines.filter(({ qty }) => qty > 0);
  const [line] = order.lines;
  return kept.length > 0 || !line ? kept : [receiptLine(world, line, 1)];
}

function receiptLine({ random }: World, order_line: OrderLine, qty: number, foc_qty = 0): DeliveredLine {
  const { product, location, discount_rate, tax_rate, unit_price } = order_line;
  const isSamePrice = random.chance(0.92);
  return {
    order_line,
    product,
    location,
    qty,
    foc_qty,
    unit_price: isSamePrice ? unit_price : roundTo(unit_price.times(random.int(965, 1045)).div(1000), 2),
    discount_rate,
    tax_rate,
  };
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
