import type { UnitReader } from '../fan-out/unit-reader.js';
import { BU_CODE } from '../kinds/relational-statements.js';
import type { OrderTerm } from '../kinds/source-kind.js';
import { compareCells } from '../order/compare-cells.js';

export interface UnitOrder {
  readonly readers: readonly UnitReader[];
  /** The order within a unit. */
  readonly order: readonly OrderTerm[];
  /** True when rows of different units stand between each other. */
  readonly isMerged: boolean;
}

/** An order that begins with the unit is the units in order, each in its own: nothing needs to be merged. */
export function inUnitOrder(readers: readonly UnitReader[], order: readonly OrderTerm[]): UnitOrder {
  const [first, ...rest] = order;
  if (readers.length < 2 || !first) return { readers, order, isMerged: false };
  if (first.column.name !== BU_CODE) return { readers, order, isMerged: true };
  const compare = compareCells('string', 'unicode');
  const sign = first.isDescending ? -1 : 1;
  const sorted = readers.toSorted((a, b) => compare(a.unit.bu_code ?? '', b.unit.bu_code ?? '') * sign);
  return { readers: sorted, order: rest, isMerged: false };
}
