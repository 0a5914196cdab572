import type { RecordStates } from '@galley/dataset';
import type { SqlTx } from '@galley/platform';
import type { TableShape } from '../shape/record-shape.js';
import { column, tableOf } from './names.js';

/** The states of living records by their ids; nobody else changes them until this transaction ends. */
export async function lockStates(
  tx: SqlTx,
  shape: TableShape,
  state: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  // In one order, so that two requests for the same records wait for each other and do not deadlock.
  const rows = await tx.$queryRaw<{ id: string; state: string }[]>`
    select t.id, t.${column(state)} as state from ${tableOf(shape)} t
    where t.id = any (${[...ids]}::uuid[]) and t.deleted_at is null
      and t.organization_id = (select platform.current_organization())
    order by t.id for update`;
  return new Map(rows.map(({ id, state: its }) => [id, its]));
}

/** Puts locked records into another state, with who moved them, when and why. */
export async function moveRows(
  tx: SqlTx,
  shape: TableShape,
  { field, decided }: RecordStates,
  { ids, to, why, by }: MovedRows,
): Promise<void> {
  await tx.$executeRaw`
    update ${tableOf(shape)} set ${column(field)} = ${to}, ${column(decided.why)} = ${why},
      ${column(decided.by)} = ${by}::uuid, ${column(decided.at)} = now(),
      version = version + 1, updated_at = now(), updated_by_id = ${by}::uuid
    where id = any (${[...ids]}::uuid[])`;
}

export interface MovedRows {
  readonly ids: readonly string[];
  readonly to: string;
  readonly why: string | null;
  readonly by: string;
}
