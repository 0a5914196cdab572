import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AfterCommit, SqlTx } from '@galley/platform';
import { settingsOf } from '../administration/organizations/organization-settings.js';
import { JobEndings, type EndedJob, type EndingStep } from '../jobs/job-endings.js';
import { exceedsApproval } from './approval-rules.js';
import { reread } from './export-requests.service.js';
import { countOf, type ExportRow } from './export-row.js';
import { askForDecision, auditExport, publishExport, tellRequester } from './tell-about-export.js';

/** What the end of a job means for the request behind it, in the transaction that ends the job. */
@Injectable()
export class ExportEnding implements EndingStep, OnModuleInit {
  readonly name = 'export';

  constructor(private readonly endings: JobEndings) {}

  onModuleInit(): void {
    this.endings.register(this);
  }

  async ended(tx: SqlTx, { job, report }: EndedJob): Promise<AfterCommit | undefined> {
    if (job.export_request_id === null) return undefined;
    // A piece, or a job that the request has already replaced, says nothing about it.
    const [request] = await tx.$queryRaw<ExportRow[]>`
      select * from tenant.export_request
      where organization_id = ${job.organization_id}::uuid and id = ${job.export_request_id}::uuid
        and job_id = ${job.id}::uuid for update`;
    if (!request) return undefined;
    if (report) await completed(tx, await begun(tx, request), { job, report });
    else if (job.status === 'cancelled' && request.status === 'approved') await takenBack(tx, request, job);
    else await failed(tx, await begun(tx, request), job);
    return undefined;
  }
}

/** A job may end before the request has heard of its beginning: a waiting job that outages used up. */
async function begun(tx: SqlTx, request: ExportRow): Promise<ExportRow> {
  if (request.status !== 'approved') return request;
  await tx.$executeRaw`
    update tenant.export_request set status = 'processing', updated_at = clock_timestamp() where id = ${request.id}::uuid`;
  return reread(tx, request.id);
}

type Completed = EndedJob & { readonly report: NonNullable<EndedJob['report']> };

/** EN-AP-11: what was approved is what leaves. */
async function completed(tx: SqlTx, request: ExportRow, { job, report }: Completed): Promise<void> {
  const { summary } = report.file;
  const { exports: settings, retention } = await settingsOf(tx, request.organization_id);
  const approved = {
    data_type: request.data_type,
    count: countOf(request.approved_record_count ?? request.estimated_record_count),
    fingerprint: request.approved_fingerprint,
    is_split: request.approval_reasons.includes('splitting'),
  };
  const actual = { count: summary.row_count, fingerprint: summary.fingerprint };
  if (exceedsApproval(approved, actual, settings)) return exceeded(tx, request, report, actual.count);

  const { file, file_name, storage_key } = report;
  await tx.$executeRaw`
    update tenant.export_request set
      status = 'completed', actual_record_count = ${actual.count}::bigint, file_path = ${storage_key},
      file_name = ${file_name}, file_size = ${file.size}::bigint, file_hash = ${file.sha256},
      processing_ended_at = ${job.completed_at}::timestamptz, error_code = null, error_message = null,
      expires_at = coalesce(
        (select expires_at from tenant.generated_report where id = ${report.generated_report_id}::uuid),
        clock_timestamp() + make_interval(days => ${retention.export_days}::int)),
      updated_at = clock_timestamp()
    where id = ${request.id}::uuid`;
  const row = await reread(tx, request.id);
  await publishExport(tx, 'export.completed', row);
  await tellRequester(
    tx,
    row,
    `Your export of ${row.data_type} is ready`,
    `${actual.count} records as ${row.format}. It can be fetched ${row.max_downloads} times until ${row.expires_at?.toISOString() ?? ''}.`,
  );
}

/** The file is nobody's: its archive entry is deleted, the reaper removes the bytes, and the request waits again. */
async function exceeded(
  tx: SqlTx,
  request: ExportRow,
  { generated_report_id }: Completed['report'],
  count: number,
): Promise<void> {
  await tx.$executeRaw`
    update tenant.generated_report set deleted_at = clock_timestamp(), expires_at = clock_timestamp(), purge_at = null,
      updated_at = clock_timestamp()
    where id = ${generated_report_id}::uuid`;
  await tx.$executeRaw`
    update tenant.export_request set
      status = 'pending', requires_approval = true, estimated_record_count = ${count}::bigint, actual_record_count = null,
      approval_reasons = array_append(array_remove(approval_reasons, 'scope-exceeded'), 'scope-exceeded'),
      approved_record_count = null, approved_fingerprint = null, job_id = null,
      error_code = 'approval-scope-exceeded',
      error_message = ${`It held ${count} records, not what was approved: the file was discarded and a decision is needed.`},
      updated_at = clock_timestamp()
    where id = ${request.id}::uuid`;
  const row = await reread(tx, request.id);
  await publishExport(tx, 'export.requested', row);
  await askForDecision(tx, row);
  await tellRequester(
    tx,
    row,
    `Your export of ${row.data_type} needs a new approval`,
    `It held ${count} records, not what was approved. The file was discarded.`,
  );
  await auditExport(tx, row, { action: 'exceed', actor_id: null });
}

async function failed(tx: SqlTx, request: ExportRow, job: EndedJob['job']): Promise<void> {
  const isCancelled = job.status === 'cancelled';
  const code = isCancelled ? 'job-cancelled' : job.error_code;
  const message = isCancelled ? 'Its job was cancelled while it ran.' : job.error_message;
  await tx.$executeRaw`
    update tenant.export_request set
      status = 'failed', error_code = ${code}, error_message = ${message},
      processing_ended_at = ${job.completed_at}::timestamptz, updated_at = clock_timestamp()
    where id = ${request.id}::uuid and status = 'processing'`;
  const row = await reread(tx, request.id);
  await tellRequester(tx, row, `Your export of ${row.data_type} failed`, message ?? 'No file was made.');
}

/** The job was cancelled before its turn, and the request with it. */
async function takenBack(tx: SqlTx, request: ExportRow, job: EndedJob['job']): Promise<void> {
  await tx.$executeRaw`
    update tenant.export_request set status = 'cancelled', updated_at = clock_timestamp(),
      updated_by_id = ${job.updated_by_id}::uuid
    where id = ${request.id}::uuid`;
  await auditExport(tx, await reread(tx, request.id), { action: 'cancel', actor_id: job.updated_by_id });
}
