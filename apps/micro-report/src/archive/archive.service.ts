import { Injectable } from '@nestjs/common';
import { Database, NotFound, pageOf, type Page, type Principal, type Tx } from '@galley/platform';
import { filterOf } from './archive-filter.js';
import type { ArchiveQuery } from './archive-query.js';
import { visibleTo } from './archive-visibility.js';
import type { ArchivedFile } from './archived-file.js';

const SORTABLE = ['created_at', 'name', 'size', 'row_count', 'download_count', 'report_type', 'format'];

/** What the archive knows. */
@Injectable()
export class ArchiveService {
  constructor(private readonly database: Database) {}

  list(caller: Principal, query: ArchiveQuery): Promise<Page<ArchivedFile>> {
    return this.database.withTenant(caller.organization.id, async (tx) => {
      const where = { AND: [await visibleTo(tx, caller), filterOf(caller, query)] };
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

  /** The file that a finished job left, where it is the caller's to see: of a job more people may know than of its file. */
  async ofVisibleJob(tx: Tx, caller: Principal, jobId: string): Promise<ArchivedFile> {
    const where = { AND: [await visibleTo(tx, caller), { job_id: jobId }] };
    const file = await tx.generated_report.findFirst({ where });
    if (file) return file;
    throw NotFound.error('The job has no file in the archive, or it is not yours.');
  }

  /** The same, whoever asks; the caller's right to the file must have been checked. */
  async ofJob(tx: Tx, jobId: string): Promise<ArchivedFile> {
    const file = await tx.generated_report.findFirst({ where: { job_id: jobId, deleted_at: null } });
    if (file) return file;
    throw NotFound.error('The job has no file in the archive.');
  }

  async #visible(tx: Tx, caller: Principal, by: { id: string }): Promise<ArchivedFile> {
    const file = await tx.generated_report.findFirst({ where: { AND: [await visibleTo(tx, caller), by] } });
    if (file) return file;
    throw NotFound.error('There is no such file in the archive, or it is not yours.');
  }
}
