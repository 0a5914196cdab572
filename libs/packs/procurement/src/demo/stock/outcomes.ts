import type { Decimal } from 'decimal.js';

/** What the ledger made of a line whose cost nobody knew before. */
export interface CostOutcome {
  readonly unit_cost: Decimal;
  readonly total: Decimal;
}

export interface CountOutcome extends CostOutcome {
  readonly system_qty: number;
  readonly counted_qty: number;
  /** That the difference was found in. */
  readonly lot_no?: string | null;
}
