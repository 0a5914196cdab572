import { addDays } from '../calendar.js';
import type { Product } from '../world.js';

/** One delivery of something that spoils. */
export interface Lot {
  readonly lot_no: string;
  readonly expiry_date: string;
}

/** The lot of a product that came in on `date` with `freshness` (1 = all) of its shelf life left; null where nothing spoils. */
export function lotOf({ category, code }: Product, date: string, freshness = 1): Lot | null {
  const days = category.shelf_life_days;
  if (days === undefined) return null;
  return {
    lot_no: `L${date.slice(2).replaceAll('-', '')}-${code.slice(-3)}`,
    expiry_date: addDays(date, Math.max(1, Math.round(days * freshness))),
  };
}
