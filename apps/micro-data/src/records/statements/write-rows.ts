import type { RecordValues } from '@galley/dataset';
import { Prisma, type SqlTx } from '@galley/platform';
import type { ChildShape, TableShape } from '../shape/record-shape.js';
import { documentOf } from '../values/read-json.js';
import { all, column, list, tableOf } from './names.js';

/** A row to be written: its id and columns. */
export interface RowToWrite {
  readonly id: string;
  readonly values: RecordValues;
}

/** Who writes, for the columns that say so. */
export interface Writer {
  readonly organization_id: string;
  readonly actor_id: string;
}

/**
 * Rows as PostgreSQL reads them from one JSON text: the table's own row type gives every cell its type, for one row as
 * for thousands, in one statement.
 */
function source(shape: TableShape, rows: readonly RowToWrite[]): Prisma.Sql {
  const documents = shape.plain.flatMap(({ name, field }) => (field.kind === 'json' ? [name] : []));
  const rowOf = ({ id, values }: RowToWrite): object => ({ ...values, ...parsed(values, documents), id });
  const text = JSON.stringify(rows.map(rowOf));
  return Prisma.sql`json_populate_recordset(null::${tableOf(shape)}, ${text}::json)`;
}

/** Documents as such: a text of one would be kept as a text. */
function parsed(values: RecordValues, documents: readonly string[]): object {
  return Object.fromEntries(documents.map((name) => [name, documentOf(values[name])]));
}

const of = (alias: string) => (name: string) => Prisma.sql`${Prisma.raw(alias)}.${column(name)}`;

export async function insertRows(
  tx: SqlTx,
  shape: TableShape,
  { organization_id, actor_id }: Writer,
  rows: readonly RowToWrite[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    insert into ${tableOf(shape)}
      (id, organization_id, created_by_id, updated_by_id, created_at, updated_at, ${list(shape.stored.map(column))})
    select r.id, ${organization_id}::uuid, ${actor_id}::uuid, ${actor_id}::uuid, now(), now(), ${list(shape.stored.map(of('r')))}
    from ${source(shape, rows)} r`;
}

/** Writes `columns` of rows that are there, and answers which changed: what holds these values already keeps its version. */
export async function updateRows(
  tx: SqlTx,
  shape: TableShape,
  { actor_id }: Writer,
  rows: readonly RowToWrite[],
  columns: readonly string[] = shape.stored,
): Promise<readonly string[]> {
  if (rows.length === 0 || columns.length === 0) return [];
  const assignments = columns.map((name) => Prisma.sql`${column(name)} = r.${column(name)}`);
  const changed = await tx.$queryRaw<{ id: string }[]>`
    update ${tableOf(shape)} t
    set ${list(assignments)}, version = t.version + 1, updated_at = now(), updated_by_id = ${actor_id}::uuid
    from ${source(shape, rows)} r
    where t.id = r.id and (${list(columns.map(of('t')))}) is distinct from (${list(columns.map(of('r')))})
    returning t.id`;
  return changed.map(({ id }) => id);
}

/** Gives records a new version without another value: something that belongs to them has changed. */
export async function touchRows(
  tx: SqlTx,
  shape: TableShape,
  { actor_id }: Writer,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    update ${tableOf(shape)} set version = version + 1, updated_at = now(), updated_by_id = ${actor_id}::uuid
    where id = any (${[...ids]}::uuid[])`;
}

/** What names a record among its likes, to compare; null when it has no name. */
export function keyOf({ key, nameless_without }: TableShape, values: RecordValues): string | null {
  const cells = key.map((name) => values[name] ?? null);
  const isNamed = nameless_without === null || (values[nameless_without] ?? null) !== null;
  return isNamed && cells.some((cell) => cell !== null) ? JSON.stringify(cells) : null;
}

/** The ids of living rows that have the same key as rows to be written, by the ids of the latter; locked. */
export async function findByKey(
  tx: SqlTx,
  shape: TableShape,
  rows: readonly RowToWrite[],
): Promise<ReadonlyMap<string, string>> {
  const named = rows.filter(({ values }) => keyOf(shape, values) !== null);
  if (named.length === 0) return new Map();
  const same = shape.key.map((name) => {
    const own = of('t')(name);
    const other = of('r')(name);
    if (!shape.blank_keys.includes(name)) return Prisma.sql`${own} = ${other}`;
    // Not "is not distinct from", which no index serves; the other columns of the key find the few that come here.
    return Prisma.sql`(${own} = ${other} or (${own} is null and ${other} is null))`;
  });
  const standing =
    shape.state === null || shape.freed.length === 0
      ? []
      : [Prisma.sql`${of('t')(shape.state)} <> all (${[...shape.freed]}::text[])`];
  const found = await tx.$queryRaw<{ given: string; id: string }[]>`
    select r.id as given, t.id from ${source(shape, named)} r
    join ${tableOf(shape)} t on ${all([...same, ...standing])}
    where t.deleted_at is null and t.organization_id = (select platform.current_organization())
    for update of t`;
  return new Map(found.map(({ given, id }) => [given, id]));
}

/** Marks rows as deleted. Answers one column of them. */
export async function deleteRows(
  tx: SqlTx,
  shape: TableShape,
  { actor_id }: Writer,
  conditions: readonly Prisma.Sql[],
  answered = 'id',
): Promise<readonly string[]> {
  const deleted = await tx.$queryRaw<{ answered: string }[]>`
    update ${tableOf(shape)} t
    set deleted_at = now(), deleted_by_id = ${actor_id}::uuid, updated_at = now(), updated_by_id = ${actor_id}::uuid,
      version = t.version + 1
    where ${all([Prisma.sql`t.deleted_at is null`, ...conditions])}
    returning t.${column(answered)} as answered`;
  return deleted.map((row) => row.answered);
}

/**
 * Makes the children of records exactly those given: others go, known ones change, new ones come. Answers the records
 * whose children are not what they were.
 */
export async function writeChildren(
  tx: SqlTx,
  shape: ChildShape,
  writer: Writer,
  parents: readonly string[],
  rows: readonly RowToWrite[],
): Promise<ReadonlySet<string>> {
  const { parent } = shape.children;
  const known = await findByKey(tx, shape, rows);
  const gone = await deleteRows(
    tx,
    shape,
    writer,
    [
      Prisma.sql`t.${column(parent)} = any (${[...parents]}::uuid[])`,
      Prisma.sql`t.id <> all (${[...known.values()]}::uuid[])`,
    ],
    parent,
  );
  const staying = rows.flatMap(({ id, values }) => {
    const own = known.get(id);
    return own === undefined ? [] : [{ id: own, values }];
  });
  const coming = rows.filter(({ id }) => !known.has(id));
  const changed = new Set(await updateRows(tx, shape, writer, staying));
  await insertRows(tx, shape, writer, coming);
  const touched = [...staying.filter(({ id }) => changed.has(id)), ...coming];
  return new Set([...gone, ...touched.map(({ values }) => String(values[parent]))]);
}
