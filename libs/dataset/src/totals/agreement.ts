import type { Aggregate, Column, Json } from '../dataset.js';
import { parseDecimal, tenTo, unitsAt, type Decimal, type NotFinite } from './decimal.js';
import type { Figure, PlacedTotal } from './running-totals.js';

/** Adding doubles in another order may move a sum by one part in this many, and by 10^-6 around zero. */
const FLOAT_PARTS = tenTo(9);
const FLOAT_ZERO_DIGITS = 6;

/** True where rows can be added up to what the database must have found; `ControlTotals` says where not, and why. */
export function isVerifiable({ request, column }: PlacedTotal): boolean {
  const isNumber = column.type === 'integer' || column.type === 'decimal';
  switch (request.aggregate) {
    case 'count':
      return true;
    case 'sum':
    case 'avg':
      return isNumber;
    case 'min':
    case 'max':
      return isNumber || column.type === 'date';
    default:
      return false;
  }
}

/** True when our figure and the database's agree; by currency, neither may have one that the other lacks. */
export function figureAgrees(total: PlacedTotal, ours: Figure, theirs: Json): boolean {
  const { column, request } = total;
  if (!total.isPerCurrency) {
    return (ours === null || typeof ours === 'string') && agrees(request.aggregate, column, ours, theirs);
  }
  if (ours === null || typeof ours === 'string') return false;
  if (theirs === null || typeof theirs !== 'object' || Array.isArray(theirs)) return false;
  const known = new Map<string, Json>(Object.entries(theirs));
  const codes = new Set([...Object.keys(ours), ...known.keys()]);
  return [...codes].every((code) =>
    agrees(request.aggregate, column, ours[code] ?? null, known.get(code) ?? null),
  );
}

/**
 * True when a total of ours and the database's are the same by value (`1.50` is `1.5`). An average may differ
 * by one in its last printed digit, whatever digits the database chose to print. A column without a scale may
 * come from float8, which the database adds inexactly: there one part in 10^9, or 10^-6, is allowed. The sum of
 * nothing, which is null in SQL, may be 0.
 */
export function agrees(aggregate: Aggregate, column: Column, ours: string | null, theirs: Json): boolean {
  if (ours === null && aggregate === 'sum') return theirs === null || isZero(theirs);
  if (ours === null || theirs === null) return ours === theirs;
  if (typeof theirs !== 'string' && typeof theirs !== 'number') return false;
  if (ours === String(theirs)) return true;
  if (aggregate !== 'count' && column.type !== 'integer' && column.type !== 'decimal') return false;
  const a = readNumber(ours);
  const b = readNumber(String(theirs));
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string')
    return a !== null && a === b;
  const scale = Math.max(a.scale, b.scale);
  const difference = magnitude(unitsAt(a, scale) - unitsAt(b, scale));
  if (difference === 0n) return true;
  if (aggregate === 'avg')
    return difference <= tenTo(scale - b.scale) || isNearFloat(column, b, scale, difference);
  return aggregate === 'sum' && isNearFloat(column, b, scale, difference);
}

function isNearFloat(column: Column, value: Decimal, scale: number, difference: bigint): boolean {
  if (column.type !== 'decimal' || typeof column.scale === 'number') return false;
  if (difference * FLOAT_PARTS <= magnitude(unitsAt(value, scale))) return true;
  return difference * tenTo(FLOAT_ZERO_DIGITS) <= tenTo(scale);
}

function isZero(value: Json): boolean {
  return (typeof value === 'string' || typeof value === 'number') && /^-?0*\.?0*$/.test(String(value));
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function readNumber(text: string): Decimal | NotFinite | null {
  try {
    return parseDecimal(text);
  } catch {
    return null;
  }
}
