import type { Json } from '@galley/dataset';
import type { Fault } from '@galley/template';

const MAX_CONDITIONS = 50;
const MAX_DEPTH = 5;
const MAX_VALUES = 1_000;

interface Extent {
  conditions: number;
  values: number;
  depth: number;
}

/** Filters nobody needs and a database should not see: too many, too deep, too long. Null = within the limits. */
export function filterLimitFault(filters: Readonly<Record<string, Json>>): Fault | null {
  const extent: Extent = { conditions: 0, values: 0, depth: 0 };
  measure(filters, 1, extent);
  const detail =
    extent.depth > MAX_DEPTH
      ? `is nested deeper than ${MAX_DEPTH} levels`
      : extent.conditions > MAX_CONDITIONS
        ? `has more than ${MAX_CONDITIONS} conditions`
        : extent.values > MAX_VALUES
          ? `has more than ${MAX_VALUES} values`
          : null;
  return detail === null ? null : { pointer: '/filters', detail };
}

const JOINTS = new Set(['AND', 'OR', 'NOT']);

/** One condition per column; AND, OR and NOT are one level deeper each. */
function measure(filters: Readonly<Record<string, Json>>, depth: number, extent: Extent): void {
  extent.depth = Math.max(extent.depth, depth);
  if (depth > MAX_DEPTH) return;
  for (const [key, value] of Object.entries(filters)) {
    if (!JOINTS.has(key)) {
      extent.conditions += 1;
      extent.values += countValues(value);
      continue;
    }
    for (const part of Array.isArray(value) ? (value as readonly Json[]) : [value]) {
      if (isObject(part)) measure(part, depth + 1, extent);
    }
  }
}

function countValues(value: Json): number {
  if (Array.isArray(value))
    return (value as readonly Json[]).reduce<number>((sum, one) => sum + countValues(one), 0);
  if (isObject(value)) return Object.values(value).reduce<number>((sum, one) => sum + countValues(one), 0);
  return 1;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
