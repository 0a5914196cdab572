import { Decimal } from 'decimal.js';

export interface RequisitionQuantities {
  readonly requested: Decimal.Value;
  readonly approved: Decimal.Value;
  readonly issued: Decimal.Value;
}

/**
 * Whether 0 ≤ issued ≤ approved ≤ requested is broken (packs/procurement.md CA-C11). Said, never mended: the figures stay
 * as they are and are shown in red.
 */
export function breaksRequisitionRule({ requested, approved, issued }: RequisitionQuantities): boolean {
  const out = new Decimal(issued);
  return out.lt(0) || out.gt(approved) || new Decimal(approved).gt(requested);
}
