import type { UnitQuery } from '../kinds/source-kind.js';
import { tooManyGroups } from '../kinds/relational-binding.js';
import { MAX_GROUPS } from '../kinds/relational-statements.js';
import { TooManyRows } from '../dataset-problems.js';
import type { RowCells } from '../rows/row-cells.js';
import { groupId, type Aggregates, type GroupKey, type GroupState } from './group-states.js';
import { MAX_DISTINCT, StreamedTotal } from './streamed-totals.js';

interface StreamedGroup {
  readonly key: GroupKey;
  row_count: number;
  readonly totals: readonly StreamedTotal[];
}

/** Groups and totals of rows while they pass. Bounded: too many groups or distinct values are refused, never dropped. */
export class StreamedAggregates {
  private readonly all: StreamedGroup;
  private readonly groups = new Map<string, StreamedGroup>();
  private readonly keys: readonly (number | string | null)[];

  /** `places`: where columns stand in the rows; `buCode` stands for the column of that name. */
  constructor(
    private readonly query: UnitQuery,
    private readonly places: ReadonlyMap<string, number>,
    private readonly buCode: string | null,
  ) {
    this.keys = query.group_by.map(({ name }) => this.origin(name));
    this.all = this.group([]);
  }

  add(row: RowCells): void {
    this.addTo(this.all, row);
    if (this.keys.length === 0) return;
    const key = this.keys.map((origin) => (typeof origin === 'number' ? row.text(origin) : origin));
    const id = groupId(key);
    let group = this.groups.get(id);
    if (!group) {
      if (this.groups.size >= MAX_GROUPS) throw tooManyGroups();
      group = this.group(key);
      this.groups.set(id, group);
    }
    this.addTo(group, row);
  }

  result(): Aggregates {
    return {
      all: stateOf(this.all),
      groups: new Map([...this.groups].map(([id, group]) => [id, stateOf(group)])),
    };
  }

  private addTo(group: StreamedGroup, row: RowCells): void {
    group.row_count++;
    for (const total of group.totals) {
      total.add(row);
      if (total.isOverfull) {
        throw TooManyRows.error(
          `A column has more than ${MAX_DISTINCT} distinct values; count them in the source.`,
        );
      }
    }
  }

  private group(key: GroupKey): StreamedGroup {
    const totals = this.query.totals.map((spec) => {
      const origin = spec.column ? this.origin(spec.column.name) : -1;
      return new StreamedTotal(spec, typeof origin === 'number' ? origin : -1, this.query.textOrder);
    });
    return { key, row_count: 0, totals };
  }

  private origin(name: string): number | string | null {
    if (name === 'bu_code' && this.buCode !== null) return this.buCode;
    return this.places.get(name) ?? null;
  }
}

function stateOf({ key, row_count, totals }: StreamedGroup): GroupState {
  return { key, row_count, totals: totals.map((total) => total.state()) };
}
