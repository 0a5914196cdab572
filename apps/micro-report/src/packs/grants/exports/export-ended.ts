import { formatOf } from '@galley/render';
import { newId, type SqlTx } from '@galley/platform';
import type { EndedJob } from '../../../jobs/job-endings.js';

/** What the end of a job means for the export that ordered it, in the transaction that ends it; nothing for other jobs. */
export async function exportEnded(tx: SqlTx, { job, report }: EndedJob): Promise<void> {
  if (!report) {
    const why = job.status === 'cancelled' ? 'The job was cancelled.' : job.error_message;
    await tx.$executeRaw`
      update grants.bufdir_report_export set status = 'failed', error_message = ${why}
      where job_id = ${job.id}::uuid and status = 'pending'`;
    return;
  }
  const { storage_key, file } = report;
  const [made] = await tx.$queryRaw<{ report_id: string }[]>`
    update grants.bufdir_report_export set
      status = 'completed', storage_key = ${storage_key}, size = ${file.size}::bigint, sha256 = ${file.sha256},
      completed_at = clock_timestamp()
    where job_id = ${job.id}::uuid and status = 'pending'
    returning report_id::text`;
  if (!made) return;
  // The first file is the one that the report names (the versioned source's export_file_path).
  await tx.$executeRaw`
    update grants.bufdir_report set storage_key = ${storage_key}, updated_at = clock_timestamp()
    where id = ${made.report_id}::uuid and storage_key is null and status = 'completed'`;
}

/** Enters the file that was made together with the report as its first export. */
export async function enterFirstExport(
  tx: SqlTx,
  reportId: string,
  { job, report }: EndedJob & { readonly report: NonNullable<EndedJob['report']> },
): Promise<void> {
  const { storage_key, file } = report;
  await tx.$executeRaw`
    insert into grants.bufdir_report_export (
      id, organization_id, report_id, format, status, job_id, storage_key, size, sha256, created_by_id, completed_at)
    values (
      ${newId()}::uuid, ${job.organization_id}::uuid, ${reportId}::uuid, ${formatOf(job.format)?.extension ?? job.format},
      'completed', ${job.id}::uuid, ${storage_key}, ${file.size}::bigint, ${file.sha256}, ${job.requested_by_id}::uuid,
      clock_timestamp())`;
}
