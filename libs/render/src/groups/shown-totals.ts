import type { PlacedTotal, TotalRequest } from '@galley/dataset';
import type { TableDesign, TableGroup } from '@galley/layout';

/** What of a table decides which totals it shows. */
interface ShownTable {
  readonly columns: readonly { readonly index: number }[];
  readonly groups: readonly Pick<TableGroup, 'design'>[];
}

/**
 * Totals (as positions among those of the groups) that stand below the groups of a level, or (null) below the table: those
 * whose column is drawn, and of those that only groups ask for, the level's own.
 */
export function shownTotals(
  totals: readonly PlacedTotal[],
  layout: ShownTable,
  design: TableDesign,
  level: number | null,
): readonly number[] {
  const drawn = new Set(layout.columns.map((column) => column.index));
  const own = level === null ? [] : (layout.groups[level]?.design?.totals ?? []);
  return [...totals.keys()].filter((position) => {
    const total = totals[position];
    if (!total || !drawn.has(total.index)) return false;
    const isIn = (asked: readonly TotalRequest[]): boolean => asked.some((one) => isSame(one, total.request));
    const isOfGroups = design.groups.some((group) => isIn(group.totals)) && !isIn(design.totals);
    return !isOfGroups || isIn(own);
  });
}

function isSame(a: TotalRequest, b: TotalRequest): boolean {
  return a.column === b.column && a.aggregate === b.aggregate;
}
