import { addDays, FIRST_DAY, monthOf } from '../calendar.js';
import type { Location, Product, World } from '../world.js';

export interface RequisitionLine {
  readonly product: Product;
  readonly requested_qty: number;
  readonly approved_qty: number;
  readonly issued_qty: number;
}

export interface StoreRequisition {
  readonly id: string;
  readonly sr_no: string;
  readonly sr_date: string;
  readonly kind: 'issue' | 'transfer';
  readonly requestor: string;
  readonly from: Location;
  readonly to: Location;
  readonly status: 'draft' | 'submitted' | 'approved' | 'issued' | 'rejected';
  readonly lines: readonly RequisitionLine[];
}

/** Index of the requisition whose first line was issued beyond its approval, so that a report has a violation to show (CA-C11). */
const VIOLATION = 6;

/** Requisitions of outlets from the stores that serve them, in order of their dates. */
export function generateStoreRequisitions(world: World): StoreRequisition[] {
  const { plan, random } = world;
  const count = plan.counts.store_requisitions;
  return Array.from({ length: count }, (_, index) => {
    const sr_date = addDays(FIRST_DAY, 2 + Math.floor((index * 86) / count));
    const sr_no = `SR${monthOf(sr_date)}-${String(index + 1).padStart(4, '0')}`;
    const to = random.pick(world.locations.filter(({ kind }) => kind === 'outlet'));
    const family = random.pick(to.families);
    const status = random.chance(0.85)
      ? 'issued'
      : random.pick(['draft', 'submitted', 'approved', 'rejected'] as const);
    const products = world.products.filter(({ category }) => category.family === family);
    return {
      id: world.id('store_requisition', sr_no),
      sr_no,
      sr_date,
      kind: random.chance(0.6) ? 'transfer' : 'issue',
      requestor: random.pick(plan.people),
      from: world.storeOf(family),
      to,
      status,
      lines: random
        .sample(products, random.int(1, 5))
        .map((product, line) => lineOf(world, product, status, index === VIOLATION && line === 0)),
    };
  });
}

function lineOf(
  { random }: World,
  product: Product,
  status: StoreRequisition['status'],
  isViolation: boolean,
): RequisitionLine {
  const requested_qty = product.usage * random.int(1, 4) + 1;
  const wish = random.chance(0.85) ? requested_qty : Math.ceil(requested_qty * 0.7);
  const given = random.chance(0.9) ? wish : Math.ceil(wish * 0.8);
  if (isViolation)
    return { product, requested_qty, approved_qty: requested_qty - 1, issued_qty: requested_qty };
  return {
    product,
    requested_qty,
    approved_qty: status === 'issued' || status === 'approved' ? wish : 0,
    issued_qty: status === 'issued' ? given : 0,
  };
}
