import { quoteIdent, sql, SqlIdentifier, type Column, type SqlFragment } from '@galley/dataset';
import { isFloat, isText, SQL_TYPE } from '../../catalog/column-types.js';
import type { SourceColumn } from '../../catalog/source-column.js';
import { compileFilters } from '../filters/compile-filters.js';
import { collated, columnRef, filterColumn } from '../filters/filter-column.js';
import type { FilterScope } from '../filters/filter-scope.js';
import type { TotalSpec } from '../totals/total-state.js';
import type { DistinctQuery, OrderTerm, UnitQuery } from './source-kind.js';

/** What a unit has: something to select from, and its columns. */
export interface Relation {
  readonly from: SqlFragment;
  readonly columns: readonly SourceColumn[];
}

/** Groups in one answer at most; they are held in memory. */
export const MAX_GROUPS = 50_000;

/** Name of the column that says which business unit a row is from. */
export const BU_CODE = 'bu_code';

const S = new SqlIdentifier('s');
const R = new SqlIdentifier('r');

/** The rows of the relation in the columns of the dataset, as `s`; PostgreSQL flattens it, so indexes still serve. */
function base(relation: Relation, query: Pick<UnitQuery, 'columns' | 'bu_code'>): SqlFragment {
  const columns = query.columns.map((column) => {
    const value =
      column.name === BU_CODE && query.bu_code !== null
        ? sql`${query.bu_code}::text`
        : cast(relation, column);
    return sql`${value} as ${new SqlIdentifier(quoteIdent(column.name))}`;
  });
  return sql`(select ${list(columns)} from ${relation.from} as ${R}) as ${S}`;
}

function cast(relation: Relation, column: SourceColumn): SqlFragment {
  const own = relation.columns.find(({ name }) => name === column.name);
  if (!own) return sql`null::${SQL_TYPE[column.type]}`;
  const ref = new SqlIdentifier(`r.${quoteIdent(own.name)}`);
  // By its text: the shortest digits that read back as the same double, as an exact number.
  if (isFloat(own.oid) && column.type === 'decimal') return sql`${ref}::text::numeric`;
  return own.oid === column.oid ? sql`${ref}` : sql`${ref}::${SQL_TYPE[column.type]}`;
}

export function rowsStatement(relation: Relation, query: UnitQuery, scope: FilterScope): SqlFragment {
  const cells = query.output.map(({ name }) => sql`${columnRef(name)}`);
  const order =
    query.order.length > 0
      ? sql` order by ${list(query.order.map((term) => orderTerm(term, query, scope)))}`
      : sql``;
  const limit = query.take === null ? sql`` : sql` limit ${query.take}::bigint`;
  const offset = query.skip > 0 ? sql` offset ${query.skip}::bigint` : sql``;
  return sql`select ${list(cells)} from ${base(relation, query)}${where(query, scope)}${order}${limit}${offset}`;
}

/** Number of matching rows, counted no further than `limit`. */
export function countStatement(
  relation: Relation,
  query: UnitQuery,
  scope: FilterScope,
  limit: number,
): SqlFragment {
  const rows = sql`select 1 from ${base(relation, query)}${where(query, scope)} limit ${limit}::bigint`;
  return sql`select count(*) from (${rows}) as matching`;
}

/** The values of a column over all matching rows, each once; more than `limit` are not told. */
export function distinctStatement(
  relation: Relation,
  column: SourceColumn,
  query: DistinctQuery,
  scope: FilterScope,
  limit: number,
): SqlFragment {
  return sql`select distinct ${columnRef(column.name)}::text from ${base(relation, query)}${where(query, scope)} limit ${limit}::bigint`;
}

/**
 * One row per group and one over all rows: `is total · key cells · row count · cells of each total`. Where currencies are
 * told apart, all of it once for each, with the currency as the first key.
 */
