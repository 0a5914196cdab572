import { NotFound, type Prisma, type Principal, type SqlTx } from '@galley/platform';
import { readsAny } from '../archive/archive-visibility.js';
import type { JobRow } from './job-row.js';

type Where = Prisma.tb_report_jobWhereInput;

/**
 * The jobs a caller may know of: their own, and all of the organization's for the roles with that right; who is confined
 * to business units sees only their own.
 */
export function visibleJobs(caller: Principal): Where {
  return { deleted_at: null, ...(seesAllJobs(caller) ? {} : { requested_by_id: caller.id }) };
}

/** `not-found` for a job that is not there or not the caller's to see. In SQL: every waiting client asks it. */
export async function visibleJob(tx: SqlTx, caller: Principal, id: string): Promise<JobRow> {
  const [job] = await tx.$queryRaw<JobRow[]>`
    select * from tenant.tb_report_job
    where id = ${id}::uuid and deleted_at is null and (${seesAllJobs(caller)} or requested_by_id = ${caller.id}::uuid)`;
  if (job) return job;
  throw NotFound.error('There is no such job, or it is not yours.');
}

/** Whether the caller knows of everybody's runs in the organization. */
export function seesAllJobs(caller: Principal): boolean {
  return readsAny(caller) && caller.bu_codes === null;
}
