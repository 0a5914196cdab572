import type { Column } from '@galley/dataset';
import { RenderError } from '../render-error.js';
import { RowCells } from './row-cells.js';

/**
 * Tells where one group ends and the next begins, in rows that are ordered by the grouping columns: a group is
 * a run of equal key bytes, null being a key of its own.
 */
export class GroupTracker {
  /** Positions of the grouping columns, outermost first. */
  readonly indexes: readonly number[];
  private readonly cells: RowCells;
  /** Key of the group that is open, per level. */
  private readonly keys: (Buffer | null)[] = [];
  private isOpen = false;

  /** Errors: `RenderError` `group-column-missing` when a column is not in the dataset. */
  constructor(columns: readonly Column[], groupBy: readonly string[]) {
    this.indexes = groupBy.map((name) => {
      const index = columns.findIndex((column) => column.name === name);
      if (index < 0)
        throw new RenderError('group-column-missing', `the dataset has no column "${name}" to group by`);
      return index;
    });
    this.cells = new RowCells(this.indexes);
  }

  /** The outermost level whose group ends before this row; -1 when the row belongs to the open groups. */
  endedBy(batch: Buffer, at: number): number {
    this.cells.locate(batch, at);
    if (!this.isOpen) return -1;
    for (let level = 0; level < this.indexes.length; level++) {
      if (!this.isSame(batch, level)) return level;
    }
    return -1;
  }

  /** Opens groups with the keys of the row that `endedBy` was asked about. */
  open(batch: Buffer): void {
    this.isOpen = true;
    for (let level = 0; level < this.indexes.length; level++) {
      const to = this.cells.to[level]!;
      this.keys[level] = to < 0 ? null : Buffer.from(batch.subarray(this.cells.from[level], to));
    }
  }

  /** The key of the open group as PostgreSQL's text; null for null. */
  key(level: number): string | null {
    return this.keys[level]?.toString() ?? null;
  }

  private isSame(batch: Buffer, level: number): boolean {
    const key = this.keys[level] ?? null;
    const from = this.cells.from[level]!;
    const to = this.cells.to[level]!;
    if (key === null || to < 0) return key === null && to < 0;
    if (key.length !== to - from) return false;
    for (let i = 0; i < key.length; i++) if (key[i] !== batch[from + i]) return false;
    return true;
  }
}
