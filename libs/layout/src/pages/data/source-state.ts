import type { Column, ColumnType } from '@galley/dataset';
import type { Expression } from '../../expressions/contract.js';
import type { LayoutSource } from '../../model/layout.js';
import type { TextRow } from '../data-supply.js';
import { sourceKey } from '../source-key.js';
import { type RowKey, rowKey } from './row-key.js';

/** Where the value of a column comes from. */
export type ColumnPlace =
  | { readonly kind: 'stored'; readonly index: number; readonly type: ColumnType }
  | { readonly kind: 'calculated'; readonly expression: Expression };

const NO_ROWS: readonly TextRow[] = [];

/** One source while it is printed: its columns, the row that expressions see, and its rows where they are held. */
export class SourceState {
  /** The row that expressions see; null before the first and in an empty source. */
  row: TextRow | null = null;
  rows: readonly TextRow[] = NO_ROWS;
  private readonly places = new Map<string, ColumnPlace>();
  private readonly indexes = new Map<string, ReadonlyMap<string, readonly TextRow[]>>();

  constructor(
    readonly name: string,
    readonly columns: readonly Column[],
    declared: LayoutSource | undefined,
  ) {
    columns.forEach((column, index) => {
      const key = sourceKey(column.name);
      const said = declared?.columns.find((one) => sourceKey(one.name) === key)?.type;
      // A dataset of texts (a CSV, a JSON field) becomes what the layout knows its columns to be.
      const type = column.type === 'string' && said ? said : column.type;
      if (!this.places.has(key)) this.places.set(key, { kind: 'stored', index, type });
    });
    for (const column of declared?.columns ?? []) {
      if (!column.expression) continue;
      this.places.set(sourceKey(column.name), { kind: 'calculated', expression: column.expression });
    }
  }

  place(column: string): ColumnPlace | null {
    return this.places.get(sourceKey(column)) ?? null;
  }

  keyOf(columns: readonly string[]): RowKey {
    return rowKey(
      this.columns,
      columns.map((name) => {
        const place = this.place(name);
        return place?.kind === 'stored' ? place.index : undefined;
      }),
    );
  }

  /** Rows by the key of these columns, in their order; made once. */
  byKey(columns: readonly string[]): ReadonlyMap<string, readonly TextRow[]> {
    const name = columns.map(sourceKey).join('\n');
    const known = this.indexes.get(name);
    if (known) return known;
    const index = new Map<string, TextRow[]>();
    const read = this.keyOf(columns);
    for (const row of this.rows) {
      const key = read(row);
      if (key === null) continue;
      const rows = index.get(key);
      if (rows) rows.push(row);
      else index.set(key, [row]);
    }
    this.indexes.set(name, index);
    return index;
  }
}
