import type { Prisma, Role } from '@galley/platform';

/** A row of `tenant.tb_report_job`. */
export type JobRow = Prisma.tb_report_jobGetPayload<object>;

/** The requester's rights as they were when the job was accepted; what the run may read is decided by them. */
export interface Requester {
  readonly kind: 'user' | 'api_key' | 'service';
  readonly roles: readonly Role[];
  readonly bu_codes: readonly string[] | null;
  readonly project_ids: readonly string[];
}

/** Reads what `accept-jobs.ts` wrote. */
export function requesterOf(job: Pick<JobRow, 'requester'>): Requester {
  return job.requester as unknown as Requester;
}

/** Something of a run that its reader must know although the run succeeded. */
export interface JobWarning {
  readonly code: string;
  readonly detail: string;
}
