import type { TextRow } from '../data-supply.js';
import type { Passing } from './data-book.js';
import type { SourceState } from './source-state.js';
import type { TreeRow } from './tree-order.js';

/** Rows of one data band, one at a time. The source's state holds the row that `next` came to. */
export interface RowCursor {
  /** Null: a band without data. */
  readonly state: SourceState | null;
  /** `wait`: more rows must be read first. */
  next(): 'row' | 'end' | 'wait';
  read(): Promise<void>;
  /** Level and number of the row in a tree. */
  readonly tree: Pick<TreeRow<TextRow>, 'level' | 'number'> | null;
  /** Rows in all, where that is known beforehand. */
  readonly count: number | null;
}

/** Rows that are held. */
export class HeldCursor implements RowCursor {
  readonly tree = null;
  private at = -1;

  constructor(
    readonly state: SourceState,
    private readonly rows: readonly TextRow[],
  ) {}

  get count(): number {
    return this.rows.length;
  }

  next(): 'row' | 'end' {
    this.at += 1;
    const row = this.rows[this.at];
    if (!row) return 'end';
    this.state.row = row;
    return 'row';
  }

  async read(): Promise<void> {}
}

/** Rows that are held and form a tree. */
export class TreeCursor implements RowCursor {
  private at = -1;

  constructor(
    readonly state: SourceState,
    private readonly rows: readonly TreeRow<TextRow>[],
  ) {}

  get count(): number {
    return this.rows.length;
  }

  get tree(): TreeRow<TextRow> | null {
    return this.rows[this.at] ?? null;
  }

  next(): 'row' | 'end' {
    this.at += 1;
    const { tree } = this;
    if (!tree) return 'end';
    this.state.row = tree.row;
    return 'row';
  }

  async read(): Promise<void> {}
}

/** A band printed a number of times, without data. */
export class CountCursor implements RowCursor {
  readonly state = null;
  readonly tree = null;
  private left: number;

  constructor(readonly count: number) {
    this.left = count;
  }

  next(): 'row' | 'end' {
    this.left -= 1;
    return this.left >= 0 ? 'row' : 'end';
  }

  async read(): Promise<void> {}
}

/** Rows that pass through; those the filter refuses and those beyond `limit` are left out. */
export class PassingCursor implements RowCursor {
  readonly tree = null;
  readonly count = null;
  readonly state: SourceState;
  private batch: readonly TextRow[];
  private at = -1;
  private isDone = false;
  private taken = 0;

  constructor(
    private readonly passing: Passing,
    private readonly admits: () => boolean,
    private readonly limit: number,
  ) {
    this.state = passing.state;
    this.batch = passing.first;
  }

  next(): 'row' | 'end' | 'wait' {
    const { state } = this;
    const before = state.row;
    while (this.taken < this.limit) {
      this.at += 1;
      const row = this.batch[this.at];
      if (!row) {
        state.row = before;
        return this.isDone ? 'end' : 'wait';
      }
      state.row = row;
      if (!this.admits()) continue;
      this.taken += 1;
      return 'row';
    }
    return 'end';
  }

  async read(): Promise<void> {
    const next = await this.passing.batches.next();
    this.isDone = next.done === true;
    this.batch = next.done ? [] : next.value;
    this.at = -1;
  }
}
