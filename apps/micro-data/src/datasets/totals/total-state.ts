import {
  compareNumbers,
  divideLikePostgres,
  formatDecimal,
  parseDecimal,
  tenTo,
  toJsonValue,
  unitsAt,
  type Aggregate,
  type Column,
  type Decimal,
  type Json,
  type NotFinite,
} from '@galley/dataset';
import { compareCells, type TextOrder } from '../order/compare-cells.js';

/** What is known of one requested total over some of the rows: enough to be added to what is known over others. */
export interface TotalState {
  /** Values that are not null. */
  readonly count: number;
  readonly sum: Decimal | NotFinite | null;
  /** Smallest or largest value, as PostgreSQL text. */
  readonly extreme: string | null;
  /** The different values, where they must be added to those of other units. */
  readonly distinct: ReadonlySet<string> | null;
}

export const EMPTY_TOTAL: TotalState = { count: 0, sum: null, extreme: null, distinct: null };

/** The total of a column as the request names it; `*` stands for the row itself. */
export interface TotalSpec {
  readonly key: string;
  readonly column: Column | null;
  readonly aggregate: Aggregate;
}

export function addTotals(spec: TotalSpec, a: TotalState, b: TotalState, order: TextOrder): TotalState {
  return {
    count: a.count + b.count,
    sum: addNumbers(a.sum, b.sum),
    extreme: further(spec, a.extreme, b.extreme, order),
    distinct: a.distinct && b.distinct ? new Set([...a.distinct, ...b.distinct]) : (a.distinct ?? b.distinct),
  };
}

/** The total as the JSON form holds it: the sum of nothing is 0, its average and extremes are null. */
export function totalValue(spec: TotalSpec, state: TotalState): Json {
  const { column, aggregate } = spec;
  switch (aggregate) {
    case 'count':
      return state.count;
    case 'count_distinct':
      return state.distinct ? state.distinct.size : state.count;
    case 'sum':
      return toJsonValue(column?.type ?? 'decimal', state.sum === null ? '0' : textOf(state.sum));
    case 'avg':
      return state.sum === null || state.count === 0
        ? null
        : average(state.sum, state.count, column?.scale ?? null);
    case 'min':
    case 'max':
      return toJsonValue(column?.type ?? 'string', state.extreme);
  }
}

/** An average has the digits its column declares, rounded half away from zero, else those PostgreSQL gives it. */
function average(sum: Decimal | NotFinite, count: number, scale: number | null): string {
  if (typeof sum === 'string') return sum;
  if (scale === null) return formatDecimal(divideLikePostgres(sum, count));
  const digits = Math.max(scale, sum.scale);
  const divisor = BigInt(count) * tenTo(digits - scale);
  const units = unitsAt(sum, digits);
  const magnitude = units < 0n ? -units : units;
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n);
  return formatDecimal({ units: units < 0n ? -rounded : rounded, scale });
}

export function addNumbers(
  a: Decimal | NotFinite | null,
  b: Decimal | NotFinite | null,
): Decimal | NotFinite | null {
  if (a === null || b === null) return a ?? b;
  if (typeof a === 'string' || typeof b === 'string') {
    const notFinite = [a, b].filter((one): one is NotFinite => typeof one === 'string');
    return notFinite.every((one) => one === notFinite[0]) ? (notFinite[0] ?? null) : 'NaN';
  }
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

function further(spec: TotalSpec, a: string | null, b: string | null, order: TextOrder): string | null {
  if (a === null || b === null) return a ?? b;
  const type = spec.column?.type ?? 'string';
  const difference =
    type === 'integer' || type === 'decimal'
      ? compareNumbers(parseDecimal(a), parseDecimal(b))
      : compareCells(type, order)(a, b);
  return difference === 0 || difference < 0 === (spec.aggregate === 'min') ? a : b;
}

function textOf(sum: Decimal | NotFinite): string {
  return typeof sum === 'string' ? sum : formatDecimal(sum);
}
