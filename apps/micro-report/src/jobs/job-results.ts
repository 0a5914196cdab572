import { appendAudit, newId, type AfterCommit, type Database, type SqlTx } from '@galley/platform';
import { retentionNow } from '../archive/retention-policy.js';
import { daysBetween, retentionClassOf, retentionPlan } from '../archive/retention.js';
import type { RunFailure } from '../rendering/run-failure.js';
import type { Ending, FinishedReport } from './finished-report.js';
import { auditEnd } from './job-claims.js';
import type { JobEndings } from './job-endings.js';
import { sourcesOf } from './job-lifecycle.js';
import type { JobRow } from './job-row.js';
import { printOrderOf } from './print-order.js';

/**
 * Ends claimed jobs: each in one transaction, and only while the attempt is the current one. Calling again after an
 * unknown outcome (connection lost at the commit) is safe: the second call finds what the first one did.
 */
export class JobResults {
  constructor(
    private readonly database: Database,
    private readonly owner: string,
    private readonly endings: JobEndings,
  ) {}

  /** Commits the file: job row, archive row and audit entry together, or none of them. */
  async complete(job: JobRow, report: FinishedReport): Promise<Ending> {
    let afterCommit = nothingMore;
    const ending = await this.database.withTenantSql(job.organization_id, async (tx): Promise<Ending> => {
      const committed = await commitFile(tx, job, await this.endings.remarked(tx, job, report), this.owner);
      if (!committed) return this.#whatHappened(tx, job, report.storage_key);
      const { generated_report_id, ...ended } = committed;
      afterCommit = await this.endings.ended(tx, { job: ended, report: { ...report, generated_report_id } });
      await appendAudit(tx, {
        organization_id: job.organization_id,
        actor_id: job.requested_by_id,
        action: job.print === null ? 'export' : 'print',
        entity_type: 'report_job',
        entity_id: job.id,
        facts: {
          format: job.format,
          rows: report.file.rows,
          sha256: report.file.sha256,
          template_version: job.template_version,
          attempt: job.attempts,
          ...printFacts(job),
        },
        request_id: job.request_id,
      });
      return 'done';
    });
    await afterCommit();
    return ending;
  }

  /** Ends the job without a file, for good; the row keeps the failure's safe text. */
  fail(job: JobRow, failure: RunFailure): Promise<Ending> {
    return this.#end(job, 'failed', { error_code: failure.code, error_message: failure.message });
  }

  /** Ends a job whose cancel was asked for. */
  cancel(job: JobRow): Promise<Ending> {
    return this.#end(job, 'cancelled', {});
  }

  async #end(
    job: JobRow,
    status: 'failed' | 'cancelled',
    data: { error_code?: string; error_message?: string },
  ): Promise<Ending> {
    let afterCommit = nothingMore;
    const ending = await this.database.withTenantSql(job.organization_id, async (tx): Promise<Ending> => {
      const { error_code = null, error_message = null } = data;
      const [ended] = await tx.$queryRaw<JobRow[]>`
        update tenant.tb_report_job set
          status = ${status}::tenant.enum_report_job_status, stage = null, error_code = ${error_code},
          error_message = ${error_message}, updated_at = clock_timestamp()
        where id = ${job.id}::uuid and attempts = ${job.attempts} and owner = ${this.owner}
          and status = any(${sourcesOf(status, 'worker')}::tenant.enum_report_job_status[])
        returning *`;
      if (!ended) return this.#whatHappened(tx, job, null);
      afterCommit = await this.endings.ended(tx, { job: ended, report: null });
      await auditEnd(tx, ended);
      return 'done';
    });
    await afterCommit();
    return ending;
  }

  /** Nothing moved: an earlier call did it already, a cancel was asked for, or another attempt has the job. */
  async #whatHappened(tx: SqlTx, job: JobRow, storageKey: string | null): Promise<Ending> {
    const [row] = await tx.$queryRaw<Pick<JobRow, 'attempts' | 'status' | 'cancel_requested_at'>[]>`
      select attempts, status, cancel_requested_at from tenant.tb_report_job where id = ${job.id}::uuid`;
    if (!row || row.attempts !== job.attempts) return 'fenced';
    if (row.status === 'processing') return row.cancel_requested_at ? 'cancelled' : 'fenced';
    if (storageKey === null) return 'done';
    const kept = await tx.$queryRaw<unknown[]>`
      select from tenant.generated_report where job_id = ${job.id}::uuid and storage_key = ${storageKey}`;
    return kept.length === 1 ? 'done' : 'fenced';
  }
}

