import type { SqlTx } from '@galley/platform';
import { lockStorageKey } from '../archive/lock-storage-key.js';
import type { JobOrder } from './job-order.js';
import { StorageKeyImmutable } from './job-problems.js';

/**
 * Throws `storage-key-immutable` (409) when a file is ordered under a key that has one, or that a job on its way will
 * write. Who accepts jobs for the same key at the same moment comes one after the other.
 */
export async function requireFreeKeys(
  tx: SqlTx,
  organizationId: string,
  orders: readonly JobOrder[],
): Promise<void> {
  const keys = orders.flatMap(({ storage_key }) => storage_key ?? []).sort();
  if (keys.length === 0) return;
  for (const key of keys) await lockStorageKey(tx, key);
  const taken = await tx.$queryRaw<unknown[]>`
    select from unnest(${keys}::text[]) as key
    where exists (select from tenant.generated_report where storage_key = key)
      or exists (
        select from tenant.tb_report_job
        where organization_id = ${organizationId}::uuid and status in ('queued', 'processing') and storage_key = key)`;
  if (taken.length > 0 || new Set(keys).size < keys.length) {
    throw StorageKeyImmutable.error(
      'A file of this kind stands there already, or is being made; it is never written over.',
    );
  }
}
