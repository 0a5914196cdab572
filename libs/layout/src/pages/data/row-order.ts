import type { Value } from '../../expressions/contract.js';
import { dateKey } from '../../expressions/dates.js';
import { isDate, isNumber } from '../../expressions/values.js';

export type CompareTexts = (a: string, b: string) => number;

/** A value made ready for many comparisons. */
interface Sortable {
  readonly value: Value;
  /** Of a number: the nearest double; equal doubles are compared exactly. */
  readonly near: number;
  readonly text: string;
  readonly kind: number;
}

/** Sorts stably by several keys. Nulls come first ascending, last descending; kinds do not mix but by kind. */
export function sortedBy<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly Value[],
  descending: readonly boolean[],
  compareTexts: CompareTexts,
): T[] {
  const keyed = items.map((item) => ({ item, keys: keysOf(item).map(sortable) }));
  keyed.sort((a, b) => {
    for (let at = 0; at < descending.length; at += 1) {
      const order = compare(a.keys[at], b.keys[at], compareTexts);
      if (order !== 0) return descending[at] ? -order : order;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}

/** Negative, zero or positive: numbers by size, dates by time, texts by the collation given. */
export function compareValues(a: Value, b: Value, compareTexts: CompareTexts): number {
  return compare(sortable(a), sortable(b), compareTexts);
}

function sortable(value: Value): Sortable {
  if (value === null) return { value, near: 0, text: '', kind: 0 };
  if (typeof value === 'boolean') return { value, near: value ? 1 : 0, text: '', kind: 1 };
  if (typeof value === 'string') return { value, near: 0, text: value, kind: 4 };
  if (isDate(value)) return { value, near: 0, text: dateKey(value), kind: 3 };
  return { value, near: value.toNumber(), text: '', kind: 2 };
}

function compare(a: Sortable | undefined, b: Sortable | undefined, compareTexts: CompareTexts): number {
  if (!a || !b || a.kind !== b.kind) return (a?.kind ?? 0) - (b?.kind ?? 0);
  if (a.near !== b.near) return a.near < b.near ? -1 : 1;
  if (a.kind === 4) return compareTexts(a.text, b.text);
  if (a.kind === 3) return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
  return isNumber(a.value) && isNumber(b.value) ? a.value.cmp(b.value) : 0;
}
