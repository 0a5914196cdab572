import { quoteIdent, sql, SqlIdentifier, type SqlFragment } from '@galley/dataset';
import { definitionHash, objectsNamed } from '../../catalog/bound-object.js';
import { drift } from './binding-drift.js';
import { describeColumns, liveColumns } from './live-columns.js';
import { callArguments, callOf, findRoutine, type Routine } from './routine-call.js';
import type { BindRequest, SourceKind } from './source-kind.js';
import { streamedBinding } from './streamed-binding.js';

/** Name we give the cursor; a procedure may open it under another and answer that. */
const CURSOR = 'galley_rows';

/**
 * A procedure that answers through a refcursor: its last argument, INOUT, which the source does not declare. The rows
 * come by FETCH, so what SQL does for other kinds is done here while they pass.
 */
export const procedureKind: SourceKind = {
  key: 'procedure',
  filters: 'ignore-all',
  takesParams: true,
  isPerUnit: () => true,

  asksFirst: ({ source_name }, schema) => [objectsNamed(schema, source_name ?? '')],

  async bind(request) {
    const cursor = await call(request, await find(request));
    const fetch = (count: number | null): SqlFragment =>
      count === null
        ? sql`fetch all from ${cursor}`
        : sql`fetch forward ${new SqlIdentifier(String(count))} from ${cursor}`;
    const fields = await describeColumns(request, fetch(null));
    return streamedBinding(request, { columns: liveColumns(request, fields), fetch });
  },

  async describe(place) {
    await find(place);
    return null;
  },

  async definitionHash(place) {
    return definitionHash(place.session, (await find(place)).object);
  },
};

async function find(place: Omit<BindRequest, 'params'>): Promise<Routine> {
  const routine = await findRoutine(place, 'procedure', 1);
  const last = routine.inputs.at(-1);
  if (last?.type !== 'refcursor' || last.mode !== 'inout') {
    throw drift(place, 'a procedure of that name whose last argument is no INOUT refcursor');
  }
  return routine;
}

async function call(request: BindRequest, routine: Routine): Promise<SqlIdentifier> {
  const { source, params, session } = request;
  const args = [...callArguments(source.params, params, routine), sql`${CURSOR}::refcursor`];
  const [result] = await session.run(sql`call ${callOf(request, args)}`);
  const opened = result?.rows[0]?.at(-1);
  if (!opened) throw drift(request, 'a procedure of that name that opened no cursor');
  return new SqlIdentifier(quoteIdent(opened));
}
