import { Inject, Injectable } from '@nestjs/common';
import { appendAudit, CONFIG, Database, Logger, type Tx } from '@galley/platform';
import { StorageError, type FileStore } from '@galley/storage';
import type { ArchiveConfig } from './archive-config.js';
import { REMOVED } from './archive-lifecycle.js';
import { ArchiveMover, enterArchive } from './archive-mover.js';
import type { ArchivedFile } from './archived-file.js';
import { FILE_STORE } from './file-store.js';

const BATCH = 200;
/** Copying a large file, or deleting a batch from a slow object store. */
const TIMEOUT_MS = 600_000;
const LOCK = 'galley.archive.reaper';

/**
 * Carries out the dates of files. What has expired goes into the archive or is purged; what has been archived long enough
 * is purged. Always first the row (downloads refuse from the date on anyway), and only after a grace longer than any
 * download the bytes. Each step may be repeated after a crash, by any replica: one at a time holds the lock, a deleted
 * file is deleted again without harm, and a store in doubt ends the round. Nothing touches a file under a legal hold.
 */
@Injectable()
export class ExpiryReaper {
  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
    private readonly mover: ArchiveMover,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CONFIG) private readonly config: ArchiveConfig,
  ) {}

  /** One round; resolves to how many files were removed. */
  async reap(): Promise<number> {
    await this.#giveBack();
    await inBatches(() => this.#purgeBatch());
    const archived = await this.#archiveExpired();
    await inBatches(() => this.#removeMovedBatch());
    const removed = await inBatches(() => this.#removeBatch());
    if (archived > 0) this.logger.info('expired files archived', { count: archived });
    if (removed > 0) this.logger.info('expired files removed', { count: removed });
    return removed;
  }

  /** restored → archived: the days are over. */
  async #giveBack(): Promise<void> {
    await this.database.asSystem(
      (tx) => tx.$executeRaw`
        update tenant.generated_report set expires_at = null, updated_at = clock_timestamp()
        where storage_class = 'archive' and purged_at is null and expires_at <= clock_timestamp()`,
    );
  }

  /** → purged: exports and the like at their expiry, archived files at their date of purge. */
  #purgeBatch(): Promise<number> {
    return this.#alone(async (tx) => {
      const purged = await tx.$queryRaw<ArchivedFile[]>`
        update tenant.generated_report set purged_at = clock_timestamp(), updated_at = clock_timestamp()
        where id in (
          select id from tenant.generated_report
          where purged_at is null and legal_hold_at is null and (
            storage_class = 'standard' and purge_at is null and expires_at <= clock_timestamp()
            or storage_class = 'archive' and purge_at <= clock_timestamp())
          order by expires_at limit ${BATCH} for update skip locked)
        returning *`;
      for (const file of purged) await record(tx, 'archive.purge', file);
      return purged.length;
    });
  }

  /** standard → archived, file by file: reports at their expiry. */
  async #archiveExpired(): Promise<number> {
    const passedOver: string[] = [];
    for (let archived = 0; ;) {
      const outcome = await this.#alone((tx) => this.#archiveNext(tx, passedOver), 'none');
      if (outcome === 'none') return archived;
      if (outcome === 'moved') archived++;
    }
  }

  async #archiveNext(tx: Tx, passedOver: string[]): Promise<'moved' | 'passed-over' | 'none'> {
    const [file] = await tx.$queryRaw<ArchivedFile[]>`
      select * from tenant.generated_report
      where purged_at is null and legal_hold_at is null and storage_class = 'standard' and purge_at is not null
        and expires_at <= clock_timestamp() and id <> all (${passedOver}::uuid[])
      order by expires_at limit 1`;
    if (!file) return 'none';
    let key: string;
    try {
      key = await this.mover.copy(file);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      if (error.reason === 'unavailable') {
        this.logger.warn('expired file not archived', { entity_id: file.id, reason: error.reason, error });
        return 'none';
      }
      // Gone or changed behind our back: what is left is not called archived, and its entry tells whoever asks.
      this.logger.error('expired file cannot be archived', {
        entity_id: file.id,
        reason: error.reason,
        error,
      });
      passedOver.push(file.id);
      return 'passed-over';
    }
    const { purge_at } = file;
    const entered = await enterArchive(tx, file.id, {
      key,
      purge_at,
      retention_class: 'archive',
      actor_id: null,
    });
    if (entered) {
      await record(tx, 'archive.move', { ...file, retention_class: 'archive' });
      return 'moved';
    }
    // Held or moved by somebody while it was copied.
    await this.mover.discard(key);
    passedOver.push(file.id);
    return 'passed-over';
  }

  /** Bytes at the first address of what is in the archive. They go only while the copy is there. */
  #removeMovedBatch(): Promise<number> {
    return this.#alone(async (tx) => {
      const due = await tx.$queryRaw<Pick<ArchivedFile, 'id' | 'storage_key' | 'archived_path' | 'size'>[]>`
        select id, storage_key, archived_path, size from tenant.generated_report
        where storage_class = 'archive' and first_removed_at is null and legal_hold_at is null
          and archived_at <= clock_timestamp() - make_interval(secs => ${this.config.ARCHIVE_GRACE_S})
        order by archived_at limit ${BATCH} for update skip locked`;
      const removed: string[] = [];
      for (const { id, storage_key, archived_path, size } of due) {
        const copy = await this.#inDoubt(() => this.store.stat(archived_path ?? ''));
        if (copy === undefined) break;
        if (copy?.size !== Number(size)) {
          this.logger.error('archived copy is not there; the first file stays', { entity_id: id });
          continue;
        }
        if (!(await this.#remove([storage_key]))) break;
        removed.push(id);
      }
      await tx.$executeRaw`
        update tenant.generated_report set first_removed_at = clock_timestamp() where id = any (${removed}::uuid[])`;
      return removed.length;
    });
  }

  /** purged → removed, with every file of the entry. */
  #removeBatch(): Promise<number> {
    return this.#alone(async (tx) => {
      const due = await tx.$queryRaw<
        Pick<ArchivedFile, 'id' | 'storage_key' | 'archived_path' | 'snapshot_key'>[]
      >`
        select id, storage_key, archived_path, snapshot_key from tenant.generated_report
        where purged_at <= clock_timestamp() - make_interval(secs => ${this.config.ARCHIVE_GRACE_S})
          and storage_class <> ${REMOVED}
        order by purged_at limit ${BATCH}`;
      const removed: string[] = [];
      for (const { id, storage_key, archived_path, snapshot_key } of due) {
        const keys = [storage_key, archived_path, snapshot_key].filter((key) => key !== null);
        if (!(await this.#remove(keys))) break;
        removed.push(id);
      }
      await tx.generated_report.updateMany({
        where: { id: { in: removed } },
        data: { storage_class: REMOVED },
      });
      return removed.length;
    });
  }

  /** False when the store is in doubt: the rest waits for a later round, and nothing is called removed that may not be. */
  async #remove(keys: readonly string[]): Promise<boolean> {
    for (const key of keys) {
      const isDone = await this.#inDoubt(() => this.store.delete(key).then(() => true));
      if (!isDone) return false;
    }
    return true;
  }

  /** Undefined when the store cannot say. */
  async #inDoubt<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      this.logger.warn('expired file not removed', { reason: error.reason, error });
      return undefined;
    }
  }

  /** In one transaction, while no other replica reaps. */
  #alone(work: (tx: Tx) => Promise<number>): Promise<number>;
  #alone<T>(work: (tx: Tx) => Promise<T>, otherwise: T): Promise<T>;
  #alone<T>(work: (tx: Tx) => Promise<T>, otherwise?: T): Promise<T | number> {
    return this.database.asSystem(async (tx) => ((await isAlone(tx)) ? work(tx) : (otherwise ?? 0)), {
      timeoutMs: TIMEOUT_MS,
    });
  }
}

async function inBatches(batch: () => Promise<number>): Promise<number> {
  for (let all = 0; ;) {
    const count = await batch();
    all += count;
    if (count < BATCH) return all;
  }
}

async function isAlone(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ locked: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${LOCK}, 0)) as locked`;
  return row?.locked ?? false;
}

/** By the service itself. */
function record(tx: Tx, action: string, file: ArchivedFile): Promise<void> {
  return appendAudit(tx, {
    organization_id: file.organization_id,
    actor_id: null,
    action,
    entity_type: 'generated_report',
    entity_id: file.id,
    facts: { retention_class: file.retention_class, sha256: file.sha256 },
  });
}
