import type { CategoryFamily } from './catalogue/product-item.js';

export interface LocationPlan {
  readonly code: string;
  readonly name: string;
  readonly kind: 'store' | 'outlet';
  readonly department: string;
  /** Whose products it keeps (store) or uses up (outlet). */
  readonly families: readonly CategoryFamily[];
}

/** How many documents of each kind a unit gets. */
export interface DocumentCounts {
  readonly purchase_requests: number;
  readonly purchase_orders: number;
  readonly purchase_order_lines: number;
  readonly goods_receipts: number;
  readonly store_requisitions: number;
  readonly credit_notes: number;
  readonly adjustments: number;
  readonly spot_counts: number;
  readonly rfqs: number;
}

/** A property as the generator is told about it. */
export interface UnitPlan {
  readonly code: string;
  readonly schema: string;
  readonly name: string;
  /** Whom vendors invoice. */
  readonly legal_name: string;
  readonly tax_id: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  /** File in `assets/`; none when absent. */
  readonly logo?: string;
  readonly country: string;
  readonly currency: string;
  readonly timezone: string;
  readonly utc_offset: string;
  /** Local value added tax, as a fraction. */
  readonly tax_rate: string;
  /** What things cost here against the catalogue's price in baht. */
  readonly price_factor: string;
  /** Written before every vendor and product name, so that a leak into another tenant's file is found by searching. */
  readonly marker?: string;
  readonly locations: readonly LocationPlan[];
  readonly people: readonly string[];
  readonly counts: DocumentCounts;
  /** Products the unit keeps; all when absent. */
  readonly product_limit?: number;
  /** Lines of the unit's one very long order; none when absent. */
  readonly long_order_lines?: number;
  /** Days between two uses are longer by this factor where the house is quieter. */
  readonly quietness: number;
}

/** Departments of every property: code → name. */
export const departments: Readonly<Record<string, string>> = {
  FNB: 'Food & Beverage',
  KIT: 'Kitchen',
  HSK: 'Housekeeping',
  ENG: 'Engineering',
  FO: 'Front Office',
  SPA: 'Spa & Wellness',
};
