import { accumulatorOf, type Accumulator, type Column } from '@galley/dataset';
import type { RowCells } from '../groups/row-cells.js';
import type { Mark } from './sheet-cursor.js';
import type { TotalPlan } from './total-plan.js';

/** The running totals of one open group, or of the whole table. */
export class TotalLevel {
  rows = 0;
  start: Mark = { sheet: 0, row: 0 };
  private readonly accumulators: readonly (Accumulator | null)[];
  /** Cells written as text before this group began, per total. */
  private readonly textBefore: number[] = [];

  /** A level that spans the whole table does not collect distinct values: the database has counted them. */
  constructor(
    private readonly plan: TotalPlan,
    columns: readonly Column[],
    isWhole: boolean,
  ) {
    this.accumulators = plan.totals.map(({ request, index }) => {
      const isLarge = isWhole && request.aggregate === 'count_distinct';
      return isLarge ? null : accumulatorOf(request.aggregate, columns[index]!.type);
    });
  }

  begin(start: Mark, asText: Uint32Array): void {
    this.rows = 0;
    this.start = start;
    this.plan.totals.forEach(({ index }, position) => {
      this.accumulators[position]?.reset();
      this.textBefore[position] = asText[index] ?? 0;
    });
  }

  /** Adds a row; `cells` has located the cells of the totals. */
  add(batch: Buffer, cells: RowCells): void {
    this.rows++;
    for (let position = 0; position < this.accumulators.length; position++) {
      const to = cells.to[position]!;
      if (to >= 0) this.accumulators[position]?.add(batch, cells.from[position]!, to);
    }
  }

  value(position: number): string | null {
    return this.accumulators[position]?.value() ?? null;
  }

  /** True when every cell of the total is one that a formula sees. */
  isTyped(position: number, asText: Uint32Array): boolean {
    return asText[this.plan.totals[position]!.index] === this.textBefore[position];
  }
}