export function aggregatesStatement(relation: Relation, query: UnitQuery, scope: FilterScope): SqlFragment {
  const keys = query.group_by.map(({ name }) => sql`${columnRef(name)}`);
  const currency = query.currency ? [currencyKey(query.currency.name, query)] : [];
  const totals = query.totals.flatMap((spec) => totalCells(spec, query, scope));
  const cells = list([...currency.map((ref) => sql`${ref}::text`), ...keys, sql`count(*)`, ...totals]);
  const from = sql`from ${base(relation, query)}${where(query, scope)}`;
  if (keys.length === 0) {
    return currency.length > 0
      ? sql`select 1, ${cells} ${from} group by ${list(currency)}`
      : sql`select 1, ${cells} ${from}`;
  }
  const order = query.group_by.map((column) =>
    orderTerm({ column, isDescending: false, isNullsFirst: false }, query, scope),
  );
  const isTotal = sql`grouping(${list(keys)})`;
  return sql`select ${isTotal}, ${cells} ${from} group by grouping sets ((${list([...currency, ...keys])}), (${list(currency)})) order by 1 desc, ${list(order)} limit ${MAX_GROUPS + 2}::bigint`;
}

/**
 * The currency beside the other keys. Where it is one of them, too, it is written otherwise: the same expression would be
 * in both grouping sets, and `grouping` could not tell a group from the row over all.
 */
function currencyKey(name: string, { group_by }: UnitQuery): SqlFragment {
  const ref = columnRef(name);
  return group_by.some((column) => column.name === name) ? sql`(${ref}::text || '')` : sql`${ref}`;
}

/** How many cells `aggregatesStatement` gives for a total; `readTotal` reads them. */
export function totalWidth({ aggregate }: TotalSpec): number {
  return aggregate === 'sum' || aggregate === 'avg' ? 2 : 1;
}

function totalCells(spec: TotalSpec, query: UnitQuery, scope: FilterScope): SqlFragment[] {
  if (!spec.column) return [sql`count(*)`];
  const source = spec.column as SourceColumn;
  const { value, ref } = filterColumn(source);
  switch (spec.aggregate) {
    case 'sum':
    case 'avg':
      return [sql`sum(${ref})`, sql`count(${ref})`];
    case 'count':
      return [sql`count(${ref})`];
    case 'count_distinct': {
      if (!query.keepsDistinct) return [sql`count(distinct ${value})`];
      const text = spec.column.type === 'decimal' ? sql`trim_scale(${ref})::text` : sql`${ref}::text`;
      return [sql`json_agg(distinct ${text}) filter (where ${ref} is not null)`];
    }
    case 'min':
      return [sql`min(${extremeOf(spec.column, value, scope)})`];
    case 'max':
      return [sql`max(${extremeOf(spec.column, value, scope)})`];
  }
}

function extremeOf(column: Column, value: SqlFragment, scope: FilterScope): SqlFragment {
  return column.type === 'string' ? collated(sql`${value}::text`, scope) : value;
}

function orderTerm(
  { column, isDescending, isNullsFirst }: OrderTerm,
  query: UnitQuery,
  scope: FilterScope,
): SqlFragment {
  const direction = isDescending ? sql` desc` : sql` asc`;
  const nulls = isNullsFirst ? sql` nulls first` : sql` nulls last`;
  return sql`${orderValue(column, query, scope)}${direction}${nulls}`;
}

/** Enums, intervals and their like keep their own order, unless rows must be merged by what we see of them: text. */
function orderValue(column: SourceColumn, query: UnitQuery, scope: FilterScope): SqlFragment {
  const ref = columnRef(column.name);
  if (column.type !== 'string' || (!isText(column.oid) && !query.isMerged)) return sql`${ref}`;
  if (query.isMerged && query.textOrder === 'bytes') return sql`${ref}::text collate "C"`;
  return collated(sql`${ref}::text`, scope);
}

function where(query: Pick<UnitQuery, 'filters'>, scope: FilterScope): SqlFragment {
  const condition = compileFilters(query.filters, scope);
  return condition ? sql` where ${condition}` : sql``;
}

function list(parts: readonly SqlFragment[]): SqlFragment {
  const [first, ...rest] = parts;
  return first ? rest.reduce((all, part) => sql`${all}, ${part}`, first) : sql``;
}
