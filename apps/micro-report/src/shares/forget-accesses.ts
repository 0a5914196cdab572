import type { Database } from '@galley/platform';

/** Long enough to ask who took a file; addresses of people are not kept for their own sake. */
const KEPT = '1 year';

/** Forgets who was at share links more than a year ago; the links keep their counts. Resolves to how many lines. */
export function forgetShareAccesses(database: Database): Promise<number> {
  return database.asSystemSql(
    (tx) => tx.$executeRaw`
      delete from tenant.share_access where created_at < clock_timestamp() - ${KEPT}::interval`,
  );
}
