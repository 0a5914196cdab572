import type { Database } from '../database/database.js';

/** A client that has not asked again within a day has its answer. */
const KEPT = '24 hours';

/** Removes the first answers (see `once.ts`) that no client can still be waiting for, of all organizations. */
export function forgetIdempotencyKeys(database: Database): Promise<number> {
  return database.asSystem(
    (tx) => tx.$executeRaw`
      delete from tenant.idempotency_key where created_at < clock_timestamp() - ${KEPT}::interval`,
  );
}
