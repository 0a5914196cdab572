import { Injectable } from '@nestjs/common';
import { Database, type Author, type SqlTx } from '@galley/platform';
import type { FastifyReply } from 'fastify';
import { ArchiveService } from '../archive/archive.service.js';
import type { ArchivedFile } from '../archive/archived-file.js';
import { FileSender } from '../archive/file-sender.js';
import { scopeExceeded } from './export-decisions.service.js';
import { DownloadLimit, ExportExpired, ExportNotReady } from './export-problems.js';
import { reread } from './export-requests.service.js';
import type { ExportRow } from './export-row.js';
import { lockedExport } from './export-visibility.js';
import { auditExport } from './tell-about-export.js';

interface Permitted {
  readonly row: ExportRow;
  /** Null = it has just been found expired. */
  readonly file: ArchivedFile | null;
}

/** The only way to the file of an export: counted, limited, on record (EN-AP-13). */
@Injectable()
export class ExportDownloads {
  constructor(
    private readonly database: Database,
    private readonly archive: ArchiveService,
    private readonly sender: FileSender,
  ) {}

  /**
   * Sends the file. Counted before its first byte, so that parallel downloads cannot pass the limit together; a download
   * that could not begin is given back. Throws `export-not-ready`, `approval-scope-exceeded`, `export-expired`,
   * `download-limit` and what the archive refuses.
   */
  async send(author: Author, id: string, reply: FastifyReply): Promise<void> {
    const { caller } = author;
    const isCounted = reply.request.method !== 'HEAD';
    const { row, file } = await this.database.withTenant(caller.organization.id, async (tx) => {
      const found = await lockedExport(tx, caller, id);
      requireFile(found);
      if (await expire(tx, found)) return { row: found, file: null };
      if (found.download_count >= found.max_downloads) {
        throw DownloadLimit.error(`It was downloaded ${found.download_count} times; ask for it again.`, {
          facts: { max_downloads: found.max_downloads },
        });
      }
      const permitted: Permitted = { row: found, file: await this.archive.ofJob(tx, found.job_id ?? '') };
      if (isCounted) {
        await count(tx, id, 1);
        const { request } = author;
        await auditExport(tx, await reread(tx, id), { action: 'download', actor_id: caller.id, request });
      }
      return permitted;
    });
    if (!file) throw expired(row);
    try {
      await this.sender.send(reply, caller, file);
    } catch (error) {
      if (isCounted) await this.database.withTenantSql(caller.organization.id, (tx) => count(tx, id, -1));
      throw error;
    }
  }
}

function requireFile(row: ExportRow): void {
  if (row.status === 'completed') return;
  if (row.status === 'expired') throw expired(row);
  if (row.status === 'pending' && row.error_code === 'approval-scope-exceeded') throw scopeExceeded(row);
  throw ExportNotReady.error(`The request is ${row.status}; there is a file once it is completed.`, {
    facts: { export_status: row.status },
  });
}

function expired(row: ExportRow) {
  return ExportExpired.error('The file has expired; ask for the export again.', {
    facts: { expires_at: row.expires_at?.toISOString() ?? null },
  });
}

/** True from the instant of expiry on, by the database's clock; then the request is expired, whoever noticed first. */
async function expire(tx: SqlTx, { id }: ExportRow): Promise<boolean> {
  const moved = await tx.$executeRaw`
    update tenant.export_request set status = 'expired', updated_at = clock_timestamp()
    where id = ${id}::uuid and status = 'completed' and expires_at <= clock_timestamp()`;
  if (moved === 0) return false;
  await auditExport(tx, await reread(tx, id), { action: 'expire', actor_id: null });
  return true;
}

async function count(tx: SqlTx, id: string, by: 1 | -1): Promise<void> {
  await tx.$executeRaw`
    update tenant.export_request set download_count = greatest(download_count + ${by}::int, 0), updated_at = clock_timestamp()
    where id = ${id}::uuid`;
}
