import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  appendAudit,
  Database,
  NotFound,
  pageOf,
  type IncomingRequest,
  type Page,
  type Principal,
  type Tx,
} from '@galley/platform';
import { StorageError, type FileStore } from '@galley/storage';
import type { ArchiveQuery } from './archive-query.js';
import { visibleTo } from './archive-visibility.js';
import { FileExpired } from './archive-problems.js';
import type { ArchivedFile } from './archived-file.js';
import { FILE_STORE, storeProblem } from './file-store.js';

const SORTABLE = ['created_at', 'name', 'size', 'row_count', 'download_count', 'report_type', 'format'];

/** The outcome of hashing a stored file again. */
export interface Verification {
  readonly ok: boolean;
  /** What the file's bytes hash to now; null when the file is not there. */
  readonly sha256: string | null;
  readonly expected: string;
  readonly size: number | null;
  readonly expected_size: number;
}

/** What the archive knows, and whether it still is what was put there. */
@Injectable()
export class ArchiveService {
  constructor(
    private readonly database: Database,
    @Inject(FILE_STORE) private readonly store: FileStore,
  ) {}

  list(caller: Principal, query: ArchiveQuery): Promise<Page<ArchivedFile>> {
    return this.database.withTenant(caller.organization.id, async (tx) => {
      const { report_type, format, job_id, report_template_id, scheduled_report_id, export_request_id } =
        query;
      const { q } = query;
      const where = {
        AND: [await visibleTo(tx, caller)],
        report_type,
        format,
        job_id,
        report_template_id,
        scheduled_report_id,
        export_request_id,
        ...(query.requested_by && { requested_by_id: caller.id }),
        ...(q && { name: { contains: q, mode: 'insensitive' as const } }),
      };
      return pageOf(
        query,
        { by: SORTABLE, initially: '-created_at' },
        (window) => tx.generated_report.findMany({ where, ...window }),
        () => tx.generated_report.count({ where }),
      );
    });
  }

  /** `not-found` when the file is not there or not the caller's to see. */
  find(caller: Principal, id: string): Promise<ArchivedFile> {
    return this.database.withTenant(caller.organization.id, (tx) => this.#visible(tx, caller, { id }));
  }

  /** The file that a finished job left; the caller's right to see the job must have been checked. */
  async ofJob(tx: Tx, jobId: string): Promise<ArchivedFile> {
    const file = await tx.generated_report.findFirst({ where: { job_id: jobId, deleted_at: null } });
    if (file) return file;
    throw NotFound.error('The job has no file in the archive.');
  }

  /** Reads the whole file and compares its hash and size with what was recorded; the answer is audited. */
  async verify(caller: Principal, request: IncomingRequest, id: string): Promise<Verification> {
    const file = await this.find(caller, id);
    requireUnexpired(file);
    const found = await this.#hash(file.storage_key);
    const expected_size = Number(file.size);
    const ok = found.sha256 === file.sha256 && found.size === expected_size;
    await this.database.withTenant(caller.organization.id, (tx) =>
      appendAudit(tx, {
        organization_id: file.organization_id,
        actor_id: caller.id,
        action: 'archive.verify',
        entity_type: 'generated_report',
        entity_id: file.id,
        facts: { ok, sha256: found.sha256, expected: file.sha256 },
        request_id: request.request_id,
        ip: request.ip,
      }),
    );
    return { ok, ...found, expected: file.sha256, expected_size };
  }

  async #visible(tx: Tx, caller: Principal, by: { id: string }): Promise<ArchivedFile> {
    const file = await tx.generated_report.findFirst({ where: { AND: [await visibleTo(tx, caller), by] } });
    if (file) return file;
    throw NotFound.error('There is no such file in the archive, or it is not yours.');
  }

  async #hash(key: string): Promise<{ sha256: string | null; size: number | null }> {
    try {
      const hash = createHash('sha256');
      let size = 0;
      for await (const chunk of await this.store.open(key)) {
        const bytes = chunk as Buffer;
        hash.update(bytes);
        size += bytes.length;
      }
      return { sha256: hash.digest('hex'), size };
    } catch (error) {
      if (error instanceof StorageError && error.reason === 'missing') return { sha256: null, size: null };
      throw storeProblem(error);
    }
  }
}

/** `file-expired` from the instant of expiry on, whether or not the reaper has been there. */
export function requireUnexpired(file: ArchivedFile): void {
  const expired = file.expires_at !== null && file.expires_at <= new Date();
  if (!expired && file.purged_at === null) return;
  throw FileExpired.error('The file has expired; run the report again to get a new one.', {
    facts: { expires_at: file.expires_at?.toISOString() ?? null },
  });
}
