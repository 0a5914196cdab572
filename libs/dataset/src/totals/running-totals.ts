import type { Column, DatasetHeader, TotalRequest } from '../dataset.js';
import type { RowCells } from '../encode/row-cells.js';
import { accumulatorOf, type Accumulator } from './accumulators.js';
import { isPerCurrency } from './currencies.js';

/** A requested total and the column it is of. */
export interface PlacedTotal {
  readonly request: TotalRequest;
  /** Key of the total in the trailer. */
  readonly key: string;
  readonly index: number;
  readonly column: Column;
  /** True when it is one figure per currency. */
  readonly isPerCurrency: boolean;
}

/** What a total came to, as PostgreSQL prints it; by currency where it is money of several. Null = unknown or nothing. */
export type Figure = string | null | Readonly<Record<string, string | null>>;

/** The totals of columns that are in the dataset; the others (`*`) have no cells to add up. */
export function placeTotals(header: DatasetHeader, requests: readonly TotalRequest[]): PlacedTotal[] {
  return requests.flatMap((request) => {
    const index = header.columns.findIndex(({ name }) => name === request.column);
    const column = header.columns[index];
    if (!column) return [];
    const isMixed = Boolean(header.currencies) && isPerCurrency(column, request.aggregate);
    return [{ request, key: request.as ?? request.column, index, column, isPerCurrency: isMixed }];
  });
}

/** Totals of a run of rows (a group, or all), fed row by row from the bytes of their cells. */
export class RunningTotals {
  /** Rows by currency. */
  private readonly counts: number[];
  private readonly indexes: readonly number[];
  /** Per total and currency; a total that is not per currency uses its first place for all. */
  private readonly accumulators: readonly Accumulator[];
  private readonly strides: readonly number[];
  private readonly width: number;

  /** `currencies`: those of `RowCurrencies`; none or one is one. */
  constructor(
    private readonly totals: readonly PlacedTotal[],
    private readonly currencies: readonly string[],
  ) {
    this.width = Math.max(1, currencies.length);
    this.counts = Array.from({ length: this.width }, () => 0);
    this.indexes = totals.map(({ index }) => index);
    this.strides = totals.map((total) => (total.isPerCurrency ? 1 : 0));
    this.accumulators = totals.flatMap(({ request, column }) =>
      this.counts.map(() => accumulatorOf(request.aggregate, column.type)),
    );
  }

  get rows(): number {
    return this.counts.reduce((sum, rows) => sum + rows, 0);
  }

  rowsOf(currency: number): number {
    return this.counts[currency] ?? 0;
  }

  reset(): void {
    this.counts.fill(0);
    for (const accumulator of this.accumulators) accumulator.reset();
  }

  /** Adds the row that `cells` has read; `currency` is its position. */
  add(batch: Buffer, cells: RowCells, currency: number): void {
    this.counts[currency]!++;
    for (let position = 0; position < this.indexes.length; position++) {
      const index = this.indexes[position]!;
      const to = cells.to[index]!;
      if (to < 0) continue;
      const place = position * this.width + currency * this.strides[position]!;
      this.accumulators[place]!.add(batch, cells.from[index]!, to);
    }
  }

  /** The total at a position; of one currency where it is per currency. */
  value(position: number, currency: number = 0): string | null {
    const place = position * this.width + currency * (this.strides[position] ?? 0);
    return this.accumulators[place]?.value() ?? null;
  }

  /** The total at a position, whole; currencies without rows are left out. */
  figure(position: number): Figure {
    if (!this.totals[position]?.isPerCurrency) return this.value(position);
    const present = this.currencies.map((code, index) => [code, index] as const);
    return Object.fromEntries(
      present.flatMap(([code, index]) =>
        this.rowsOf(index) > 0 ? [[code, this.value(position, index)]] : [],
      ),
    );
  }
}
