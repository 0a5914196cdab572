import { Decimal } from 'decimal.js';
import { roundTo } from './money.js';

/** How far what was ordered has come: `pending` never counts what came too much. */
export interface Fulfilment {
  /** In percent, two digits; null when nothing was ordered. */
  readonly percent: Decimal | null;
  readonly pending: Decimal;
}

/** Received against ordered quantity (packs/procurement.md CA-C8). Percentages are recomputed, never added up. */
export function fulfilment(ordered: Decimal.Value, received: readonly Decimal.Value[]): Fulfilment {
  const whole = new Decimal(ordered);
  const came = Decimal.sum(0, ...received);
  return {
    percent: whole.isZero() ? null : roundTo(came.div(whole).times(100), 2),
    pending: Decimal.max(0, whole.minus(came)),
  };
}
