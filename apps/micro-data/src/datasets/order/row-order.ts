import type { ColumnType } from '@galley/dataset';
import type { OrderTerm } from '../kinds/source-kind.js';
import { compareCells, type TextOrder } from './compare-cells.js';

/** One column of an order and its place in the rows. */
export interface OrderKey extends OrderTerm {
  readonly index: number;
}

/** The cells that decide a row's place, as text. */
export type RowKey = readonly (string | null)[];

/** Compares rows by their key cells as the database would. */
export function compareRows(keys: readonly OrderKey[], order: TextOrder): (a: RowKey, b: RowKey) => number {
  const compares = keys.map(({ column, isDescending, isNullsFirst }) => {
    const compare = compareCells(column.type satisfies ColumnType, order);
    return (a: string | null, b: string | null): number => {
      if (a === b) return 0;
      if (a === null || b === null) return (a === null) === isNullsFirst ? -1 : 1;
      return isDescending ? compare(b, a) : compare(a, b);
    };
  });
  return (a, b) => {
    for (const [index, compare] of compares.entries()) {
      const difference = compare(a[index] ?? null, b[index] ?? null);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}
