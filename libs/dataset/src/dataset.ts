/**
 * The Dataset: the only thing that travels from micro-data to micro-report.
 * Wire names are snake_case everywhere; decimals and integers beyond 2^53 are strings.
 */

/** Closed set: every PostgreSQL type maps to exactly one of these (see `column-types.ts`). */
export type ColumnType =
  'string' | 'integer' | 'decimal' | 'date' | 'timestamp' | 'boolean' | 'uuid' | 'json';

/** What a column is for: grouped and filtered by, or added up. */
export type ColumnRole = 'dimension' | 'measure';

export interface Column {
  readonly name: string;
  readonly label: string;
  readonly type: ColumnType;
  /** Fraction digits of a decimal; null when the source leaves them free. */
  readonly scale?: number | null;
  /** A display hint (`money`, `percent`, `quantity`, `yyyy-MM-dd` …); null = by type. */
  readonly format: string | null;
  readonly role: ColumnRole;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Row = Readonly<Record<string, Json>>;

export const AGGREGATES = ['sum', 'avg', 'min', 'max', 'count', 'count_distinct'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

export interface TotalRequest {
  readonly column: string;
  readonly aggregate: Aggregate;
  /** Key of the total in `totals`; the column's name when absent. */
  readonly as?: string;
}

export interface OrderBy {
  readonly column: string;
  readonly direction?: 'asc' | 'desc';
  readonly nulls?: 'first' | 'last';
}

/** Body of `POST /api/datasets/execute`; `api.md` holds the meaning of each field. */
export interface DatasetRequest {
  readonly name?: string;
  readonly builder_key?: string;
  readonly bu_codes?: readonly string[];
  readonly filters?: Readonly<Record<string, Json>>;
  readonly params?: Readonly<Record<string, Json>>;
  readonly columns?: readonly string[];
  readonly order_by?: readonly OrderBy[];
  readonly group_by?: readonly string[];
  readonly totals?: readonly TotalRequest[];
  readonly limit?: number;
  readonly offset?: number;
  /** IANA zone in which local days begin and timestamps are shown; the organization's when absent. */
  readonly timezone?: string;
  /** `fail` (default): one failing business unit fails the request; `partial`: it is named in the summary. */
  readonly on_unit_failure?: 'fail' | 'partial';
}

export type Totals = Readonly<Record<string, Json>>;

export interface DatasetGroup {
  readonly key: Readonly<Record<string, Json>>;
  readonly totals: Totals;
  readonly row_count: number;
}

/** How one business unit fared in a fan-out. */
export interface UnitSummary {
  readonly bu_code: string;
  readonly status: 'ok' | 'failed';
  readonly row_count: number;
  readonly duration_ms: number;
  /** ISO 4217 code of the unit's base currency, when it states one. */
  readonly currency: string | null;
  readonly problem: ProblemSummary | null;
}

export interface ProblemSummary {
  readonly code: string;
  readonly detail: string;
}

export interface DatasetSummary {
  readonly source: string;
  /** Rows in this dataset, after `limit` and `offset`. */
  readonly row_count: number;
  readonly bu_codes: readonly string[];
  readonly units: readonly UnitSummary[];
  readonly filters: Readonly<Record<string, Json>>;
  readonly params: Readonly<Record<string, Json>>;
  /** Filters a function or procedure has no use for; named so that nothing is silently missing. */
  readonly ignored_filters: readonly string[];
  readonly executed_at: string;
  readonly duration_ms: number;
  readonly timezone: string;
  /** True when `limit` cut rows off. */
  readonly truncated: boolean;
  /** `sha256:` over columns and row bytes. */
  readonly fingerprint: string;
  readonly warnings: readonly string[];
  /** Of a comparison: what became of the rows, and what they were compared with. */
  readonly compared?: ComparedSummary;
}

/** Rows of a comparison by what became of them, and the dataset it was made with. */
export interface ComparedSummary {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Fingerprint of the other dataset, when it was read, and by which question. */
  readonly with: string;
  readonly executed_at: string;
  readonly filters: Readonly<Record<string, Json>>;
  readonly params: Readonly<Record<string, Json>>;
}

/** First part of a dataset: known before the first row. */
export interface DatasetHeader {
  readonly columns: readonly Column[];
  /**
   * Base currency (ISO 4217) of each business unit, by `bu_code`, the first column; only where the units have more than
   * one. Totals for which `isPerCurrency` holds are then one figure per currency: `{"THB": "…", "USD": "…"}`.
   * Where rows state their currency themselves (`currency_column`), that column comes first and this maps its values.
   */
  readonly currencies?: Readonly<Record<string, string>> | null;
  /** The first column, where it says the currency of a row; absent = currencies are those of business units. */
  readonly currency_column?: string;
}

/** Last part of a dataset: a stream without it was cut. */
export interface DatasetTrailer {
  readonly totals: Totals;
  readonly groups: readonly DatasetGroup[];
  readonly summary: DatasetSummary;
}

export interface Dataset extends DatasetHeader, DatasetTrailer {
  readonly rows: readonly Row[];
}

/** `Accept` values of `POST /api/datasets/execute`. */
export const DATASET_MEDIA = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  /** PostgreSQL DataRow messages between a header and a trailer frame; see `frames.ts`. */
  rows: 'application/vnd.galley.rows',
} as const;
