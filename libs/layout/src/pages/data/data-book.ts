import { LayoutError } from '../../layout-error.js';
import type { Layout, Relation } from '../../model/layout.js';
import type { DataSupply, LayoutLimits, RowSource, TextRow } from '../data-supply.js';
import { relationUp } from '../related-source.js';
import { sourceKey } from '../source-key.js';
import { HeldBudget } from './held-budget.js';
import { asksForOrder, type PlannedSource } from './source-plan.js';
import { SourceState } from './source-state.js';

/** A source whose rows pass through once, and the rows read so far that no band has taken. */
export interface Passing {
  readonly state: SourceState;
  readonly batches: AsyncIterator<readonly TextRow[]>;
  readonly first: readonly TextRow[];
}

/** Every source of a run: opened once, held where rows are looked up, sorted or shown twice, else passing. */
export class DataBook {
  private readonly states = new Map<string, SourceState>();
  private readonly passings = new Map<string, Passing>();
  private readonly budget: HeldBudget;

  constructor(
    private readonly layout: Layout,
    private readonly supply: DataSupply,
    private readonly plan: ReadonlyMap<string, PlannedSource>,
    limits: LayoutLimits,
  ) {
    this.budget = new HeldBudget(limits);
  }

  /** Reads what must be held and the first rows of what passes. Throws `layout-data-missing`, `layout-too-large`. */
  async open(): Promise<void> {
    for (const [key, planned] of this.plan) {
      const source = await this.supply.open(planned.name);
      if (!source && planned.is_shown) {
        throw new LayoutError(
          'layout-data-missing',
          `The layout shows "${planned.name}", but the template has no dataset of this name.`,
          planned.name,
        );
      }
      const declared = this.layout.sources.find((one) => sourceKey(one.name) === key);
      const state = new SourceState(planned.name, source?.columns ?? [], declared);
      this.states.set(key, state);
      if (!source) continue;
      const band = planned.passing;
      if (band && (source.is_ordered || !asksForOrder(band))) await this.pass(key, state, source);
      else await this.hold(state, source);
    }
  }

  private async pass(key: string, state: SourceState, source: RowSource): Promise<void> {
    const batches = source.batches()[Symbol.asyncIterator]();
    let next = await batches.next();
    while (!next.done && next.value.length === 0) next = await batches.next();
    const first = next.done ? [] : next.value;
    state.row = first[0] ?? null;
    this.passings.set(key, { state, batches, first });
  }

  private async hold(state: SourceState, source: RowSource): Promise<void> {
    const rows: TextRow[] = [];
    for await (const batch of source.batches()) {
      this.budget.spend(state.name, batch);
      for (const row of batch) rows.push(row);
    }
    state.rows = rows;
    state.row = rows[0] ?? null;
  }

  /** Ends streams that were not read to their end, so that who feeds them is not left waiting. */
  async close(): Promise<void> {
    for (const { batches } of this.passings.values()) await batches.return?.();
  }

  state(name: string): SourceState | null {
    return this.states.get(sourceKey(name)) ?? null;
  }

  passing(name: string): Passing | null {
    return this.passings.get(sourceKey(name)) ?? null;
  }

  /** The rows that expressions see now, to be put back with `restore`. */
  snapshot(): readonly (TextRow | null)[] {
    return Array.from(this.states.values(), (state) => state.row);
  }

  restore(rows: readonly (TextRow | null)[]): void {
    let at = 0;
    for (const state of this.states.values()) {
      state.row = rows[at] ?? null;
      at += 1;
    }
  }

  /** The source above `state` by the relation or source called `name`, and how to find its row; null = no relation. */
  parent(state: SourceState, name: string): { state: SourceState; find: RowFinder } | null {
    const relation = relationUp(this.layout.relations, state.name, name);
    const above = relation ? this.state(relation.parent) : null;
    return relation && above ? { state: above, find: this.finder(state, above, relation) } : null;
  }

  private finder(child: SourceState, parent: SourceState, relation: Relation): RowFinder {
    const key = child.keyOf(relation.child_columns);
    let last: TextRow | null = null;
    let found: TextRow | null = null;
    return (row) => {
      if (row === last) return found;
      const wanted = key(row);
      last = row;
      found = (wanted === null ? undefined : parent.byKey(relation.parent_columns).get(wanted)?.[0]) ?? null;
      return found;
    };
  }

  /** Finds the rows of `child` that belong to the row of `parent` that expressions see. */
  joiner(parent: SourceState, child: SourceState, relation: Relation): () => readonly TextRow[] {
    const keyOf = parent.keyOf(relation.parent_columns);
    return () => {
      const key = parent.row && keyOf(parent.row);
      return (key === null ? undefined : child.byKey(relation.child_columns).get(key)) ?? [];
    };
  }
}

export type RowFinder = (row: TextRow) => TextRow | null;
