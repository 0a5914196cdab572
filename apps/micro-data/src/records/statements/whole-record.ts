import { NotFound, Prisma, type SqlTx } from '@galley/platform';
import type { EntityShape } from '../shape/record-shape.js';
import { tableOf } from './names.js';
import { selectChildren, selectRecords, type RecordRow } from './select-records.js';

/** The record with its children. Throws `not-found`. */
export async function readWhole(tx: SqlTx, shape: EntityShape, id: string): Promise<RecordRow> {
  const [record] = await selectRecords(tx, shape, [Prisma.sql`t.id = ${id}::uuid`]);
  if (!record) throw NotFound.error('There is nothing at this address, or it is not yours.');
  const children: Record<string, readonly RecordRow[]> = {};
  for (const child of shape.children) children[child.name] = await selectChildren(tx, child, id);
  return { ...record, ...children };
}

/** The record with its children, which nobody else changes until this transaction ends. Throws `not-found`. */
export async function lockRecord(tx: SqlTx, shape: EntityShape, id: string): Promise<RecordRow> {
  await tx.$queryRaw`select id from ${tableOf(shape)} where id = ${id}::uuid for update`;
  return readWhole(tx, shape, id);
}
