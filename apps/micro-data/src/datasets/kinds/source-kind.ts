import type { DatasetBuilder, Json, SqlFragment } from '@galley/dataset';
import type { DialogField } from '@galley/template';
import type { ColumnHints } from '../../catalog/column-hints.js';
import type { SourceColumn } from '../../catalog/source-column.js';
import type { Session } from '../../sessions/session.js';
import type { RowBatch } from '../batch-queue.js';
import type { TextOrder } from '../order/compare-cells.js';
import type { DeclaredParam, ParamValues } from '../params/declared-params.js';
import type { Aggregates } from '../totals/group-states.js';
import type { TotalSpec } from '../totals/total-state.js';

/** A row of `tb_dataset_source`, read: what is bound, and what is known about it. */
export interface BoundSource {
  readonly name: string;
  readonly source_type: string;
  /** Bare name in the business unit's schema; null for builders. */
  readonly source_name: string | null;
  readonly builder: DatasetBuilder | null;
  readonly params: readonly DeclaredParam[];
  readonly fields: readonly DialogField[];
  readonly hints: ColumnHints;
  readonly max_rows: number | null;
  readonly timeout_ms: number | null;
}

/** Where and with what a source is bound for one read. */
export interface BindRequest {
  readonly source: BoundSource;
  readonly session: Session;
  /** For problems; null where the source is read once per organization. */
  readonly bu_code: string | null;
  readonly organization_id: string;
  readonly timezone: string;
  readonly params: ParamValues;
}

/** Every parameter left out: enough to ask which columns there are. */
export function noParams({ params }: BoundSource): ParamValues {
  return Object.fromEntries(params.map(({ key }) => [key, null]));
}

/** One column of the order, with the defaults of PostgreSQL filled in. */
export interface OrderTerm {
  readonly column: SourceColumn;
  readonly isDescending: boolean;
  readonly isNullsFirst: boolean;
}

/** What is asked of one business unit. Columns are those of the whole dataset: a unit may lack some of them. */
export interface UnitQuery {
  readonly bu_code: string | null;
  readonly columns: readonly SourceColumn[];
  /** The cells of a row, in order. */
  readonly output: readonly SourceColumn[];
  readonly filters: Readonly<Record<string, Json>>;
  readonly fields: readonly DialogField[];
  readonly order: readonly OrderTerm[];
  /** True when the rows will be merged with those of other units, so that their order must be one we can repeat. */
  readonly isMerged: boolean;
  readonly textOrder: TextOrder;
  readonly skip: number;
  /** Rows to give at most; null = all. */
  readonly take: number | null;
  readonly totals: readonly TotalSpec[];
  readonly group_by: readonly SourceColumn[];
  /** Column that says the currency of a row, where totals are to be known for each; null = they are not. */
  readonly currency: SourceColumn | null;
  /** True when distinct values must be added to those of other units. */
  readonly keepsDistinct: boolean;
  /** Count the matching rows first, up to this many; null = do not. */
  readonly countUpTo: number | null;
}

/** The answer of one unit. */
export interface UnitRows {
  /** Matching rows, where they were counted before the first came. */
  readonly matched: number | null;
  batches(): AsyncGenerator<RowBatch>;
  /** Over all matching rows; known once `batches()` is exhausted. Null when none were asked for. */
  aggregates(): Aggregates | null;
}

/** A source bound in one business unit. Sees one snapshot until its session is closed. */
export interface Binding {
  /** Every column the unit has, in order. */
  readonly columns: readonly SourceColumn[];
  open(query: UnitQuery): Promise<UnitRows>;
  /** Values of a column over all matching rows, as text, null included; absent where the kind cannot ask. */
  distinct?(column: SourceColumn, query: DistinctQuery): Promise<readonly (string | null)[]>;
}

export type DistinctQuery = Pick<UnitQuery, 'bu_code' | 'columns' | 'filters' | 'fields'>;

/** How filters that fill no parameter are taken: `refuse` unknown ones, `ignore` and list them, or ignore all. */
export type FilterPolicy = 'refuse-unknown' | 'ignore-unknown' | 'ignore-all';

/**
 * A kind of source. A new one is one file beside this and one line in `registry.ts`; `conformance.int-spec.ts` says what
 * every kind must do.
 */
export interface SourceKind {
  readonly key: string;
  readonly filters: FilterPolicy;
  /** True when `source_params` name arguments; a view has none. */
  readonly takesParams: boolean;
  /** Whether rows are read per business unit. */
  isPerUnit(source: BoundSource): boolean;
  /** What `bind` will ask the catalog in that schema, so that a new session can answer it at once. */
  asksFirst(source: BoundSource, schema: string): readonly SqlFragment[];
  /**
   * Resolves the bound object and its live columns. Throws `binding-drift` naming both sides when the unit has no such
   * object or one of another kind, `source-failed` when the object itself cannot be read.
   */
  bind(request: BindRequest): Promise<Binding>;
  /** The live columns without reading anything; null when only a run with real parameters can tell. Throws as `bind`. */
  describe(place: Omit<BindRequest, 'params'>): Promise<readonly SourceColumn[] | null>;
  /** Identifies the definition that is bound; changes with it. Throws as `bind` does. */
  definitionHash(request: Omit<BindRequest, 'params'>): Promise<string>;
}
