import { Prisma, type SqlTx } from '@galley/platform';
import type { ChildShape, PlainColumn, TableShape } from '../shape/record-shape.js';
import { all, column, list, tableOf } from './names.js';

/** A record as it goes over the wire. */
export type RecordRow = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly version: number;
};

const INSTANT = Prisma.raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`);

/** A column of `t`, or what is computed from it, or null where the actor may not see it. */
export function visibleCell({ name, field }: PlainColumn): Prisma.Sql {
  const cell = field.computed_by
    ? Prisma.sql`${Prisma.raw(field.computed_by)}(t)`
    : Prisma.sql`t.${column(name)}`;
  if (!field.seen_by) return cell;
  return Prisma.sql`case when coalesce((select platform.actor_level()) = any (${[...field.seen_by]}::text[]), true) then ${cell} end`;
}

/** A column of `t` in its spelling on the wire. */
function wireValue(plain: PlainColumn): Prisma.Sql {
  const cell = visibleCell(plain);
  switch (plain.field.kind) {
    case 'decimal':
      return Prisma.sql`${cell}::text`;
    case 'date':
      return Prisma.sql`to_char(${cell}, 'YYYY-MM-DD')`;
    case 'timestamp':
      return Prisma.sql`to_char(${cell} at time zone 'UTC', ${INSTANT})`;
    case 'integer':
      return Prisma.sql`${cell}::integer`;
    default:
      return cell;
  }
}

/** The alias under which the record that a reference names is joined. */
function aliasOf(name: string): Prisma.Sql {
  return column(`of_${name}`);
}

function fieldsOf({ plain, references }: TableShape): readonly Prisma.Sql[] {
  const named = (value: Prisma.Sql, name: string): Prisma.Sql => Prisma.sql`${value} as ${column(name)}`;
  return [
    ...references.flatMap((reference) => [
      Prisma.sql`t.${column(reference.column)}`,
      named(Prisma.sql`${aliasOf(reference.name)}.${column(reference.field.by)}`, reference.key_name),
    ]),
    ...plain
      .filter(({ field }) => !field.write_only)
      .map((plain_column) => named(wireValue(plain_column), plain_column.name)),
  ];
}

const HISTORY: readonly Prisma.Sql[] = [
  Prisma.sql`t.version`,
  Prisma.sql`to_char(t.created_at at time zone 'UTC', ${INSTANT}) as created_at`,
  Prisma.sql`t.created_by_id`,
  Prisma.sql`to_char(t.updated_at at time zone 'UTC', ${INSTANT}) as updated_at`,
  Prisma.sql`t.updated_by_id`,
];

function joinsOf({ references }: TableShape): Prisma.Sql {
  const joins = references.map(({ name, column: own, target }) => {
    const alias = aliasOf(name);
    return Prisma.sql`left join ${tableOf(target)} ${alias}
      on ${alias}.organization_id = t.organization_id and ${alias}.id = t.${column(own)}`;
  });
  return joins.length === 0 ? Prisma.empty : Prisma.join(joins, ' ');
}

/** The living records that satisfy the conditions, which speak of `t`. */
export function selectRecords(
  tx: SqlTx,
  shape: TableShape,
  conditions: readonly Prisma.Sql[],
  tail: Prisma.Sql = Prisma.empty,
): Promise<RecordRow[]> {
  return tx.$queryRaw`
    select ${list([Prisma.sql`t.id`, ...fieldsOf(shape), ...HISTORY])}
    from ${tableOf(shape)} t ${joinsOf(shape)}
    where ${all([...living, ...conditions])} ${tail}`;
}

export async function countRecords(
  tx: SqlTx,
  shape: TableShape,
  conditions: readonly Prisma.Sql[],
): Promise<number> {
  const [row] = await tx.$queryRaw<{ total: bigint }[]>`
    select count(*) as total from ${tableOf(shape)} t where ${all([...living, ...conditions])}`;
  return Number(row?.total ?? 0);
}

/** The children of one record, in their own order or by their key. */
export function selectChildren(tx: SqlTx, shape: ChildShape, parentId: string): Promise<RecordRow[]> {
  const { parent, key, order: place } = shape.children;
  // What is referred to, in the order of what people call it.
  const order = [place ?? key].flat().map((name) => {
    const reference = shape.references.find((one) => one.name === name);
    return reference
      ? Prisma.sql`${aliasOf(name)}.${column(reference.field.by)}`
      : Prisma.sql`t.${column(name)}`;
  });
  return tx.$queryRaw`
    select ${list([Prisma.sql`t.id`, ...fieldsOf(shape)])}
    from ${tableOf(shape)} t ${joinsOf(shape)}
    where ${all([...living, Prisma.sql`t.${column(parent)} = ${parentId}::uuid`])}
    order by ${list(order)}`;
}

/** Row-level security says the same; said here too, so that the index on the organization serves. */
const living: readonly Prisma.Sql[] = [
  Prisma.sql`t.deleted_at is null`,
  Prisma.sql`t.organization_id = (select platform.current_organization())`,
];
