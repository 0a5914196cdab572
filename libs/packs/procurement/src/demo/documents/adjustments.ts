import { addDays, FIRST_DAY, monthOf } from '../calendar.js';
import type { Location, Product, World } from '../world.js';

/** A count that differs from the ledger; by how much is known when the ledger is. */
export interface AdjustmentLine {
  readonly product: Product;
  /** Share of the stock on hand that was found too much or too little. */
  readonly deviation: number;
}

export interface Adjustment {
  readonly id: string;
  readonly ia_no: string;
  readonly ia_date: string;
  readonly direction: 'in' | 'out';
  readonly reason: string;
  readonly location: Location;
  readonly lines: readonly AdjustmentLine[];
}

const reasons = {
  in: ['Count above ledger', 'Found in other store'],
  out: ['Breakage', 'Spoilage', 'Count below ledger', 'Expired'],
} as const;

/** Inventory adjustments of the stores, in order of their dates. */
export function generateAdjustments(world: World): Adjustment[] {
  const { plan, random } = world;
  const count = plan.counts.adjustments;
  return Array.from({ length: count }, (_, index) => {
    const ia_date = addDays(FIRST_DAY, 6 + Math.floor((index * 83) / count));
    const ia_no = `IA${monthOf(ia_date)}-${String(index + 1).padStart(4, '0')}`;
    const location = random.pick(world.locations.filter(({ kind }) => kind === 'store'));
    const direction = random.chance(0.25) ? 'in' : 'out';
    const products = world.products.filter(({ category }) => location.families.includes(category.family));
    return {
      id: world.id('inventory_adjustment', ia_no),
      ia_no,
      ia_date,
      direction,
      reason: random.pick(reasons[direction]),
      location,
      lines: random
        .sample(products, random.int(1, 4))
        .map((product) => ({ product, deviation: random.int(1, 8) / 100 })),
    };
  });
}
