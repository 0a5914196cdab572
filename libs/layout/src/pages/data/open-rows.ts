import type { Value } from '../../expressions/contract.js';
import { textOf } from '../../expressions/values.js';
import { LayoutError } from '../../layout-error.js';
import type { DataBand, GroupBand } from '../../model/bands.js';
import type { Layout } from '../../model/layout.js';
import type { TextRow } from '../data-supply.js';
import { relationBetween } from '../related-source.js';
import type { RunScope } from '../scope/run-scope.js';
import { isTrue } from '../totals/total-board.js';
import type { DataBook } from './data-book.js';
import { CountCursor, HeldCursor, PassingCursor, type RowCursor, TreeCursor } from './row-cursor.js';
import { type CompareTexts, sortedBy } from './row-order.js';
import type { SourceState } from './source-state.js';
import { treeOrder } from './tree-order.js';

/** A band without data is a form: nobody prints more of them. */
const MAX_COUNT = 100_000;

type Joiner = () => readonly TextRow[];

/** Finds the rows of bands, charts and matrices. */
export class RowOpener {
  /** Sources of the bands that are being printed, outermost first. */
  readonly enclosing: SourceState[] = [];
  private readonly joiners = new Map<string, Joiner | null>();

  constructor(
    private readonly layout: Layout,
    private readonly book: DataBook,
    private readonly scope: RunScope,
    private readonly compareTexts: CompareTexts,
  ) {}

  /** Rows of a data band within the row printed now: filtered, sorted by its groups and keys, cut at `max_rows`. */
  open(data: DataBand, groups: readonly GroupBand[]): RowCursor {
    if (data.source === null) return new CountCursor(Math.min(Math.max(0, data.row_count), MAX_COUNT));
    const limit = data.max_rows > 0 ? data.max_rows : Number.POSITIVE_INFINITY;
    const passing = this.book.passing(data.source);
    if (passing) return new PassingCursor(passing, () => this.admits(data, passing.state), limit);
    const state = this.state(data.source);
    const rows = this.within(state, () =>
      this.joined(state, data.relation).filter((row) => {
        state.row = row;
        return !data.filter || isTrue(data.filter.evaluate(this.scope));
      }),
    );
    const sorted = this.sorted(state, rows, data, groups).slice(0, limit);
    return data.hierarchy
      ? new TreeCursor(state, this.tree(state, sorted, data.hierarchy))
      : new HeldCursor(state, sorted);
  }

  /** Calls `visit` with each row of a source that belongs to the row printed now; rows in sight are put back. */
  each(source: string, visit: () => void): void {
    const state = this.state(source);
    const rows = this.joined(state, null);
    this.within(state, () => {
      for (const row of rows) {
        state.row = row;
        visit();
      }
    });
  }

  private admits(data: DataBand, state: SourceState): boolean {
    if (!data.filter) return true;
    const before = this.scope.state.source;
    this.scope.state.source = state;
    const admitted = isTrue(data.filter.evaluate(this.scope));
    this.scope.state.source = before;
    return admitted;
  }

  private state(source: string): SourceState {
    const state = this.book.state(source);
    if (state) return state;
    throw new LayoutError('layout-data-missing', `The layout shows "${source}", which was not read.`, source);
  }

  /** All rows, or those of the nearest enclosing row that a relation joins to the source. */
  private joined(state: SourceState, relation: string | null): readonly TextRow[] {
    for (let at = this.enclosing.length - 1; at >= 0; at -= 1) {
      const parent = this.enclosing[at];
      const joiner = parent ? this.joiner(parent, state, relation) : null;
      if (joiner) return joiner();
    }
    return state.rows;
  }

  /** Looked for once: a detail is joined for every row of its master. */
  private joiner(parent: SourceState, child: SourceState, relation: string | null): Joiner | null {
    const name = `${parent.name}\n${child.name}\n${relation ?? ''}`;
    let joiner = this.joiners.get(name);
    if (joiner === undefined) {
      const between = relationBetween(this.layout.relations, parent.name, child.name, relation);
      joiner = between ? this.book.joiner(parent, child, between) : null;
      this.joiners.set(name, joiner);
    }
    return joiner;
  }

  private sorted(
    state: SourceState,
    rows: readonly TextRow[],
    data: DataBand,
    groups: readonly GroupBand[],
  ): readonly TextRow[] {
    const keys = [
      ...groups
        .filter((group) => group.sort !== 'none')
        .map(({ condition, sort }) => ({ value: condition, descending: sort === 'desc' })),
      ...data.sort,
    ];
    if (keys.length === 0) return rows;
    const read = (row: TextRow): Value[] => {
      state.row = row;
      return keys.map((key) => key.value.evaluate(this.scope));
    };
    return this.within(state, () =>
      sortedBy(
        rows,
        read,
        keys.map((key) => key.descending),
        this.compareTexts,
      ),
    );
  }

  private tree(
    state: SourceState,
    rows: readonly TextRow[],
    hierarchy: NonNullable<DataBand['hierarchy']>,
  ): ReturnType<typeof treeOrder<TextRow>> {
    return this.within(state, () => {
      const keys = new Map(
        rows.map((row) => {
          state.row = row;
          const [id, parent] = [hierarchy.id, hierarchy.parent].map((key) => key.evaluate(this.scope));
          return [row, { id: this.keyOf(id), parent: this.keyOf(parent) }];
        }),
      );
      return treeOrder(
        rows,
        (row) => keys.get(row)?.id ?? null,
        (row) => keys.get(row)?.parent ?? null,
      );
    });
  }

  private keyOf(value: Value | undefined): string | null {
    const text = textOf(value ?? null, this.scope.locale);
    return text === '' ? null : text;
  }

  /** Evaluates among rows of a source; the row in sight is put back. */
  private within<T>(state: SourceState, evaluate: () => T): T {
    const { row } = state;
    const { source } = this.scope.state;
    this.scope.state.source = state;
    try {
      return evaluate();
    } finally {
      state.row = row;
      this.scope.state.source = source;
    }
  }
}
