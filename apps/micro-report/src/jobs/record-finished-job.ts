import type { IncomingRequest, Principal, SqlTx } from '@galley/platform';
import type { RenderedFile } from '../rendering/render-task.js';
import { insertJobs } from './insert-jobs.js';
import type { JobOrder } from './job-order.js';
import type { JobRow } from './job-row.js';

/** A file that was made while its reader waited. */
export interface FinishedWork {
  readonly order: JobOrder;
  readonly file: Pick<RenderedFile, 'size' | 'sha256' | 'rows'>;
  readonly file_name: string;
  readonly started_at: Date;
}

/**
 * Writes down a job that is over: completed, without a file in the archive. The row passes through the same states as any
 * other job, in one transaction, so that no worker ever sees it waiting. Whoever writes the audit entry does so after it.
 */
export async function recordFinishedJob(
  tx: SqlTx,
  { caller, request }: { readonly caller: Principal; readonly request: IncomingRequest },
  { order, file, file_name, started_at }: FinishedWork,
): Promise<JobRow> {
  const { kind, roles, bu_codes, project_ids, id } = caller;
  const origin = {
    organization_id: caller.organization.id,
    requested_by_id: id,
    requester: { kind, roles, bu_codes, project_ids },
    request_id: request.request_id,
    ip: request.ip,
    batch_id: null,
  };
  const [job] = await insertJobs(tx, origin, [order], [0]);
  if (!job) throw new Error('the job was not written down');
  await tx.$executeRaw`
    update tenant.tb_report_job set status = 'processing', attempts = 1, started_at = ${started_at}
    where id = ${job.id}::uuid`;
  await tx.$executeRaw`
    update tenant.tb_report_job set
      status = 'completed', stage = 'done', progress = 100, file_name = ${file_name}, file_size = ${file.size},
      row_count = ${file.rows}, sha256 = ${file.sha256}, updated_at = clock_timestamp()
    where id = ${job.id}::uuid`;
  return job;
}
