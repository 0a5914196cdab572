import type { Column, TotalRequest } from '@galley/dataset';

/** One requested total and where its cell stands. */
export interface PlannedTotal {
  readonly request: TotalRequest;
  /** Key of the total in the dataset's trailer. */
  readonly key: string;
  /** Position of its column. */
  readonly index: number;
  /** False when Excel cannot compute it, or a value beside it in the column would be counted twice. */
  readonly isLive: boolean;
}

export interface TotalPlan {
  readonly totals: readonly PlannedTotal[];
  /** Rows of a footer; each holds at most one total per column, given as positions in `totals`. */
  readonly lines: readonly (readonly number[])[];
}

/** Lays the totals of a table under their columns. Totals of columns that are not shown have no place. */
export function planTotals(columns: readonly Column[], requests: readonly TotalRequest[]): TotalPlan {
  const shown = requests
    .map((request) => ({ request, index: columns.findIndex((column) => column.name === request.column) }))
    .filter(({ index }) => index >= 0);
  const fixed = new Set(
    shown.filter(({ request }) => request.aggregate === 'count_distinct').map(({ index }) => index),
  );
  const totals = shown.map(({ request, index }) => ({
    request,
    index,
    key: request.as ?? request.column,
    isLive: !fixed.has(index) && hasFormula(request, columns[index]!),
  }));
  const lines: number[][] = [];
  totals.forEach((total, position) => {
    const line = lines.find((line) => line.every((other) => totals[other]!.index !== total.index));
    if (line) line.push(position);
    else lines.push([position]);
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

function hasFormula(request: TotalRequest, column: Column): boolean {
  if (request.aggregate === 'count') return true;
  const isNumber = column.type === 'integer' || column.type === 'decimal';
  if (request.aggregate === 'sum' || request.aggregate === 'avg') return isNumber;
  return isNumber || column.type === 'date' || column.type === 'timestamp';
}