type CommittedJob = JobRow & { readonly generated_report_id: string };

const nothingMore: AfterCommit = () => Promise.resolve();

/** Which documents were printed: their names are in the job's row. */
function printFacts(job: JobRow): Readonly<Record<string, string | number>> {
  const print = printOrderOf(job);
  if (!print) return {};
  const { document_type, document_ids, copies } = print;
  return { document_type, documents: document_ids.length, copies };
}

/** For a job whose order said nothing; every order of ours says it. */
const REPORT_KEEP_DAYS_UNSAID = 90;

/** For how long the file was ordered to be at hand, counted from the order; from now on it counts from the file. */
function keepDaysOf({ expires_at, created_at }: JobRow): number | null {
  return expires_at && daysBetween(created_at, expires_at);
}

/** Completes the row and enters the file in the archive, in one statement: neither can stand without the other. */
async function commitFile(
  tx: SqlTx,
  job: JobRow,
  report: FinishedReport,
  owner: string,
): Promise<CommittedJob | null> {
  const { file, storage_key, media_type, file_name, warnings, snapshot = null } = report;
  const { totals, summary } = file;
  const { now, policy } = await retentionNow(tx, job.organization_id, REPORT_KEEP_DAYS_UNSAID);
  const retention_class = retentionClassOf(job, policy);
  const { expires_at, purge_at } = retentionPlan(retention_class, now, policy, keepDaysOf(job));
  const [committed] = await tx.$queryRaw<CommittedJob[]>`
    with completed as (
      update tenant.tb_report_job set
        status = 'completed', stage = 'done', progress = 100,
        file_url = ${`/api/reports/jobs/${job.id}/download`}, file_name = ${file_name}, file_size = ${file.size},
        row_count = ${file.rows}, sha256 = ${file.sha256}, warnings = ${JSON.stringify(warnings)}::jsonb,
        expires_at = ${expires_at}::timestamptz, updated_at = clock_timestamp()
      where id = ${job.id}::uuid and attempts = ${job.attempts} and owner = ${owner} and cancel_requested_at is null
        and status = any(${sourcesOf('completed', 'worker')}::tenant.enum_report_job_status[])
      returning *
    ), entered as (
    insert into tenant.generated_report (
      id, organization_id, job_id, report_template_id, scheduled_report_id, export_request_id, project_id, period_start,
      period_end, requested_by_id, name, report_type, report_category, format, storage_key, media_type, size, sha256, row_count, page_count,
      dataset_fingerprint, template_version, bu_codes, summary, retention_class, expires_at, purge_at, snapshot_key,
      snapshot_size, snapshot_sha256, created_at, created_by_id, updated_by_id, updated_at)
    select
      ${newId()}::uuid, organization_id, id, report_template_id, schedule_id, export_request_id, project_id, period_start, period_end,
      requested_by_id, file_name,
      report_type, report_category, format, ${storage_key}, ${media_type}, file_size, sha256, row_count, ${file.pages}::int,
      ${summary.fingerprint}, template_version, ${[...summary.bu_codes]}::text[],
      ${JSON.stringify({ totals, dataset: summary })}::jsonb, ${retention_class}, expires_at, ${purge_at}::timestamptz,
      ${snapshot?.storage_key ?? null}, ${snapshot?.size ?? null}::bigint, ${snapshot?.sha256 ?? null},
      ${now}::timestamptz, requested_by_id, requested_by_id, clock_timestamp()
    from completed
    returning id
    )
    select completed.*, entered.id as generated_report_id from completed, entered`;
  return committed ?? null;
}
