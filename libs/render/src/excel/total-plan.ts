import type { PlacedTotal } from '@galley/dataset';

/** One requested total, under its column. */
export interface PlannedTotal extends PlacedTotal {
  /** False when Excel cannot compute it, or a value beside it in the column would be counted twice. */
  readonly isLive: boolean;
}

/** A row of a footer, with at most one total per column; one row per currency where it holds money of several. */
export interface TotalLine {
  /** Positions in `totals`. */
  readonly positions: readonly number[];
  readonly isPerCurrency: boolean;
}

export interface TotalPlan {
  readonly totals: readonly PlannedTotal[];
  readonly lines: readonly TotalLine[];
}

/** Lays the totals of a table under their columns: first the figures that are one, then those of each currency. */
export function planTotals(placed: readonly PlacedTotal[]): TotalPlan {
  const fixed = new Set(
    placed.filter(({ request }) => request.aggregate === 'count_distinct').map(({ index }) => index),
  );
  const totals = placed.map((total) => ({ ...total, isLive: !fixed.has(total.index) && hasFormula(total) }));
  const lines = [false, true].flatMap((isPerCurrency) => {
    const positions = [...totals.keys()].filter((at) => totals[at]!.isPerCurrency === isPerCurrency);
    return stack(totals, positions).map((line) => ({ positions: line, isPerCurrency }));
  });
  return { totals, lines };
}

/** Position of the column where a footer is named: the wished one, or the first without totals; -1 when none. */
export function labelIndex(plan: TotalPlan, columns: number, wished: number): number {
  const taken = new Set(plan.totals.map((total) => total.index));
  if (wished >= 0 && !taken.has(wished)) return wished;
  for (let index = 0; index < columns; index++) if (!taken.has(index)) return index;
  return -1;
}

/** The fewest lines in which no two totals are of one column. */
function stack(totals: readonly PlacedTotal[], positions: readonly number[]): readonly (readonly number[])[] {
  const lines: number[][] = [];
  for (const position of positions) {
    const { index } = totals[position]!;
    const line = lines.find((others) => others.every((other) => totals[other]!.index !== index));
    if (line) line.push(position);
    else lines.push([position]);
  }
  return lines;
}

function hasFormula({ request, column }: PlacedTotal): boolean {
  if (request.aggregate === 'count') return true;
  const isNumber = column.type === 'integer' || column.type === 'decimal';
  if (request.aggregate === 'sum' || request.aggregate === 'avg') return isNumber;
  return isNumber || column.type === 'date' || column.type === 'timestamp';
}
