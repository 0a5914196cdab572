import { accumulatorOf, type Accumulator, type Column } from '@galley/dataset';
import type { TableLayout } from '@galley/layout';
import type { RowCursor } from './row-cursor.js';

interface Measure {
  readonly index: number;
  readonly accumulator: Accumulator;
}

/** One level of grouping: the open group's key, rows and totals. */
export class GroupLevel {
  rows = 0;
  private key: Buffer | null = null;
  private readonly measures: readonly Measure[];

  constructor(
    readonly index: number,
    layout: TableLayout,
    columns: readonly Column[],
  ) {
    this.measures = layout.totals.map((total) => {
      const at = columns.findIndex((column) => column.name === total.column);
      return { index: at, accumulator: accumulatorOf(total.aggregate, columns[at]?.type ?? 'string') };
    });
  }

  /** The open group's value as PostgreSQL text. */
  get value(): string | null {
    return this.key?.toString('utf8') ?? null;
  }

  /** Totals of the open group in the order of the layout's; null where there is none. */
  totals(): (string | null)[] {
    return this.measures.map(({ accumulator }) => accumulator.value());
  }

  holds(batch: Buffer, row: RowCursor): boolean {
    const from = row.from[this.index]!;
    if (from < 0 || this.key === null) return from < 0 && this.key === null;
    const to = row.to[this.index]!;
    if (to - from !== this.key.length) return false;
    for (let at = 0; at < this.key.length; at++) if (this.key[at] !== batch[from + at]) return false;
    return true;
  }

  open(batch: Buffer, row: RowCursor): void {
    const from = row.from[this.index]!;
    this.key = from < 0 ? null : Buffer.from(batch.subarray(from, row.to[this.index]));
    this.rows = 0;
    for (const { accumulator } of this.measures) accumulator.reset();
  }

  add(batch: Buffer, row: RowCursor): void {
    this.rows++;
    for (const { index, accumulator } of this.measures) {
      const from = row.from[index] ?? -1;
      if (from >= 0) accumulator.add(batch, from, row.to[index]!);
    }
  }
}

/** The nested groups of a table, fed row by row. */
export class Groups {
  readonly levels: readonly GroupLevel[];
  isOpen = false;

  constructor(layout: TableLayout, columns: readonly Column[]) {
    this.levels = layout.groups.map((group) => new GroupLevel(group.index, layout, columns));
  }

  /** Outermost level whose value a row changes; the number of levels when it belongs to the open groups. */
  firstChange(batch: Buffer, row: RowCursor): number {
    if (!this.isOpen) return 0;
    const changed = this.levels.findIndex((level) => !level.holds(batch, row));
    return changed < 0 ? this.levels.length : changed;
  }

  open(from: number, batch: Buffer, row: RowCursor): void {
    this.isOpen = true;
    for (const level of this.levels.slice(from)) level.open(batch, row);
  }

  add(batch: Buffer, row: RowCursor): void {
    for (let level = 0; level < this.levels.length; level++) this.levels[level]!.add(batch, row);
  }
}
