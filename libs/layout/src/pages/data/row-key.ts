import type { Column } from '@galley/dataset';
import { columnValue, valueKey } from '../../expressions/values.js';
import type { TextRow } from '../data-supply.js';

/** Reads the key of a row over some columns; null where one of them is null or absent. Equal values, equal keys. */
export type RowKey = (row: TextRow) => string | null;

export function rowKey(columns: readonly Column[], indexes: readonly (number | undefined)[]): RowKey {
  return (row) => {
    let key = '';
    for (const index of indexes) {
      const cell = index === undefined ? null : (row[index] ?? null);
      if (cell === null) return null;
      const part = normalised(cell, columns[index ?? 0]);
      key += `${part.length}:${part}`;
    }
    return key;
  };
}

/** `1` and `1.00` name the same row; what is no decimal is compared as it is written. */
function normalised(cell: string, column: Column | undefined): string {
  return column?.type === 'decimal' ? valueKey(columnValue(cell, 'decimal')).slice(1) : cell;
}
