import type { PricedLine } from './priced-line.js';
import { addDays, AS_OF, FIRST_DAY, monthOf } from '../calendar.js';
import type { World } from '../world.js';
import type { PurchaseOrder } from './purchase-orders.js';

export interface PurchaseRequest {
  readonly id: string;
  readonly pr_no: string;
  readonly pr_date: string;
  readonly required_date: string;
  readonly requestor: string;
  readonly department: string;
  readonly description: string;
  readonly status: 'draft' | 'submitted' | 'approved' | 'rejected' | 'converted';
  /** The order it became. */
  readonly order: PurchaseOrder | null;
  readonly lines: readonly PricedLine[];
}

type Draft = Omit<PurchaseRequest, 'id' | 'pr_no'>;

const reasons = [
  'Weekly replenishment',
  'Banquet: wedding, 220 covers',
  'Par level top-up',
  'Menu change, rainy season',
  'งานเลี้ยงสงกรานต์',
  'Villa refurbishment',
  'Guest complaint follow-up',
  'Sunday brunch',
] as const;

/** One request behind every order, and open or refused ones until `plan.counts.purchase_requests` is reached. */
export function generatePurchaseRequests(world: World, orders: readonly PurchaseOrder[]): PurchaseRequest[] {
  const open = world.plan.counts.purchase_requests - orders.length;
  const drafts = [
    ...orders.map((order) => behindOrder(world, order)),
    ...Array.from({ length: Math.max(0, open) }, (_, index) => withoutOrder(world, index)),
  ];
  return drafts
    .toSorted((a, b) => (a.pr_date < b.pr_date ? -1 : a.pr_date > b.pr_date ? 1 : 0))
    .map((draft, index) => {
      const pr_no = `PR${monthOf(draft.pr_date)}-${String(index + 1).padStart(4, '0')}`;
      return { ...draft, pr_no, id: world.id('purchase_request', pr_no) };
    });
}

function behindOrder(world: World, order: PurchaseOrder): Draft {
  const { random, plan } = world;
  const wished = addDays(order.po_date, -random.int(1, 4));
  return {
    pr_date: wished < FIRST_DAY ? FIRST_DAY : wished,
    required_date: order.delivery_date,
    requestor: random.pick(plan.people),
    department: order.lines[0]?.location.department ?? 'KIT',
    description: random.pick(reasons),
    status: 'converted',
    order,
    // A request is in base currency, at the price last paid.
    lines: order.lines.map((line) => ({ ...line, unit_price: line.product.price })),
  };
}

function withoutOrder(world: World, index: number): Draft {
  const { random, plan } = world;
  const status = (['rejected', 'approved', 'submitted', 'draft'] as const)[index % 4] ?? 'draft';
  const pr_date =
    status === 'rejected' ? addDays(FIRST_DAY, random.int(5, 80)) : addDays(AS_OF, -random.int(0, 9));
  const { family } = random.pick(world.products).category;
  const location = world.storeOf(family);
  const candidates = world.products.filter(({ category }) => category.family === family);
  return {
    pr_date,
    required_date: addDays(pr_date, random.int(3, 14)),
    requestor: random.pick(plan.people),
    department: location.department,
    description: random.pick(reasons),
    status,
    order: null,
    lines: random.sample(candidates, random.int(1, 5)).map((product) => ({
      product,
      location,
      qty: product.usage * random.int(2, 10),
      unit_price: product.price,
      discount_rate: '0',
      tax_rate: product.tax_rate,
    })),
  };
}
