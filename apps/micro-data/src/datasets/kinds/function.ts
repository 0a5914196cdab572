import { sql } from '@galley/dataset';
import { definitionHash, objectsNamed } from '../../catalog/bound-object.js';
import { describeColumns, liveColumns } from './live-columns.js';
import { relationalBinding } from './relational-binding.js';
import { callArguments, callOf, findRoutine } from './routine-call.js';
import { noParams, type SourceKind } from './source-kind.js';

/** A set-returning function; its parameters are bound in the order in which they are declared. */
export const functionKind: SourceKind = {
  key: 'function',
  filters: 'ignore-unknown',
  takesParams: true,
  isPerUnit: () => true,

  asksFirst: ({ source_name }, schema) => [objectsNamed(schema, source_name ?? '')],

  async bind(request) {
    const routine = await findRoutine(request, 'function', 0);
    const from = callOf(request, callArguments(request.source.params, request.params, routine));
    const fields = await request.session.remember(`function ${routine.object.version} ${from.text}`, () =>
      describeColumns(request, sql`select * from ${from} as r`),
    );
    return relationalBinding(request, { from, columns: liveColumns(request, fields) });
  },

  async describe(place) {
    return (await functionKind.bind({ ...place, params: noParams(place.source) })).columns;
  },

  async definitionHash(place) {
    return definitionHash(place.session, (await findRoutine(place, 'function', 0)).object);
  },
};
