import { parseDecimal } from '@galley/dataset';
import type { Session, SessionRows } from '../../sessions/session.js';
import type { TextCells } from '../../sessions/pipeline.js';
import { TooManyRows } from '../dataset-problems.js';
import type { FilterScope } from '../filters/filter-scope.js';
import { addAggregates, groupId, type Aggregates, type GroupState } from '../totals/group-states.js';
import { EMPTY_TOTAL, type TotalSpec, type TotalState } from '../totals/total-state.js';
import {
  aggregatesStatement,
  countStatement,
  distinctStatement,
  MAX_GROUPS,
  rowsStatement,
  totalWidth,
  type Relation,
} from './relational-statements.js';
import { drift } from './binding-drift.js';
import type { BindRequest, Binding, UnitQuery, UnitRows } from './source-kind.js';

/** ISO 4217 has fewer. */
const MAX_CURRENCIES = 200;

type Place = Pick<BindRequest, 'session' | 'source' | 'bu_code'>;

/** A binding to anything that SQL can select from: the database filters, orders, groups and adds up. */
export function relationalBinding(place: Place, relation: Relation): Binding {
  return {
    columns: relation.columns,
    open: (query) => openRelation(place, relation, query),
    async distinct(column, query) {
      const { session } = place;
      const { hasUnicodeCollation } = session;
      const scope = { columns: query.columns, fields: query.fields, hasUnicodeCollation };
      const statement = distinctStatement(relation, column, query, scope, MAX_CURRENCIES + 1);
      return (await cellsOf(session, statement)).map(([value = null]) => value);
    },
  };
}

async function openRelation(place: Place, relation: Relation, query: UnitQuery): Promise<UnitRows> {
  const { session } = place;
  const scope: FilterScope = {
    columns: query.columns,
    fields: query.fields,
    hasUnicodeCollation: session.hasUnicodeCollation,
  };
  const aggregates = wantsAggregates(query)
    ? readAggregates(query, await cellsOf(session, aggregatesStatement(relation, query, scope)))
    : null;
  let matched = aggregates?.all.row_count ?? null;
  if (matched === null && query.countUpTo !== null) {
    const [row] = await cellsOf(session, countStatement(relation, query, scope, query.countUpTo));
    matched = Number(row?.[0]);
  }
  return {
    matched,
    aggregates: () => aggregates,
    async *batches() {
      const rows = await session.rows(rowsStatement(relation, query, scope));
      requireSameTypes(place, relation, query, rows);
      yield* rows.batches();
    },
  };
}

/** What was described a few seconds ago may have changed since: cells of another type would be misread. */
function requireSameTypes(
  place: Place,
  { columns }: Relation,
  { output }: UnitQuery,
  { fields }: SessionRows,
): void {
  const isOther = output.some(
    ({ name, oid }, index) =>
      columns.some((column) => column.name === name) && fields[index]?.dataTypeID !== oid,
  );
  if (isOther) throw drift(place, 'changed the types of its columns just now; try again');
}

export function wantsAggregates(query: UnitQuery): boolean {
  return query.totals.length > 0 || query.group_by.length > 0;
}

async function cellsOf(
  session: Session,
  statement: ReturnType<typeof rowsStatement>,
): Promise<readonly TextCells[]> {
  const [result] = await session.run(statement);
  return result?.rows ?? [];
}

function readAggregates(query: UnitQuery, rows: readonly TextCells[]): Aggregates {
  if (rows.length > MAX_GROUPS + 1) throw tooManyGroups();
  if (!query.currency) return readPart(query, rows);
  const byCurrency = new Map<string | null, TextCells[]>();
  for (const row of rows) {
    const currency = row[1] ?? null;
    byCurrency.set(currency, [...(byCurrency.get(currency) ?? []), row]);
  }
  const parts = [...byCurrency].map(([currency, own]) => ({
    ...readPart(
      query,
      own.map(([flag = null, , ...cells]) => [flag, ...cells]),
    ),
    currency,
  }));
  const whole = addAggregates(query.totals, parts, query.textOrder) ?? readPart(query, []);
  return { ...whole, parts };
}

function readPart(query: UnitQuery, rows: readonly TextCells[]): Aggregates {
  const groups = new Map<string, GroupState>();
  let all: GroupState = { key: [], row_count: 0, totals: query.totals.map(() => EMPTY_TOTAL) };
  for (const [flag, ...cells] of rows) {
    const group = readGroup(query, cells);
    // grouping() is 0 where every key is one of the row's own.
    if (flag === '0') groups.set(groupId(group.key), group);
    else all = { ...group, key: [] };
  }
  return { all, groups };
}

export function tooManyGroups(): ReturnType<typeof TooManyRows.error> {
  return TooManyRows.error(`The rows fall into more than ${MAX_GROUPS} groups; group by fewer columns.`);
}

function readGroup(query: UnitQuery, cells: TextCells): GroupState {
  const width = query.group_by.length;
  let at = width + 1;
  return {
    key: cells.slice(0, width),
    row_count: Number(cells[width]),
    totals: query.totals.map((spec) => {
      const from = at;
      at += totalWidth(spec);
      return readTotal(spec, cells.slice(from, at));
    }),
  };
}

function readTotal({ aggregate }: TotalSpec, [cell = null, count = null]: TextCells): TotalState {
  switch (aggregate) {
    case 'sum':
    case 'avg':
      return { ...EMPTY_TOTAL, sum: cell === null ? null : parseDecimal(cell), count: Number(count) };
    case 'count':
      return { ...EMPTY_TOTAL, count: Number(cell) };
    case 'count_distinct':
      if (cell?.startsWith('[')) return { ...EMPTY_TOTAL, distinct: new Set(JSON.parse(cell) as string[]) };
      return { ...EMPTY_TOTAL, count: Number(cell ?? 0) };
    default:
      return { ...EMPTY_TOTAL, extreme: cell };
  }
}
