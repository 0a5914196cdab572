import type { SqlTx } from '@galley/platform';

/**
 * Runs `work` so that what it throws undoes its own statements and no others: the caller catches, and goes on in the same
 * transaction.
 */
export async function inSavepoint<T>(tx: SqlTx, work: () => Promise<T>): Promise<T> {
  await tx.$executeRaw`savepoint one_schedule`;
  try {
    const result = await work();
    await tx.$executeRaw`release savepoint one_schedule`;
    return result;
  } catch (error) {
    await tx.$executeRaw`rollback to savepoint one_schedule`;
    throw error;
  }
}
