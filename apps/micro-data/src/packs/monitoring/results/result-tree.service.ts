import { Injectable } from '@nestjs/common';
import {
  Answer,
  appendAudit,
  Database,
  invalidField,
  NotFound,
  onceIn,
  requireMatch,
  type Author,
  type Principal,
  type SqlTx,
} from '@galley/platform';
import { recordProblem } from '../../../records/record-problem.js';
import { writerOf } from '../../../records/records.service.js';
import { RecordCatalog } from '../../../records/shape/record-catalog.js';
import type { EntityShape } from '../../../records/shape/record-shape.js';
import type { RecordRow } from '../../../records/statements/select-records.js';
import { lockRecord, readWhole } from '../../../records/statements/whole-record.js';
import { treeOf } from '../../tree-of.js';
import { hangBelow, lockTree, placeInOrder, siblingsOf, type Siblings } from './place-results.js';
import type {
  MoveResultBody,
  PlacedResults,
  ReorderResultsBody,
  ResultTree,
  ResultTreeNode,
} from './result-tree-resources.js';

/** The logical framework of a program as a tree, and the places of results in it (ME-7). */
@Injectable()
export class ResultTreeService {
  readonly #shape: EntityShape;

  constructor(
    private readonly database: Database,
    catalog: RecordCatalog,
  ) {
    this.#shape = catalog.of('monitoring.result-nodes');
  }

  /** Throws `not-found` for a program that is not there. */
  read(caller: Principal, program_id: string): Promise<ResultTree> {
    return this.database.withActorSql(caller, async (tx) => {
      await requireProgram(tx, program_id);
      const rows = await tx.$queryRaw<Omit<ResultTreeNode, 'children'>[]>`
        select id, parent_id, level, code, title, description, assumptions, order_index, version
        from monitoring.result_node
        where organization_id = (select platform.current_organization()) and program_id = ${program_id}::uuid
          and deleted_at is null
        order by order_index, code`;
      return { items: treeOf(rows) };
    });
  }

  /** Throws `tree-cycle`, and `invalid` for a parent that is not one level up in the same program. */
  move(
    { caller, request }: Author,
    id: string,
    { parent_id, order_index }: MoveResultBody,
  ): Promise<Answer<RecordRow>> {
    return this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        const program_id = String((await readWhole(tx, this.#shape, id))['program_id']);
        await lockTree(tx, program_id);
        const before = await lockRecord(tx, this.#shape, id);
        requireMatch(request, before);
        if (parent_id !== null) await requireResult(tx, parent_id);
        const isElsewhere = parent_id !== before['parent_id'];
        await this.#refusing(async () => {
          if (isElsewhere) await hangBelow(tx, id, parent_id);
          const others = (await siblingsOf(tx, { program_id, parent_id })).filter((one) => one.id !== id);
          const ids = others.map((one) => one.id).toSpliced(order_index ?? others.length, 0, id);
          await placeInOrder(tx, writerOf(caller), ids, isElsewhere ? id : null);
        });
        const after = await readWhole(tx, this.#shape, id);
        if (after.version !== before.version) {
          await this.#audit(tx, { caller, request }, { action: 'record.move', id, before, after });
        }
        return new Answer(200, after);
      }),
    );
  }

  /** Throws `invalid` unless the ids are exactly those that stand there. */
  reorder({ caller, request }: Author, body: ReorderResultsBody): Promise<Answer<PlacedResults>> {
    return this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        const siblings = await namedSiblings(tx, body);
        await lockTree(tx, siblings.program_id);
        const before = await siblingsOf(tx, siblings);
        const missing = before.filter((one) => !body.ids.includes(one.id));
        if (missing.length > 0 || body.ids.length !== before.length) {
          throw invalidField('/ids', `must be exactly the ${before.length} results that stand there`);
        }
        await this.#refusing(() => placeInOrder(tx, writerOf(caller), body.ids));
        const after = await siblingsOf(tx, siblings);
        const id = siblings.parent_id ?? siblings.program_id;
        await this.#audit(tx, { caller, request }, { action: 'record.reorder', id, before, after });
        return new Answer(200, { items: [...after] });
      }),
    );
  }

  async #refusing(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      throw recordProblem(error, '', this.#shape);
    }
  }

  #audit(tx: SqlTx, { caller, request }: Author, { action, id, before, after }: TreeChange): Promise<void> {
    return appendAudit(tx, {
      organization_id: caller.organization.id,
      actor_id: caller.id,
      action,
      entity_type: this.#shape.full_name,
      entity_id: id,
      before,
      after,
      request_id: request.request_id,
      ip: request.ip,
    });
  }
}

interface TreeChange {
  readonly action: 'record.move' | 'record.reorder';
  readonly id: string;
  readonly before: unknown;
  readonly after: unknown;
}

async function requireProgram(tx: SqlTx, id: string): Promise<void> {
  const [program] = await tx.$queryRaw<object[]>`
    select 1 from monitoring.program
    where organization_id = (select platform.current_organization()) and id = ${id}::uuid and deleted_at is null`;
  if (!program) throw NotFound.error('There is no program of this id, or it is not yours.');
}

/** The program of a result that others are to hang below. */
async function requireResult(tx: SqlTx, id: string): Promise<string> {
  const [result] = await tx.$queryRaw<{ program_id: string }[]>`
    select program_id from monitoring.result_node
    where organization_id = (select platform.current_organization()) and id = ${id}::uuid and deleted_at is null`;
  if (!result) throw invalidField('/parent_id', 'there is no result of this id');
  return result.program_id;
}

async function namedSiblings(tx: SqlTx, { parent_id, program_id }: ReorderResultsBody): Promise<Siblings> {
  if (parent_id !== undefined && program_id === undefined) {
    return { parent_id, program_id: await requireResult(tx, parent_id) };
  }
  if (program_id === undefined || parent_id !== undefined) {
    throw invalidField('/parent_id', 'or program_id is required, and not both');
  }
  await requireProgram(tx, program_id);
  return { parent_id: null, program_id };
}
