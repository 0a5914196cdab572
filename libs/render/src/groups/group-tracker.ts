import type { Column, RowCells } from '@galley/dataset';
import { RenderError } from '../render-error.js';

/** A grouping column and where it stands in the dataset. */
export interface GroupColumn {
  readonly column: Column;
  readonly index: number;
}

/**
 * Tells where one group ends and the next begins, in rows that are ordered by the grouping columns: a group is
 * a run of equal key bytes, null being a key of its own.
 */
export class GroupTracker {
  /** Outermost first. */
  readonly columns: readonly GroupColumn[];
  /** Key of the group that is open, per level. */
  private readonly keys: (Buffer | null)[] = [];
  isOpen = false;

  /** Errors: `RenderError` `group-column-missing` when a column is not in the dataset. */
  constructor(columns: readonly Column[], groupBy: readonly string[]) {
    this.columns = groupBy.map((name) => {
      const index = columns.findIndex((column) => column.name === name);
      const column = columns[index];
      if (!column)
        throw new RenderError('group-column-missing', `the dataset has no column "${name}" to group by`);
      return { column, index };
    });
  }

  /** The outermost level whose key a row changes; the number of levels when it belongs to the open groups. */
  firstChange(batch: Buffer, cells: RowCells): number {
    if (!this.isOpen) return 0;
    for (let level = 0; level < this.columns.length; level++) {
      if (!this.isSame(batch, cells, level)) return level;
    }
    return this.columns.length;
  }

  /** Opens the groups of a row from a level inwards. */
  open(from: number, batch: Buffer, cells: RowCells): void {
    this.isOpen = true;
    for (let level = from; level < this.columns.length; level++) {
      const { index } = this.columns[level]!;
      const to = cells.to[index]!;
      this.keys[level] = to < 0 ? null : Buffer.from(batch.subarray(cells.from[index], to));
    }
  }

  /** The key of the open group as PostgreSQL's text; null for null. */
  key(level: number): string | null {
    return this.keys[level]?.toString() ?? null;
  }

  private isSame(batch: Buffer, cells: RowCells, level: number): boolean {
    const { index } = this.columns[level]!;
    const key = this.keys[level] ?? null;
    const from = cells.from[index]!;
    const to = cells.to[index]!;
    if (key === null || to < 0) return key === null && to < 0;
    if (key.length !== to - from) return false;
    for (let i = 0; i < key.length; i++) if (key[i] !== batch[from + i]) return false;
    return true;
  }
}
