import type { Aggregate, ColumnType } from '../dataset.js';
import { compareNumbers, divideLikePostgres, formatDecimal, parseDecimal } from './decimal.js';
import { DecimalSum } from './decimal-sum.js';

/** One aggregate of one column, fed with the bytes of its cells. Nulls are not fed. */
export interface Accumulator {
  add(bytes: Buffer, from: number, to: number): void;
  reset(): void;
  /** As PostgreSQL would print it; null when there is no value, or none that can be known here. */
  value(): string | null;
}

/**
 * The accumulator of an aggregate. Only the order of numbers, dates and local times is known here; the
 * extremes of other types depend on the database's collation and have no value.
 */
export function accumulatorOf(aggregate: Aggregate, type: ColumnType): Accumulator {
  const isNumber = type === 'integer' || type === 'decimal';
  switch (aggregate) {
    case 'sum':
      return isNumber ? new DecimalSum() : new Unknown();
    case 'avg':
      return isNumber ? new Average() : new Unknown();
    case 'count':
      return new Count();
    case 'count_distinct':
      return new DistinctCount(type === 'decimal');
    case 'min':
    case 'max': {
      const sign = aggregate === 'min' ? -1 : 1;
      if (isNumber) return new NumberExtreme(sign);
      return type === 'date' || type === 'timestamp' ? new DateExtreme(sign) : new Unknown();
    }
  }
}

class Unknown implements Accumulator {
  add(): void {}
  reset(): void {}
  value(): null {
    return null;
  }
}

class Count implements Accumulator {
  private count = 0;
  add(): void {
    this.count++;
  }
  reset(): void {
    this.count = 0;
  }
  value(): string {
    return String(this.count);
  }
}

class Average implements Accumulator {
  private readonly sum = new DecimalSum();
  add(bytes: Buffer, from: number, to: number): void {
    this.sum.add(bytes, from, to);
  }
  reset(): void {
    this.sum.reset();
  }
  value(): string | null {
    if (this.sum.count === 0) return null;
    const total = this.sum.total();
    return typeof total === 'string' ? total : formatDecimal(divideLikePostgres(total, this.sum.count));
  }
}

/** Beyond this many values a group's distinct count is not worth its memory. */
const MAX_DISTINCT = 200_000;

class DistinctCount implements Accumulator {
  private readonly seen = new Set<string>();
  private isTooMany = false;
  constructor(private readonly isDecimal: boolean) {}
  add(bytes: Buffer, from: number, to: number): void {
    if (this.isTooMany) return;
    const text = bytes.toString('latin1', from, to);
    this.seen.add(this.isDecimal && text.includes('.') ? text.replace(/\.?0+$/, '') : text);
    if (this.seen.size > MAX_DISTINCT) {
      this.isTooMany = true;
      this.seen.clear();
    }
  }
  reset(): void {
    this.seen.clear();
    this.isTooMany = false;
  }
  value(): string | null {
    return this.isTooMany ? null : String(this.seen.size);
  }
}

/** Up to 15 significant digits two different decimals are two different doubles, in the same order. */
class NumberExtreme implements Accumulator {
  private best: string | null = null;
  private near = 0;
  constructor(private readonly sign: -1 | 1) {}
  add(bytes: Buffer, from: number, to: number): void {
    const near = nearNumber(bytes, from, to);
    if (this.best !== null) {
      const difference = (near - this.near) * this.sign;
      if (difference < 0) return;
      if (!(difference > 0)) {
        const text = bytes.toString('latin1', from, to);
        if (
          text === this.best ||
          compareNumbers(parseDecimal(text), parseDecimal(this.best)) * this.sign <= 0
        )
          return;
      }
    }
    this.near = near;
    this.best = bytes.toString('latin1', from, to);
  }
  reset(): void {
    this.best = null;
  }
  value(): string | null {
    return this.best;
  }
}

/** The double nearest to a number; NaN counts as infinite, as it sorts last. */
function nearNumber(bytes: Buffer, from: number, to: number): number {
  const near = Number(bytes.toString('latin1', from, to));
  return Number.isNaN(near) ? Infinity : near;
}

/** ISO dates sort as their bytes do; `infinity` sorts after digits and `-infinity` before them. */
class DateExtreme implements Accumulator {
  private best: Buffer | null = null;
  constructor(private readonly sign: -1 | 1) {}
  add(bytes: Buffer, from: number, to: number): void {
    if (this.best && bytes.compare(this.best, 0, this.best.length, from, to) * this.sign <= 0) return;
    this.best = Buffer.from(bytes.subarray(from, to));
  }
  reset(): void {
    this.best = null;
  }
  value(): string | null {
    return this.best?.toString('latin1') ?? null;
  }
}
