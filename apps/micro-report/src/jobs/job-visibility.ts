import { NotFound, type Prisma, type Principal, type Tx } from '@galley/platform';
import { readsAny } from '../archive/archive-visibility.js';
import type { JobRow } from './job-row.js';

type Where = Prisma.tb_report_jobWhereInput;

/**
 * The jobs a caller may know of: their own, and all of the organization's for the roles with that right; who is confined
 * to business units sees only their own.
 */
export function visibleJobs(caller: Principal): Where {
  const isForAll = readsAny(caller) && caller.bu_codes === null;
  return { deleted_at: null, ...(isForAll ? {} : { requested_by_id: caller.id }) };
}

/** `not-found` for a job that is not there or not the caller's to see. */
export async function visibleJob(tx: Tx, caller: Principal, id: string): Promise<JobRow> {
  const job = await tx.tb_report_job.findFirst({ where: { AND: [visibleJobs(caller), { id }] } });
  if (job) return job;
  throw NotFound.error('There is no such job, or it is not yours.');
}
