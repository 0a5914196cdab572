import { Decimal } from 'decimal.js';
import { roundTo } from '../calculations/money.js';
import { beverageCategories } from './catalogue/beverages.js';
import { exchangeRate } from './catalogue/exchange-rates.js';
import { foodCategories } from './catalogue/food.js';
import { operatingCategories } from './catalogue/operating-supplies.js';
import type { CategoryFamily, CategoryItem, ProductItem } from './catalogue/product-item.js';
import { type VendorItem, vendorItems } from './catalogue/vendors.js';
import { Random } from './random.js';
import { stableId } from './stable-id.js';
import type { LocationPlan, UnitPlan } from './unit-plan.js';

export interface Product {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly category: CategoryItem;
  readonly unit: string;
  /** Usual price in the unit's base currency. */
  readonly price: Decimal;
  readonly tax_rate: string;
  /** What one use takes, about. */
  readonly usage: number;
  readonly reorder_point: number;
  readonly par_level: number;
}

export interface Vendor extends VendorItem {
  readonly id: string;
  readonly code: string;
  readonly products: readonly Product[];
}

export interface Location extends LocationPlan {
  readonly id: string;
}

/** One property before anything happened in it: its master data and the random source of all that follows. */
export interface World {
  readonly plan: UnitPlan;
  readonly random: Random;
  readonly categories: readonly CategoryItem[];
  readonly products: readonly Product[];
  readonly vendors: readonly Vendor[];
  readonly locations: readonly Location[];
  /** A random source of its own for one topic: what it draws changes nothing elsewhere. */
  randomOf(topic: string): Random;
  /** Id of a record of this unit. */
  id(kind: string, key: string | number): string;
  storeOf(family: CategoryFamily): Location;
  outletsOf(family: CategoryFamily): readonly Location[];
}

/** Fresh food carries no value added tax in this group's countries. */
const untaxed = ['MEAT', 'SEAF', 'PROD'];

export function createWorld(plan: UnitPlan, seed: string): World {
  const id = (kind: string, key: string | number): string => stableId(seed, plan.code, kind, key);
  const categories = [...foodCategories, ...beverageCategories, ...operatingCategories];
  const perCategory =
    plan.product_limit === undefined ? Infinity : Math.ceil(plan.product_limit / categories.length);
  const products = categories
    .flatMap((category) =>
      category.products.slice(0, perCategory).map((item, index) => ({ category, item, index })),
    )
    .slice(0, plan.product_limit)
    .map(({ category, item, index }) => productOf(plan, category, item, index, id));
  const vendors = vendorItems
    .map((item, index) => vendorOf(plan, item, index, products, id))
    .filter((vendor) => vendor.products.length > 0);
  const locations = plan.locations.map((location) => ({ ...location, id: id('location', location.code) }));
  return {
    plan,
    random: new Random(`${seed}/${plan.code}`),
    randomOf: (topic) => new Random(`${seed}/${plan.code}/${topic}`),
    categories,
    products,
    vendors,
    locations,
    id,
    storeOf(family) {
      const store = locations.find(({ kind, families }) => kind === 'store' && families.includes(family));
      if (!store) throw new RangeError(`${plan.code} has no store for ${family}`);
      return store;
    },
    outletsOf: (family) =>
      locations.filter(({ kind, families }) => kind === 'outlet' && families.includes(family)),
  };
}

function productOf(
  plan: UnitPlan,
  category: CategoryItem,
  [name, unit, price]: ProductItem,
  index: number,
  id: World['id'],
): Product {
  const code = `${category.code}-${String(index + 1).padStart(3, '0')}`;
  const usage = Math.min(40, Math.max(1, Math.round(1500 / Number(price))));
  return {
    id: id('product', code),
    code,
    name: plan.marker ? `${plan.marker} ${name}` : name,
    category,
    unit,
    price: roundTo(new Decimal(price).times(plan.price_factor).times(exchangeRate('THB', plan.currency)), 2),
    tax_rate: untaxed.includes(category.code) ? '0' : plan.tax_rate,
    usage,
    reorder_point: usage * 5,
    par_level: usage * 18,
  };
}

function vendorOf(
  plan: UnitPlan,
  item: VendorItem,
  index: number,
  products: readonly Product[],
  id: World['id'],
): Vendor {
  const code = `V${String(index + 1).padStart(3, '0')}`;
  return {
    ...item,
    id: id('vendor', code),
    code,
    name: plan.marker ? `${plan.marker} ${item.name}` : item.name,
    products: products.filter(({ category }) => item.categories.includes(category.code)),
  };
}
