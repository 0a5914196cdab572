import { createHash } from 'node:crypto';
import { sql, type SqlFragment } from '@galley/dataset';
import type { Session } from '../sessions/session.js';

export interface RoutineArgument {
  readonly name: string | null;
  /** As `format_type` spells it. */
  readonly type: string;
  readonly mode: 'in' | 'out' | 'inout' | 'variadic' | 'table';
}

/** An object of the business unit's schema that has the name a source is bound to. */
export interface CatalogObject {
  readonly oid: string;
  /** In words, for problems: `view`, `table`, `function`, `aggregate` … */
  readonly what: string;
  readonly class: 'relation' | 'function' | 'procedure' | 'other';
  /** Input arguments first to last; empty for relations. */
  readonly args: readonly RoutineArgument[];
  /** How many of the last input arguments may be left out. */
  readonly defaults: number;
  /** Changes whenever the object's definition or comments do. */
  readonly version: string;
}

const RELATIONS: Readonly<Record<string, string>> = {
  v: 'view',
  r: 'table',
  m: 'materialized view',
  f: 'foreign table',
  p: 'partitioned table',
};
const ROUTINES: Readonly<Record<string, string>> = {
  f: 'function',
  p: 'procedure',
  a: 'aggregate',
  w: 'window function',
};
const MODES: Readonly<Record<string, RoutineArgument['mode']>> = {
  i: 'in',
  o: 'out',
  b: 'inout',
  v: 'variadic',
  t: 'table',
};

/** Everything of that name in the schema, relations before routines. xmin of the catalog rows tells versions apart. */
export function objectsNamed(schema: string, name: string): SqlFragment {
  return sql`
    select 'relation', c.oid::text, c.relkind::text, null, null, '0',
           concat_ws(':', c.xmin,
             (select string_agg(r.xmin::text, ',') from pg_rewrite r where r.ev_class = c.oid),
             (select count(*) || '.' || max(a.xmin::text::bigint) from pg_attribute a where a.attrelid = c.oid),
             (select count(*) || '.' || max(d.xmin::text::bigint) from pg_description d
               where d.objoid = c.oid and d.classoid = 'pg_class'::regclass))
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema}::text and c.relname = ${name}::text and c.relkind in ('v', 'r', 'm', 'f', 'p')
    union all
    select 'routine', p.oid::text, p.prokind::text,
           array_to_json(coalesce(p.proargmodes::text[], array_fill('i'::text, array[p.pronargs::int])))::text,
           (select json_agg(json_build_array(p.proargnames[a.at], format_type(a.type, null)) order by a.at)
              from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as a(type, at))::text,
           p.pronargdefaults::text, p.xmin::text
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = ${schema}::text and p.proname = ${name}::text
    order by 1, 2`;
}

/** Looks the name up by bound values; nothing of the request becomes SQL text. */
export async function findObjects(session: Session, name: string): Promise<readonly CatalogObject[]> {
  const { rows } = await session.ask(objectsNamed(session.schema, name));
  return rows.map(([family, oid, kind, modes, args, defaults, version]) => {
    const isRelation = family === 'relation';
    return {
      oid: oid ?? '',
      what: (isRelation ? RELATIONS : ROUTINES)[kind ?? ''] ?? 'object',
      class: isRelation ? 'relation' : kind === 'f' ? 'function' : kind === 'p' ? 'procedure' : 'other',
      args: isRelation ? [] : argumentsOf(modes ?? null, args ?? null),
      defaults: Number(defaults),
      version: `${oid}:${version}`,
    } as const;
  });
}

function argumentsOf(modes: string | null, args: string | null): RoutineArgument[] {
  const list = JSON.parse(args ?? '[]') as ([string | null, string] | null)[] | null;
  const letters = JSON.parse(modes ?? '[]') as string[];
  return (list ?? []).flatMap((arg, index) =>
    arg ? [{ name: arg[0] || null, type: arg[1], mode: MODES[letters[index] ?? 'i'] ?? 'in' }] : [],
  );
}

/** Hash of the definition text: stays the same when an object is dropped and created alike, in any schema. */
export async function definitionHash(session: Session, object: CatalogObject): Promise<string> {
  const definition =
    object.class === 'relation'
      ? sql`select concat_ws(chr(10), c.relkind,
              (select string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod)), chr(10) order by a.attnum)
                 from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
              case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end)
            from pg_class c where c.oid = ${object.oid}::oid`
      : sql`select concat_ws(chr(10), p.prokind, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), p.prosrc)
            from pg_proc p where p.oid = ${object.oid}::oid`;
  const [result] = await session.run(definition);
  return `sha256:${createHash('sha256')
    .update(result?.rows[0]?.[0] ?? '')
    .digest('hex')}`;
}
