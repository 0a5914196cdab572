import { createHash } from 'node:crypto';
import { sql, type DatasetBuilder, type SqlFragment } from '@galley/dataset';
import { drift } from './binding-drift.js';
import { describeColumns, liveColumns } from './live-columns.js';
import { relationalBinding } from './relational-binding.js';
import { noParams, type BindRequest, type SourceKind } from './source-kind.js';

/** A query written in code by a pack, run as a sub-query. */
export const builderKind: SourceKind = {
  key: 'builder',
  filters: 'refuse-unknown',
  takesParams: true,
  isPerUnit: ({ builder }) => builder?.scope !== 'organization',

  asksFirst: () => [],

  async bind(request) {
    const builder = builderOf(request);
    const query = build(builder, request);
    const from = sql`(${query})`;
    const fields = await request.session.remember(`builder ${builder.key} ${query.text}`, () =>
      describeColumns(request, sql`select * from ${from} as r`),
    );
    const known = new Map(builder.columns.map(({ name, type: _, ...hint }) => [name, hint]));
    return relationalBinding(request, { from, columns: liveColumns(request, fields, known) });
  },

  async describe(place) {
    return (await builderKind.bind({ ...place, params: noParams(place.source) })).columns;
  },

  async definitionHash(place) {
    const builder = builderOf(place);
    const { text } = build(builder, { ...place, params: noParams(place.source) });
    return `sha256:${createHash('sha256').update(text).digest('hex')}`;
  },
};

function builderOf(place: Pick<BindRequest, 'source' | 'bu_code'>): DatasetBuilder {
  if (!place.source.builder) throw drift(place, 'no builder of that key; install the pack that brings it');
  return place.source.builder;
}

function build(builder: DatasetBuilder, request: BindRequest): SqlFragment {
  const { organization_id, timezone, params, session } = request;
  return builder.build({ schema: session.schema, organization_id, params, timezone });
}
