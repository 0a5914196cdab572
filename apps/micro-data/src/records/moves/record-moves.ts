import { Injectable } from '@nestjs/common';
import type { RecordMove, RecordStates } from '@galley/dataset';
import {
  Answer,
  appendAudit,
  Database,
  onceIn,
  requireMatch,
  type Author,
  type FieldError,
  type Principal,
  type SqlTx,
} from '@galley/platform';
import { invalidRecord, recordProblem } from '../record-problem.js';
import type { EntityShape } from '../shape/record-shape.js';
import { askDeferred } from '../statements/ask-deferred.js';
import { moveRows, lockStates, type MovedRows } from '../statements/move-rows.js';
import type { RecordRow } from '../statements/select-records.js';
import { lockRecord, readWhole } from '../statements/whole-record.js';
import { illegalMove } from './illegal-move.js';
import type { BulkMoveResult } from './move-resources.js';
import { readMove, readMoves } from './read-move.js';

/** Takes records from state to state, by the moves that their entity declares. The database holds them too. */
@Injectable()
export class RecordMoves {
  constructor(private readonly database: Database) {}

  /** One record. Throws `illegal-move` with the states that may follow, `precondition-failed`, `not-found`. */
  move(
    { caller, request }: Author,
    shape: EntityShape,
    { id, verb, body }: { readonly id: string; readonly verb: string; readonly body: unknown },
  ): Promise<Answer<RecordRow>> {
    const { states, move } = moveOf(shape, verb);
    const why = readMove(shape, move, body);
    return this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        const before = await lockRecord(tx, shape, id);
        requireMatch(request, before);
        const from = String(before[states.field]);
        if (!move.from.includes(from)) throw illegalMove(shape.label, states, { from, to: move.to });
        await write(tx, shape, states, { ids: [id], to: move.to, why, by: caller.id });
        const record = await readWhole(tx, shape, id);
        await appendAudit(tx, { ...event({ caller, request }, shape, verb, id), before, after: record });
        return new Answer(200, record);
      }),
    );
  }

  /** Several records, all or none. */
  moveAll(
    { caller, request }: Author,
    shape: EntityShape,
    { verb, body }: { readonly verb: string; readonly body: unknown },
  ): Promise<Answer<BulkMoveResult>> {
    const { states, move } = moveOf(shape, verb);
    const { ids, why } = readMoves(shape, move, body);
    return this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        requireAll(shape, states, move, ids, await lockStates(tx, shape, states.field, ids));
        const places = new Map(ids.map((id, index) => [id, `/ids/${index}`]));
        await write(tx, shape, states, { ids, to: move.to, why, by: caller.id }, places);
        await appendAudit(tx, {
          ...event({ caller, request }, shape, verb, ids[0] ?? ''),
          after: { ids, to: move.to, why },
          facts: { moved: ids.length },
        });
        return new Answer(200, { moved: ids.length });
      }),
    );
  }
}

function moveOf({ entity: { states }, full_name }: EntityShape, verb: string) {
  const move = states?.moves[verb];
  if (!states || !move) throw new Error(`${full_name} has no move ${verb}`);
  return { states, move };
}

/** Throws when one of them is not there, and when one is where the move does not begin; by their places in the request. */
function requireAll(
  shape: EntityShape,
  states: RecordStates,
  move: RecordMove,
  ids: readonly string[],
  known: ReadonlyMap<string, string>,
): void {
  const at = (index: number, detail: string): FieldError => ({ pointer: `/ids/${index}`, detail });
  const missing = ids.flatMap((id, index) =>
    known.has(id) ? [] : [at(index, `there is no ${shape.label} of this id`)],
  );
  if (missing.length > 0) throw invalidRecord(shape, missing);
  const elsewhere = ids.flatMap((id, index) => {
    const from = known.get(id) ?? '';
    return move.from.includes(from) ? [] : [{ from, fault: at(index, `is ${from}`) }];
  });
  const [first] = elsewhere;
  if (!first) return;
  const faults = elsewhere.slice(0, 100).map(({ fault }) => fault);
  throw illegalMove(shape.label, states, { from: first.from, to: move.to }, faults);
}

async function write(
  tx: SqlTx,
  shape: EntityShape,
  states: RecordStates,
  moved: MovedRows,
  places?: ReadonlyMap<string, string>,
): Promise<void> {
  try {
    await moveRows(tx, shape, states, moved);
    await askDeferred(tx);
  } catch (error) {
    const placeOf = (id: string | null): string => (id !== null && places?.get(id)) || '';
    throw recordProblem(error, placeOf, shape, ...shape.children);
  }
}

function event(
  { caller, request }: { readonly caller: Principal; readonly request: Author['request'] },
  shape: EntityShape,
  verb: string,
  entity_id: string,
) {
  return {
    organization_id: caller.organization.id,
    actor_id: caller.id,
    action: `record.${verb}`,
    entity_type: shape.full_name,
    entity_id,
    request_id: request.request_id,
    ip: request.ip,
  };
}
