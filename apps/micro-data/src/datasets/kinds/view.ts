import { identifier, sql } from '@galley/dataset';
import { definitionHash, findObjects, objectsNamed, type CatalogObject } from '../../catalog/bound-object.js';
import { readComment, type ColumnHint } from '../../catalog/column-hints.js';
import { objectOf } from './binding-drift.js';
import { describeColumns, liveColumns } from './live-columns.js';
import { relationalBinding } from './relational-binding.js';
import { noParams, type BindRequest, type SourceKind } from './source-kind.js';

type Place = Omit<BindRequest, 'params'>;

/** Anything that is selected from by name: views, tables, materialized views, foreign tables. */
export const viewKind: SourceKind = {
  key: 'view',
  filters: 'refuse-unknown',
  takesParams: false,
  isPerUnit: () => true,

  asksFirst: ({ source_name }, schema) => [objectsNamed(schema, source_name ?? '')],

  async bind(request) {
    const { session, source } = request;
    const object = await find(request);
    const from = sql`${identifier(session.schema, source.source_name ?? '')}`;
    const { fields, comments } = await session.remember(`view ${object.version}`, async () => ({
      fields: await describeColumns(request, sql`select * from ${from}`),
      comments: await commentsOf(request, object),
    }));
    return relationalBinding(request, { from, columns: liveColumns(request, fields, comments) });
  },

  async describe(place) {
    return (await viewKind.bind({ ...place, params: noParams(place.source) })).columns;
  },

  async definitionHash(place) {
    return definitionHash(place.session, await find(place));
  },
};

async function find(place: Place): Promise<CatalogObject> {
  return objectOf(place, await findObjects(place.session, place.source.source_name ?? ''), 'relation');
}

async function commentsOf(
  { session }: Place,
  object: CatalogObject,
): Promise<ReadonlyMap<string, ColumnHint>> {
  const [result] = await session.run(sql`
    select a.attname, d.description
    from pg_attribute a join pg_description d
      on d.objoid = a.attrelid and d.objsubid = a.attnum and d.classoid = 'pg_class'::regclass
    where a.attrelid = ${object.oid}::oid and a.attnum > 0`);
  return new Map((result?.rows ?? []).map(([name, comment]) => [name ?? '', readComment(comment ?? null)]));
}
