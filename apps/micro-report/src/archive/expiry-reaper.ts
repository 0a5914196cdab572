import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, Logger, type Tx } from '@galley/platform';
import { StorageError, type FileStore } from '@galley/storage';
import type { ArchiveConfig } from './archive-config.js';
import { FILE_STORE } from './file-store.js';

const BATCH = 200;
/** Deleting a batch from a slow object store. */
const TIMEOUT_MS = 120_000;
const LOCK = 'galley.archive.reaper';
/** `storage_class` of an entry whose file is gone. */
export const REMOVED = 'removed';

/**
 * Carries out the expiry of files: first the row (`purged_at`; downloads refuse from `expires_at` on anyway), and only
 * after a grace longer than any download the file. Each step may be repeated after a crash, by any replica: one at a
 * time holds the lock, a deleted file is deleted again without harm, and a store in doubt ends the round.
 */
@Injectable()
export class ExpiryReaper {
  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CONFIG) private readonly config: ArchiveConfig,
  ) {}

  /** One round; resolves to how many files were removed. */
  async reap(): Promise<number> {
    await this.#markExpired();
    let removed = 0;
    for (;;) {
      const count = await this.#removeBatch();
      removed += count;
      if (count < BATCH) break;
    }
    if (removed > 0) this.logger.info('expired files removed', { count: removed });
    return removed;
  }

  async #markExpired(): Promise<void> {
    await this.database.asSystem(async (tx) => {
      if (!(await isAlone(tx))) return;
      await tx.$executeRaw`
        update tenant.generated_report set purged_at = now(), updated_at = now()
        where expires_at <= now() and purged_at is null`;
    });
  }

  #removeBatch(): Promise<number> {
    return this.database.asSystem(
      async (tx) => {
        if (!(await isAlone(tx))) return 0;
        const due = await tx.$queryRaw<{ id: string; storage_key: string }[]>`
          select id, storage_key from tenant.generated_report
          where purged_at <= now() - make_interval(secs => ${this.config.ARCHIVE_GRACE_S}) and storage_class <> ${REMOVED}
          order by purged_at limit ${BATCH}`;
        const removed: string[] = [];
        for (const { id, storage_key } of due) {
          if (!(await this.#remove(storage_key))) break;
          removed.push(id);
        }
        await tx.generated_report.updateMany({
          where: { id: { in: removed } },
          data: { storage_class: REMOVED },
        });
        return removed.length;
      },
      { timeoutMs: TIMEOUT_MS },
    );
  }

  /** False when the store is in doubt: the rest waits for a later round, and nothing is called removed that may not be. */
  async #remove(key: string): Promise<boolean> {
    try {
      await this.store.delete(key);
      return true;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      this.logger.warn('expired file not removed', { reason: error.reason, error });
      return false;
    }
  }
}

async function isAlone(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ locked: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${LOCK}, 0)) as locked`;
  return row?.locked ?? false;
}
