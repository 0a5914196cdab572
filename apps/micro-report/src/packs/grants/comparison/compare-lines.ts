import type { ActivityLine } from '@galley/pack-grants/bufdir';
import { Prisma, type SqlTx } from '@galley/platform';
import type { FigureShare } from './figure-cause.js';
import type { LinePosition } from './line-cursor.js';

export const CHANGES = ['added', 'removed', 'changed'] as const;
export type Change = (typeof CHANGES)[number];

/** What is compared of a line, by its column. */
export const LINE_FIELDS = [
  'unit_id',
  'region_id',
  'type',
  'type_key',
  'local_date',
  'minutes',
  'mentor_ids',
  'person_keys',
  'person_categories',
  'participations',
  'anonymous',
  'events',
  'is_countable',
  'exclusion_reason',
] as const;
export type LineField = (typeof LINE_FIELDS)[number];

/** A line as one of the two reports counted it. Who the people are is nobody's matter here. */
export interface LineState extends Omit<
  ActivityLine,
  'kind' | 'source_id' | 'person_keys' | 'person_categories'
> {
  /** People who are known. */
  readonly participants: number;
}

export interface LineDifference {
  readonly kind: ActivityLine['kind'];
  readonly source_id: string;
  readonly change: Change;
  /** Of a line that both reports have. */
  readonly changed_fields: readonly LineField[];
  readonly before: LineState | null;
  readonly after: LineState | null;
  /** People who are in the one and not in the other. */
  readonly participants_added: number;
  readonly participants_removed: number;
}

export interface LineQuestion {
  readonly organization_id: string;
  readonly before_id: string;
  readonly after_id: string;
  /** Only lines whose share in a figure differs. */
  readonly share: FigureShare | null;
}

const BEFORE = Prisma.raw('b');
const AFTER = Prisma.raw('a');

/** How many lines were added, removed and changed. */
export async function countDifferences(tx: SqlTx, question: LineQuestion): Promise<Record<Change, number>> {
  const rows = await tx.$queryRaw<{ change: Change; lines: number }[]>`
    with difference as (${differences(question)})
    select change, count(*)::int as lines from difference group by change`;
  const counted = new Map(rows.map(({ change, lines }) => [change, lines]));
  return {
    added: counted.get('added') ?? 0,
    removed: counted.get('removed') ?? 0,
    changed: counted.get('changed') ?? 0,
  };
}

/** The first lines after a position, by day. */
export function differencesAfter(
  tx: SqlTx,
  question: LineQuestion,
  { change, after, limit }: { change: Change | null; after: LinePosition | null; limit: number },
): Promise<LineDifference[]> {
  const isLater = after
    ? Prisma.sql`(day, kind, source_id) > (${after.day}::date, ${after.kind}, ${after.source_id}::uuid)`
    : Prisma.sql`true`;
  return tx.$queryRaw<LineDifference[]>`
    with difference as (${differences(question)}),
    shown as (
      select * from difference
      where ${isLater} and (${change}::text is null or change = ${change})
      order by day, kind, source_id limit ${limit}
    )
    select s.kind, s.source_id::text, s.change, s.changed_fields,
      ${stateOf(BEFORE)} as before, ${stateOf(AFTER)} as after,
      ${peopleOnlyIn(AFTER, BEFORE)} as participants_added, ${peopleOnlyIn(BEFORE, AFTER)} as participants_removed
    from shown s
    left join grants.bufdir_report_line b on b.organization_id = ${question.organization_id}::uuid
      and b.report_id = ${question.before_id}::uuid and b.kind = s.kind and b.source_id = s.source_id
    left join grants.bufdir_report_line a on a.organization_id = ${question.organization_id}::uuid
      and a.report_id = ${question.after_id}::uuid and a.kind = s.kind and a.source_id = s.source_id
    order by s.day, s.kind, s.source_id`;
}

/** Every line that is not the same in both reports; the day is the later report's, where it has the line. */
function differences({ organization_id, before_id, after_id, share }: LineQuestion): Prisma.Sql {
  const isCause = share ? Prisma.sql`${share(BEFORE)} is distinct from ${share(AFTER)}` : Prisma.sql`true`;
  return Prisma.sql`
    select kind, source_id, coalesce(a.local_date, b.local_date) as day,
      case when b.report_id is null then 'added' when a.report_id is null then 'removed' else 'changed' end as change,
      changed.fields as changed_fields
    from (select * from grants.bufdir_report_line
          where organization_id = ${organization_id}::uuid and report_id = ${before_id}::uuid) b
    full join (select * from grants.bufdir_report_line
          where organization_id = ${organization_id}::uuid and report_id = ${after_id}::uuid) a using (kind, source_id)
    cross join lateral (select case when b.report_id is null or a.report_id is null then '{}'::text[]
      else array_remove(array[${CHANGED_FIELDS}], null) end as fields) changed
    where (b.report_id is null or a.report_id is null or changed.fields <> '{}') and ${isCause}`;
}

const CHANGED_FIELDS = Prisma.raw(
  LINE_FIELDS.map((field) => `case when b.${field} is distinct from a.${field} then '${field}' end`).join(
    ', ',
  ),
);

function stateOf(line: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`case when ${line}.report_id is not null then jsonb_build_object(
    'unit_id', ${line}.unit_id, 'region_id', ${line}.region_id, 'type', ${line}.type, 'type_key', ${line}.type_key,
    'local_date', ${line}.local_date, 'minutes', ${line}.minutes, 'mentor_ids', ${line}.mentor_ids,
    'participants', cardinality(${line}.person_keys), 'participations', ${line}.participations,
    'anonymous', ${line}.anonymous, 'events', ${line}.events, 'is_countable', ${line}.is_countable,
    'exclusion_reason', ${line}.exclusion_reason) end`;
}

function peopleOnlyIn(here: Prisma.Sql, there: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(select count(*)::int from unnest(${here}.person_keys) as person (key)
    where ${there}.report_id is null or person.key <> all(${there}.person_keys))`;
}
