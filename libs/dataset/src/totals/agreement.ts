import type { Aggregate, Column, Json } from '../dataset.js';
import { parseDecimal, tenTo, unitsAt, type Decimal, type NotFinite } from './decimal.js';

/** Adding doubles in another order may move a sum by one part in this many, and by 10^-6 around zero. */
const FLOAT_PARTS = tenTo(9);
const FLOAT_ZERO_DIGITS = 6;

/**
 * True when a total of ours and the database's are the same by value (`1.50` is `1.5`). An average may differ
 * by one in its last printed digit, whatever digits the database chose to print. A column without a scale may
 * come from float8, which the database adds inexactly: there one part in 10^9, or 10^-6, is allowed.
 */
export function agrees(aggregate: Aggregate, column: Column, ours: string | null, theirs: Json): boolean {
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
