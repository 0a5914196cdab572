import type { Value } from '../expressions/contract.js';
import { ExactDecimal } from '../expressions/exact-decimal.js';
import { valueKey } from '../expressions/values.js';
import { LayoutError } from '../layout-error.js';
import type { MatrixMeasure } from '../model/matrix.js';
import type { CompareTexts } from '../pages/data/row-order.js';
import { type Accumulator, accumulatorOf } from '../pages/totals/accumulator.js';

/** What one measure comes to in one cell. Nulls are not added. */
export type Figure = Pick<Accumulator, 'add' | 'value'>;

/** How many more distinct values the cells of one matrix may remember together. */
export interface DistinctBudget {
  left: number;
}

export function figureOf(
  { aggregate }: MatrixMeasure,
  compareTexts: CompareTexts,
  budget: DistinctBudget,
): Figure {
  if (aggregate === 'none') return new FirstValue();
  if (aggregate === 'count_distinct') return new DistinctValues(budget);
  return accumulatorOf(aggregate, compareTexts, 0);
}

class FirstValue implements Figure {
  private first: Value = null;

  add(value: Value): void {
    this.first ??= value;
  }

  value(): Value {
    return this.first;
  }
}

class DistinctValues implements Figure {
  private readonly keys = new Set<string>();

  constructor(private readonly budget: DistinctBudget) {}

  add(value: Value): void {
    const key = valueKey(value);
    if (this.keys.has(key)) return;
    this.keys.add(key);
    if (--this.budget.left < 0) {
      throw new LayoutError('layout-too-large', 'The matrix counts too many distinct values.');
    }
  }

  value(): Value {
    return new ExactDecimal(this.keys.size);
  }
}
