import type { TextOrder } from '../order/compare-cells.js';
import { addTotals, type TotalSpec, type TotalState } from './total-state.js';

/** Cells of the group's columns, as PostgreSQL text. */
export type GroupKey = readonly (string | null)[];

export interface GroupState {
  readonly key: GroupKey;
  readonly row_count: number;
  readonly totals: readonly TotalState[];
}

/** What is known of all matching rows of one unit, or of several. */
export interface Aggregates {
  readonly all: GroupState;
  /** By `groupId`, in the order of the database (one unit) or of arrival. */
  readonly groups: ReadonlyMap<string, GroupState>;
  /** The same currency by currency, where the rows state it; null = rows without. Absent = they do not state it. */
  readonly parts?: readonly (Aggregates & { readonly currency: string | null })[];
}

export function groupId(key: GroupKey): string {
  return JSON.stringify(key);
}

export function addGroups(
  specs: readonly TotalSpec[],
  a: GroupState,
  b: GroupState,
  order: TextOrder,
): GroupState {
  return {
    key: a.key,
    row_count: a.row_count + b.row_count,
    totals: specs.map((spec, index) => {
      const [left, right] = [a.totals[index], b.totals[index]];
      if (!left || !right) throw new RangeError('states of other totals cannot be added');
      return addTotals(spec, left, right, order);
    }),
  };
}

/** Adds what is known of several units. */
export function addAggregates(
  specs: readonly TotalSpec[],
  parts: readonly Aggregates[],
  order: TextOrder,
): Aggregates | null {
  const [first, ...rest] = parts;
  if (!first) return null;
  const groups = new Map(first.groups);
  let { all } = first;
  for (const part of rest) {
    all = addGroups(specs, all, part.all, order);
    for (const [id, group] of part.groups) {
      const known = groups.get(id);
      groups.set(id, known ? addGroups(specs, known, group, order) : group);
    }
  }
  return { all, groups };
}
