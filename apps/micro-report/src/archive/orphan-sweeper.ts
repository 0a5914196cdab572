import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, isUuid, Logger } from '@galley/platform';
import { organizationOfKey, type FileStore, type StoredFile } from '@galley/storage';
import type { ArchiveConfig } from './archive-config.js';
import { FILE_STORE } from './file-store.js';
import { lockStorageKey } from './lock-storage-key.js';

const BATCH = 500;
/** Deleting one file from a slow object store. */
const TIMEOUT_MS = 60_000;

/**
 * Removes files that no row knows: what an attempt stored before it was fenced or its worker died. Only files older than
 * any attempt can be (`ARCHIVE_ORPHAN_AGE_S`), and only under the name of an organization of this database: a bucket may
 * be shared, and a database may have been restored from yesterday.
 */
@Injectable()
export class OrphanSweeper {
  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CONFIG) private readonly config: ArchiveConfig,
  ) {}

  /** One sweep over the whole store; resolves to how many files were removed. Any doubt throws and removes nothing more. */
  async sweep(now = new Date()): Promise<number> {
    if (this.config.ARCHIVE_ORPHAN_AGE_S === 0) return 0;
    const before = new Date(now.getTime() - this.config.ARCHIVE_ORPHAN_AGE_S * 1000);
    let removed = await this.store.discardUnfinished(before);
    let batch: StoredFile[] = [];
    for await (const file of this.store.list('')) {
      if (file.modified_at >= before || !isUuid(organizationOf(file.key))) continue;
      batch.push(file);
      if (batch.length < BATCH) continue;
      removed += await this.#removeUnknown(batch);
      batch = [];
    }
    removed += await this.#removeUnknown(batch);
    if (removed > 0) this.logger.info('files without an entry removed', { count: removed });
    return removed;
  }

  async #removeUnknown(files: readonly StoredFile[]): Promise<number> {
    if (files.length === 0) return 0;
    const keys = files.map(({ key }) => key);
    const unknown = await this.database.asSystem(async (tx) => {
      const rows = await tx.generated_report.findMany({
        where: {
          OR: [
            { storage_key: { in: keys } },
            { archived_path: { in: keys } },
            { snapshot_key: { in: keys } },
          ],
        },
        select: { storage_key: true, archived_path: true, snapshot_key: true },
      });
      const known = new Set(
        rows.flatMap(({ storage_key, archived_path, snapshot_key }) => [
          storage_key,
          archived_path,
          snapshot_key,
        ]),
      );
      const ids = [...new Set(keys.map(organizationOf))];
      const ours = await tx.organization.findMany({ where: { id: { in: ids } }, select: { id: true } });
      const organizations = new Set(ours.map(({ id }) => id));
      return keys.filter((key) => !known.has(key) && organizations.has(organizationOf(key)));
    });
    let removed = 0;
    for (const key of unknown) if (await this.#remove(key)) removed++;
    return removed;
  }

  /**
   * Asks again under the lock of whoever orders a file under this key: a job that is to write it takes over what an earlier
   * attempt left there (`putOrdered`). From here on it finds the file gone, or the file is its own.
   */
  #remove(key: string): Promise<boolean> {
    return this.database.asSystem(
      async (tx) => {
        await lockStorageKey(tx, key);
        const claims = await tx.$queryRaw<unknown[]>`
          select where exists (select from tenant.generated_report where storage_key = ${key})
            or exists (
              select from tenant.tb_report_job
              where organization_id = ${organizationOf(key)}::uuid and status in ('queued', 'processing')
                and storage_key = ${key})`;
        if (claims.length > 0) return false;
        await this.store.delete(key);
        return true;
      },
      { timeoutMs: TIMEOUT_MS },
    );
  }
}

function organizationOf(key: string): string {
  return organizationOfKey(key) ?? '';
}
