import type { Decimal } from 'decimal.js';
import { roundTo } from '../../calculations/money.js';
import { addDays, AS_OF, FIRST_DAY, monthOf } from '../calendar.js';
import { exchangeRate } from '../catalogue/exchange-rates.js';
import type { Product, Vendor, World } from '../world.js';
import type { PricedLine } from './priced-line.js';

export interface OrderLine extends PricedLine {
  readonly id: string;
  readonly line_no: number;
  readonly foc_qty: number;
}

export interface PurchaseOrder {
  readonly id: string;
  readonly po_no: string;
  readonly po_date: string;
  readonly delivery_date: string;
  readonly vendor: Vendor;
  readonly buyer: string;
  readonly currency: string;
  readonly exchange_rate: Decimal;
  /** What becomes of it: receipts follow for `receiving` only. */
  readonly fate: 'draft' | 'sent' | 'voided' | 'receiving';
  readonly lines: readonly OrderLine[];
}

/** The newest orders are still open; one in the middle was voided. */
const NEWEST = ['sent', 'sent', 'sent', 'draft'] as const;

/** Orders in order of their dates, spread over the demo's months; `plan.counts` says how many, with how many lines. */
export function generatePurchaseOrders(world: World): PurchaseOrder[] {
  const { plan, random } = world;
  const count = plan.counts.purchase_orders;
  const long = plan.long_order_lines ?? 0;
  const longAt = long > 0 ? Math.floor(count / 3) : -1;
  const sizes = random.split(plan.counts.purchase_order_lines - long, long > 0 ? count - 1 : count);
  if (long > 0) sizes.splice(longAt, 0, long);
  const lastDay = 84;
  return sizes.map((size, index) => {
    const po_date = addDays(FIRST_DAY, 1 + Math.floor((index * lastDay) / count) + random.int(0, 1));
    return orderOf(world, index, po_date, size, fateOf(index, count));
  });
}

function fateOf(index: number, count: number): PurchaseOrder['fate'] {
  if (index >= count - NEWEST.length) return NEWEST[index - (count - NEWEST.length)] ?? 'sent';
  return index === Math.floor(count / 2) && count > 10 ? 'voided' : 'receiving';
}

function orderOf(
  world: World,
  index: number,
  po_date: string,
  size: number,
  fate: PurchaseOrder['fate'],
): PurchaseOrder {
  const { plan, random } = world;
  const vendor = random.pick(world.vendors.filter((candidate) => canSupply(candidate, plan.country, size)));
  const delivery_date = addDays(
    po_date,
    vendor.country === plan.country ? random.int(1, 5) : random.int(7, 21),
  );
  const po_no = `PO${monthOf(po_date)}-${String(index + 1).padStart(4, '0')}`;
  const rate = exchangeRate(vendor.currency, plan.currency);
  return {
    id: world.id('purchase_order', po_no),
    po_no,
    po_date,
    delivery_date: delivery_date > AS_OF && fate === 'receiving' ? AS_OF : delivery_date,
    vendor,
    buyer: random.pick(plan.people),
    currency: vendor.currency,
    exchange_rate: rate,
    fate,
    lines: random
      .sample(vendor.products, size)
      .map((product, line) => lineOf(world, vendor, product, rate, `${po_no}/${line + 1}`, line + 1)),
  };
}

/** The island trader serves its own country only. */
function canSupply({ country, products }: Vendor, at: string, size: number): boolean {
  return products.length >= size && (country !== 'MV' || country === at);
}

function lineOf(
  world: World,
  vendor: Vendor,
  product: Product,
  rate: Decimal,
  key: string,
  line_no: number,
): OrderLine {
  const { plan, random } = world;
  const jitter = random.int(940, 1060);
  return {
    id: world.id('purchase_order_line', key),
    line_no,
    product,
    location: world.storeOf(product.category.family),
    qty: product.usage * random.int(4, 14),
    foc_qty: random.chance(0.06) ? product.usage : 0,
    unit_price: roundTo(product.price.times(jitter).div(1000).div(rate), 2),
    discount_rate: random.pick(['0', '0', '0', '0.02', '0.025', '0.05']),
    tax_rate: vendor.country === plan.country ? product.tax_rate : '0',
  };
}
