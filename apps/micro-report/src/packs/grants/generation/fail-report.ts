import type { SqlTx } from '@galley/platform';
import type { JobRow } from '../../../jobs/job-row.js';
import { CANCELLED_BY_USER, sourcesOf } from '../reports/report-lifecycle.js';
import { removeLines } from './collect-lines.js';
import { faultText } from './step-failure.js';

/**
 * Fails the report whose job brought no file: it says in which step and why, and what was collected for it goes. The
 * versions before it stay as they are. False for jobs that generated none.
 */
export async function failReport(tx: SqlTx, job: JobRow): Promise<boolean> {
  const [report] = await tx.$queryRaw<
    { id: string; organization_id: string; generation_step: string | null }[]
  >`
    select id, organization_id, generation_step from grants.bufdir_report
    where organization_id = ${job.organization_id}::uuid and generation_job_id = ${job.id} for update`;
  if (!report) return false;
  await tx.$executeRaw`
    update grants.bufdir_report set status = 'failed', error_message = ${reasonOf(job, report.generation_step)}
    where id = ${report.id}::uuid and organization_id = ${report.organization_id}::uuid
      and status = any(${sourcesOf('failed', 'worker')})`;
  await tx.$executeRaw`delete from grants.bufdir_report_result where report_id = ${report.id}::uuid`;
  await removeLines(tx, report.id, report.organization_id);
  return true;
}

/** A job may end before any step began: outages used up its tries while it waited. */
function reasonOf({ status, error_code, error_message }: JobRow, step: string | null): string {
  if (status === 'cancelled') return CANCELLED_BY_USER;
  return faultText(step ?? 'queue', error_code ?? 'internal', error_message ?? 'No reason is known.');
}
