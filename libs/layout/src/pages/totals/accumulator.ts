import type { Decimal } from 'decimal.js';
import type { Value } from '../../expressions/contract.js';
import { ExactDecimal, readDecimal, ZERO } from '../../expressions/exact-decimal.js';
import { isNumber, valueKey } from '../../expressions/values.js';
import { LayoutError } from '../../layout-error.js';
import type { LayoutTotal } from '../../model/layout.js';
import { type CompareTexts, compareValues } from '../data/row-order.js';

/** One figure over the rows seen since the last reset. Nulls are not added. */
export interface Accumulator {
  add(value: Value): void;
  reset(): void;
  value(): Value;
}

/** Digits after the point of an average that does not end. */
const AVERAGE_DIGITS = 16;

export function accumulatorOf(
  aggregate: LayoutTotal['aggregate'],
  compareTexts: CompareTexts,
  distinctLimit: number,
): Accumulator {
  switch (aggregate) {
    case 'sum':
      return new Sum();
    case 'avg':
      return new Average();
    case 'count':
      return new Count();
    case 'count_distinct':
      return new DistinctCount(distinctLimit);
    default:
      return new Extreme(aggregate === 'min' ? -1 : 1, compareTexts);
  }
}

/** Zero when there is nothing to add. Texts that hold a number count as one. */
class Sum implements Accumulator {
  protected sum: Decimal = ZERO;
  protected count = 0;

  add(value: Value): void {
    const number = typeof value === 'string' ? readDecimal(value) : value;
    if (!isNumber(number)) return;
    this.sum = this.sum.add(number);
    this.count += 1;
  }

  reset(): void {
    this.sum = ZERO;
    this.count = 0;
  }

  value(): Value {
    return this.sum;
  }
}

/** Null when there is nothing to average. */
class Average extends Sum {
  override value(): Value {
    return this.count === 0 ? null : this.sum.div(this.count).toDecimalPlaces(AVERAGE_DIGITS);
  }
}

class Count implements Accumulator {
  private count = 0;

  add(): void {
    this.count += 1;
  }

  reset(): void {
    this.count = 0;
  }

  value(): Value {
    return new ExactDecimal(this.count);
  }
}

class DistinctCount implements Accumulator {
  private readonly keys = new Set<string>();

  constructor(private readonly limit: number) {}

  add(value: Value): void {
    this.keys.add(valueKey(value));
    if (this.keys.size > this.limit) {
      throw new LayoutError('layout-too-large', `A total counts more than ${this.limit} distinct values.`);
    }
  }

  reset(): void {
    this.keys.clear();
  }

  value(): Value {
    return new ExactDecimal(this.keys.size);
  }
}

class Extreme implements Accumulator {
  private found: Value = null;

  constructor(
    private readonly sign: 1 | -1,
    private readonly compareTexts: CompareTexts,
  ) {}

  add(value: Value): void {
    if (this.found === null || compareValues(value, this.found, this.compareTexts) * this.sign > 0) {
      this.found = value;
    }
  }

  reset(): void {
    this.found = null;
  }

  value(): Value {
    return this.found;
  }
}
