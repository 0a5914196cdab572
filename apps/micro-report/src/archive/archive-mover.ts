import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, newId, type SqlTx } from '@galley/platform';
import { archiveKey, verifyBytes, type FileStore } from '@galley/storage';
import type { ArchiveConfig } from './archive-config.js';
import type { ArchivedFile } from './archived-file.js';
import { FILE_STORE } from './file-store.js';
import type { RetentionClass } from './retention.js';

/** What an entry says of itself once its file is in the archive. */
export interface Archiving {
  readonly key: string;
  readonly purge_at: Date | null;
  readonly retention_class: RetentionClass;
  readonly actor_id: string | null;
}

/**
 * Moves files into the archive: the copy first, under a key that nobody else has, then the row; the file at the first
 * address goes after the grace (`ExpiryReaper`), so that no download is cut and a crash leaves one copy too many, never
 * one too few.
 */
@Injectable()
export class ArchiveMover {
  readonly #folder: string;

  constructor(
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CONFIG) config: ArchiveConfig,
  ) {
    this.#folder = resolve(config.WORK_PATH);
  }

  /** Resolves to the copy's key once it is stored and is what was recorded. Throws `StorageError`: `missing`, `damaged` … */
  async copy(file: ArchivedFile): Promise<string> {
    const facts = { size: Number(file.size), sha256: file.sha256, media_type: file.media_type };
    const extension = /\.([A-Za-z0-9]{1,10})$/.exec(file.storage_key)?.[1] ?? file.format;
    const key = archiveKey({
      organization_id: file.organization_id,
      instant: file.created_at,
      name: file.name.replace(/\.[A-Za-z0-9]{1,10}$/, ''),
      unique: newId().replaceAll('-', ''),
      extension,
    });
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, `archive-${randomUUID()}.part`);
    try {
      const bytes = await this.store.open(file.storage_key);
      await pipeline(bytes, verifyBytes(facts), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      await this.store.put(key, path, facts);
      return key;
    } finally {
      await unlink(path).catch(() => undefined);
    }
  }

  /** Removes a copy that no row came to name. What cannot be removed now is swept later. */
  async discard(key: string): Promise<void> {
    await this.store.delete(key).catch(() => undefined);
  }
}

/** standard → archived, for the file as it stands now; false when it has gone elsewhere or is held. */
export async function enterArchive(tx: SqlTx, id: string, archiving: Archiving): Promise<boolean> {
  const { key, purge_at, retention_class, actor_id } = archiving;
  const moved = await tx.$executeRaw`
    update tenant.generated_report set
      storage_class = 'archive', archived_path = ${key}, archived_at = clock_timestamp(), expires_at = null,
      purge_at = ${purge_at}::timestamptz, retention_class = ${retention_class},
      updated_at = clock_timestamp(), updated_by_id = coalesce(${actor_id}::uuid, updated_by_id)
    where id = ${id}::uuid and storage_class = 'standard' and purged_at is null and legal_hold_at is null
      and deleted_at is null`;
  return moved === 1;
}
