/** A product of the catalogue: name, stock unit, usual price in THB. */
export type ProductItem = readonly [name: string, unit: string, price: string];

/** Who keeps and uses up the products of a category. */
export type CategoryFamily = 'food' | 'beverage' | 'housekeeping' | 'engineering';

export interface CategoryItem {
  readonly code: string;
  readonly name: string;
  readonly family: CategoryFamily;
  /** Average days between two uses at one location. */
  readonly usage_days: number;
  /** Days that a delivery keeps; absent where nothing spoils. */
  readonly shelf_life_days?: number;
  readonly products: readonly ProductItem[];
}
