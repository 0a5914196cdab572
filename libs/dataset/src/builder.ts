import type { Column, Json } from './dataset.js';
import type { SqlFragment } from './sql.js';

/**
 * Types a parameter of a function, procedure or builder may have. `json` is a document: given as an object or a list, or as the
 * text of one; functions and builders get its text.
 */
export const PARAM_TYPES = ['date', 'timestamp', 'text', 'uuid', 'int', 'numeric', 'bool', 'json'] as const;
export type ParamScalar = (typeof PARAM_TYPES)[number];
export type ParamType = ParamScalar | `${ParamScalar}[]`;

/** One parameter of a builder. Absent: `default` when there is one, else null when `nullable`, else the request is refused. */
export interface BuilderParam {
  /** Key in `params` of the request. */
  readonly name: string;
  readonly type: ParamType;
  readonly nullable: boolean;
  readonly default?: Json;
  /** The only values it takes; absent = any of its type. */
  readonly choices?: readonly string[];
}

/** What a builder may know about the request. */
export interface BuilderContext {
  /** Schema of the business unit being read (of the organization, for that scope; else `own_schema`); checked, to be used through `identifier`. */
  readonly schema: string;
  readonly organization_id: string;
  /** Every declared parameter, checked against its type; null where a nullable one was left out. */
  readonly params: Readonly<Record<string, Json>>;
  /** IANA zone in which local days begin. */
  readonly timezone: string;
}

/**
 * A dataset source written in code, named by `builder_key`.
 *
 * `build` answers one SELECT (or WITH … SELECT) without a final semicolon that returns exactly `columns`, in that order.
 * It is pure: no I/O, the same context gives the same SQL. Tables are schema-qualified and every value is bound, which
 * the `sql` tag gives for free. micro-data wraps the text as a sub-query (filters, groups, order, paging), so the
 * fragment's own values come first, and runs it read only with the unit's role, time limit and search_path.
 */
export interface DatasetBuilder {
  /** `<pack>.<name>`, unique over all packs. */
  readonly key: string;
  readonly label: string;
  /** `business_unit`: run once per unit of the request; `organization`: run once. */
  readonly scope: 'business_unit' | 'organization';
  /**
   * With scope `organization`: the schema of the product's own database that is read, whatever data sources the
   * organization has. Row-level security there decides by the signed context of the reader's session which rows are seen.
   */
  readonly own_schema?: string;
  /** Rows that leave the house by an approved export request only; absent = they need none. */
  readonly is_export?: boolean;
  readonly params: readonly BuilderParam[];
  /**
   * Column that holds the ISO 4217 code of a row's money. Where matching rows have several, it leads the columns and totals of
   * money are one per currency.
   */
  readonly currency_column?: string;
  /** What the builder knows better than the database does: label, scale, format, role; the type comes from the live columns. */
  readonly columns: readonly (Partial<Column> & Pick<Column, 'name'>)[];
  build(context: BuilderContext): SqlFragment;
}
