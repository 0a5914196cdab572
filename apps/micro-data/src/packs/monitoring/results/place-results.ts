import { Prisma, type SqlTx } from '@galley/platform';
import type { Writer } from '../../../records/statements/write-rows.js';
import type { PlacedResult } from './result-tree-resources.js';

/** Where results stand together: below one, or at the top of a program. */
export interface Siblings {
  readonly program_id: string;
  readonly parent_id: string | null;
}

/** Waits for whoever changes the same tree; the database takes the same lock for every change of it. */
export async function lockTree(tx: SqlTx, program_id: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('monitoring-results:' || ${program_id}, 0))`;
}

/** In their order. */
export async function siblingsOf(tx: SqlTx, siblings: Siblings): Promise<readonly PlacedResult[]> {
  return tx.$queryRaw`
    select id, order_index, version from monitoring.result_node
    where ${among(siblings)} order by order_index, code`;
}

/** Hangs a result below another one, or at the top; it comes last there, and `placeInOrder` gives it its version. */
export async function hangBelow(tx: SqlTx, id: string, parent_id: string | null): Promise<void> {
  await tx.$executeRaw`
    update monitoring.result_node set parent_id = ${parent_id}::uuid where id = ${id}::uuid`;
}

/** Numbers results in this order. Those whose place changes, and the one that was moved here, get a new version. */
export async function placeInOrder(
  tx: SqlTx,
  { actor_id }: Writer,
  ids: readonly string[],
  moved: string | null = null,
): Promise<void> {
  await tx.$executeRaw`
    update monitoring.result_node t
    set order_index = r.place - 1, version = t.version + 1, updated_at = now(), updated_by_id = ${actor_id}::uuid
    from unnest(${[...ids]}::uuid[]) with ordinality as r (id, place)
    where t.id = r.id and (t.order_index <> r.place - 1 or t.id = ${moved}::uuid)`;
}

function among({ program_id, parent_id }: Siblings): Prisma.Sql {
  return Prisma.sql`organization_id = (select platform.current_organization()) and program_id = ${program_id}::uuid
    and parent_id is not distinct from ${parent_id}::uuid and deleted_at is null`;
}
