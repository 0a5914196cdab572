import { appendAudit, type Database, type Tx } from '@galley/platform';
import type { RunFailure } from '../rendering/run-failure.js';
import type { Ending, FinishedReport } from './finished-report.js';
import { auditEnd } from './job-claims.js';
import { sourcesOf, type JobStatus } from './job-lifecycle.js';
import type { JobRow } from './job-row.js';

/**
 * Ends claimed jobs: each in one transaction, and only while the attempt is the current one. Calling again after an
 * unknown outcome (connection lost at the commit) is safe: the second call finds what the first one did.
 */
export class JobResults {
  constructor(
    private readonly database: Database,
    private readonly owner: string,
  ) {}

  /** Commits the file: job row, archive row and audit entry together, or none of them. */
  complete(job: JobRow, report: FinishedReport): Promise<Ending> {
    return this.database.withTenant(job.organization_id, async (tx) => {
      const moved = await tx.tb_report_job.updateMany({
        where: { ...this.#current(job, 'completed'), cancel_requested_at: null },
        data: {
          status: 'completed',
          stage: 'done',
          progress: 100,
          file_url: `/api/reports/jobs/${job.id}/download`,
          file_name: report.file_name,
          file_size: report.file.size,
          row_count: report.file.rows,
          sha256: report.file.sha256,
          warnings: report.warnings.map((warning) => ({ ...warning })),
        },
      });
      if (moved.count === 0) return this.#whatHappened(tx, job, report.storage_key);
      await tx.generated_report.createMany({ data: archiveRow(job, report) });
      await appendAudit(tx, {
        organization_id: job.organization_id,
        actor_id: job.requested_by_id,
        action: 'export',
        entity_type: 'report_job',
        entity_id: job.id,
        facts: {
          format: job.format,
          rows: report.file.rows,
          sha256: report.file.sha256,
          template_version: job.template_version,
          attempt: job.attempts,
        },
        request_id: job.request_id,
      });
      return 'done';
    });
  }

  /** Ends the job without a file, for good; the row keeps the failure's safe text. */
  fail(job: JobRow, failure: RunFailure): Promise<Ending> {
    return this.#end(job, 'failed', { error_code: failure.code, error_message: failure.message });
  }

  /** Ends a job whose cancel was asked for. */
  cancel(job: JobRow): Promise<Ending> {
    return this.#end(job, 'cancelled', {});
  }

  #end(
    job: JobRow,
    status: 'failed' | 'cancelled',
    data: { error_code?: string; error_message?: string },
  ): Promise<Ending> {
    return this.database.withTenant(job.organization_id, async (tx) => {
      const moved = await tx.tb_report_job.updateMany({
        where: this.#current(job, status),
        data: { status, stage: null, ...data },
      });
      if (moved.count === 0) return this.#whatHappened(tx, job, null);
      await auditEnd(tx, { ...job, status, error_code: data.error_code ?? null });
      return 'done';
    });
  }

  #current(job: JobRow, to: JobStatus) {
    return {
      id: job.id,
      status: { in: sourcesOf(to, 'worker') },
      attempts: job.attempts,
      owner: this.owner,
    };
  }

  /** Nothing moved: an earlier call did it already, a cancel was asked for, or another attempt has the job. */
  async #whatHappened(tx: Tx, job: JobRow, storageKey: string | null): Promise<Ending> {
    const row = await tx.tb_report_job.findFirst({ where: { id: job.id } });
    if (!row || row.attempts !== job.attempts) return 'fenced';
    if (row.status === 'processing') return row.cancel_requested_at ? 'cancelled' : 'fenced';
    if (storageKey === null) return 'done';
    const kept = await tx.generated_report.count({ where: { job_id: job.id, storage_key: storageKey } });
    return kept === 1 ? 'done' : 'fenced';
  }
}

function archiveRow(job: JobRow, report: FinishedReport) {
  const { file, storage_key, media_type, file_name } = report;
  const { totals, summary } = file;
  return {
    organization_id: job.organization_id,
    job_id: job.id,
    report_template_id: job.report_template_id,
    scheduled_report_id: job.schedule_id,
    export_request_id: job.export_request_id,
    requested_by_id: job.requested_by_id,
    name: file_name,
    report_type: job.report_type,
    report_category: job.report_category,
    format: job.format,
    storage_key,
    media_type,
    size: file.size,
    sha256: file.sha256,
    row_count: file.rows,
    page_count: file.pages,
    dataset_fingerprint: summary.fingerprint,
    template_version: job.template_version,
    bu_codes: [...summary.bu_codes],
    // Control figures and how they came about, never rows.
    summary: JSON.parse(JSON.stringify({ totals, dataset: summary })),
    expires_at: job.expires_at,
    created_by_id: job.requested_by_id,
    updated_by_id: job.requested_by_id,
  };
}
