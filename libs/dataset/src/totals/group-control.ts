import type { Column, DatasetGroup, DatasetTrailer, Json } from '../dataset.js';
import { toJsonValue } from '../row-reader.js';
import { figureAgrees, isVerifiable } from './agreement.js';
import { ControlTotalsError } from './control-totals.js';
import type { Figure, PlacedTotal, RunningTotals } from './running-totals.js';

/** Groups that are held at most: as many as micro-data answers with. */
const MAX_GROUPS = 50_000;

interface DrawnGroup {
  readonly rows: number;
  readonly figures: readonly Figure[];
}

/**
 * Compares the innermost groups that a document draws with those the database formed: each once, with the same rows
 * and totals. What `ControlTotals` does not compare is not compared here either. Holds a key and figures per group until
 * the trailer comes, for 50,000 groups; beyond that, for groups by a decimal (equal numbers may be written differently),
 * and where the trailer has no groups of these columns, rows and totals of the whole are the only proof.
 */
export class GroupControl {
  private readonly drawn = new Map<string, DrawnGroup>();
  private readonly isPossible: boolean;
  private isTooMany = false;
  private twice: string | null = null;

  /** `columns`: the grouping columns, outermost first. */
  constructor(
    private readonly columns: readonly Column[],
    private readonly totals: readonly PlacedTotal[],
  ) {
    this.isPossible = columns.length > 0 && columns.every(({ type }) => type !== 'decimal');
  }

  /** Takes a group that ends: its key as PostgreSQL's text, level by level, and what its rows add up to. */
  add(key: readonly (string | null)[], running: RunningTotals): void {
    if (!this.isPossible || this.isTooMany) return;
    const id = this.idOf((column, level) => toJsonValue(column.type, key[level] ?? null));
    if (this.drawn.has(id)) this.twice ??= id;
    if (this.drawn.size >= MAX_GROUPS) {
      this.isTooMany = true;
      this.drawn.clear();
      return;
    }
    this.drawn.set(id, {
      rows: running.rows,
      figures: this.totals.map((_, position) => running.figure(position)),
    });
  }

  /** Throws `ControlTotalsError` when the database formed other groups, or they came to other figures. */
  verify(trailer: DatasetTrailer): void {
    const { groups, summary } = trailer;
    if (!this.isPossible || this.isTooMany || summary.truncated || !this.isOurs(groups[0])) return;
    if (this.twice !== null) throw new ControlTotalsError(`group ${this.twice} was drawn twice`);
    if (groups.length !== this.drawn.size) {
      throw new ControlTotalsError(
        `${this.drawn.size} groups were drawn and the database formed ${groups.length}`,
      );
    }
    for (const group of groups) this.compare(group);
  }

  private compare(group: DatasetGroup): void {
    const id = this.idOf(({ name }) => group.key[name] ?? null);
    const drawn = this.drawn.get(id);
    if (!drawn) throw new ControlTotalsError(`group ${id} was not drawn`);
    if (drawn.rows !== group.row_count) {
      throw new ControlTotalsError(`group ${id}: ${drawn.rows} rows were drawn of ${group.row_count}`);
    }
    this.totals.forEach((total, position) => {
      const theirs = group.totals[total.key];
      const ours = drawn.figures[position] ?? null;
      if (theirs === undefined || !isVerifiable(total) || figureAgrees(total, ours, theirs)) return;
      const both = `the rows give ${JSON.stringify(ours)} and the database ${JSON.stringify(theirs)}`;
      throw new ControlTotalsError(`group ${id}, total "${total.key}": ${both}`);
    });
  }

  private isOurs(group: DatasetGroup | undefined): boolean {
    const names = group ? Object.keys(group.key) : [];
    return names.length === this.columns.length && this.columns.every(({ name }) => names.includes(name));
  }

  private idOf(cell: (column: Column, level: number) => Json): string {
    return JSON.stringify(this.columns.map(cell));
  }
}
