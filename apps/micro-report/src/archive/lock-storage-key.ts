import type { SqlTx } from '@galley/platform';

const LOCK = 'galley.jobs.storage-key';

/** Until the commit nobody else orders a file under this key, or sweeps one away. */
export async function lockStorageKey(tx: SqlTx, key: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${LOCK}:${key}`}, 0))`;
}
