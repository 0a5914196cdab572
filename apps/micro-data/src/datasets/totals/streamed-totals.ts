import { DecimalSum } from '@galley/dataset';
import { compareCells, type TextOrder } from '../order/compare-cells.js';
import type { RowCells } from '../rows/row-cells.js';
import type { TotalSpec, TotalState } from './total-state.js';

/** Distinct values of one total that are held in memory at most. */
export const MAX_DISTINCT = 200_000;

/** Adds up rows while they pass, for sources whose rows the database cannot add up; exact. */
export class StreamedTotal {
  private count = 0;
  private readonly sum: DecimalSum | null;
  private extreme: string | null = null;
  private readonly distinct: Set<string> | null;
  private readonly isFurther: (candidate: string, best: string) => boolean;

  /** `index`: the column's place in the rows; -1 counts rows. */
  constructor(
    private readonly spec: TotalSpec,
    private readonly index: number,
    order: TextOrder,
  ) {
    const { aggregate, column } = spec;
    this.sum = aggregate === 'sum' || aggregate === 'avg' ? new DecimalSum() : null;
    this.distinct = aggregate === 'count_distinct' ? new Set() : null;
    const compare = compareCells(column?.type ?? 'string', order);
    const sign = aggregate === 'min' ? -1 : 1;
    this.isFurther = (candidate, best) => compare(candidate, best) * sign > 0;
  }

  add(row: RowCells): void {
    if (this.index < 0) {
      this.count++;
      return;
    }
    if (row.isNull(this.index)) return;
    this.count++;
    if (this.sum) {
      this.sum.add(row.bytes, row.starts[this.index] ?? 0, row.ends[this.index] ?? 0);
      return;
    }
    if (this.spec.aggregate === 'count') return;
    const text = row.text(this.index) ?? '';
    if (this.distinct) this.addDistinct(text);
    else if (this.extreme === null || this.isFurther(text, this.extreme)) this.extreme = text;
  }

  state(): TotalState {
    const sum = this.sum && this.sum.count > 0 ? this.sum.total() : null;
    return { count: this.count, sum, extreme: this.extreme, distinct: this.distinct };
  }

  get isOverfull(): boolean {
    return (this.distinct?.size ?? 0) > MAX_DISTINCT;
  }

  private addDistinct(text: string): void {
    const isDecimal = this.spec.column?.type === 'decimal' && text.includes('.');
    this.distinct?.add(isDecimal ? text.replace(/\.?0+$/, '') : text);
  }
}
