import { addDays, AS_OF, FIRST_DAY, monthOf, periods } from '../calendar.js';
import type { Random } from '../random.js';
import type { Location, Product, World } from '../world.js';

/** A counted product; what the ledger says is known when the count is posted. */
export interface CountLine {
  readonly product: Product;
  /** Signed share of the stock on hand by which the count differs; mostly 0. */
  readonly deviation: number;
}

export interface StockCount {
  readonly id: string;
  readonly number: string;
  readonly date: string;
  readonly location: Location;
  readonly counted_by: string;
  /** Null while the count is a draft, whose differences are not posted. */
  readonly confirmed_by: string | null;
  readonly lines: readonly CountLine[];
}

export interface PhysicalCount extends StockCount {
  readonly period: string;
}

export interface SpotCount extends StockCount {
  readonly reason: string;
}

const reasons = [
  'High value items',
  'Surprise count',
  'After stock-out',
  'Follow-up of a deviation',
] as const;

/** Every store counted in whole on the last day of each closed period; of the open one a first draft. */
export function generatePhysicalCounts(world: World): PhysicalCount[] {
  const random = world.randomOf('physical counts');
  const stores = world.locations.filter(({ kind }) => kind === 'store');
  return periods
    .flatMap((period) =>
      (period.closed_at ? stores : stores.slice(0, 1)).map((location) => ({ period, location })),
    )
    .map(({ period, location }, index) => {
      const products = world.products.filter(({ category }) => location.families.includes(category.family));
      return {
        ...heading(world, random, 'PC', period.end_date, index),
        confirmed_by: period.closed_at ? random.pick(world.plan.people) : null,
        location,
        period: period.name,
        lines: products.map((product) => ({ product, deviation: deviationOf(random, 0.1) })),
      };
    });
}

/** Counts of a few products between closings, spread over the demo's months. */
export function generateSpotCounts(world: World): SpotCount[] {
  const random = world.randomOf('spot counts');
  const count = world.plan.counts.spot_counts;
  return Array.from({ length: count }, (_, index) => {
    const date = addDays(FIRST_DAY, 9 + Math.floor((index * 78) / count));
    const location = random.pick(world.locations.filter(({ kind }) => kind === 'store'));
    const products = world.products.filter(({ category }) => location.families.includes(category.family));
    return {
      ...heading(world, random, 'SC', date, index),
      confirmed_by: date > addDays(AS_OF, -10) ? null : random.pick(world.plan.people),
      location,
      reason: random.pick(reasons),
      lines: random
        .sample(products, random.int(5, 9))
        .map((product) => ({ product, deviation: deviationOf(random, 0.35) })),
    };
  });
}

function heading(
  world: World,
  random: Random,
  kind: 'PC' | 'SC',
  date: string,
  index: number,
): Pick<StockCount, 'id' | 'number' | 'date' | 'counted_by'> {
  const number = `${kind}${monthOf(date)}-${String(index + 1).padStart(4, '0')}`;
  return { id: world.id(kind, number), number, date, counted_by: random.pick(world.plan.people) };
}

/** More often too little than too much. */
function deviationOf(random: Random, probability: number): number {
  if (!random.chance(probability)) return 0;
  return (random.chance(0.7) ? -random.int(1, 8) : random.int(1, 5)) / 100;
}
