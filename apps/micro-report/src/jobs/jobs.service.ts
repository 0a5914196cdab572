import { Inject, Injectable } from '@nestjs/common';
import {
  Database,
  mapPage,
  pageOf,
  REPORT_QUEUE,
  type Page,
  type Principal,
  type ReportQueue,
  type SqlTx,
} from '@galley/platform';
import { auditEnd } from './job-claims.js';
import { JobEndings } from './job-endings.js';
import { isFinal, sourcesOf } from './job-lifecycle.js';
import { JobFinished } from './job-problems.js';
import type { JobRow } from './job-row.js';
import { jobView, type JobView } from './job-view.js';
import { visibleJob, visibleJobs } from './job-visibility.js';
import { JobWatch } from './job-watch.js';
import type { JobsQuery } from './jobs-query.js';

const SORTABLE = ['created_at', 'status', 'report_type', 'format'];

/** What callers see of jobs, and the one thing they may do to a running one: cancel it. */
@Injectable()
export class JobsService {
  constructor(
    private readonly database: Database,
    private readonly watch: JobWatch,
    private readonly endings: JobEndings,
    @Inject(REPORT_QUEUE) private readonly queue: ReportQueue,
  ) {}

  list(caller: Principal, query: JobsQuery): Promise<Page<JobView>> {
    const { status, report_type, batch_id, parent_job_id, schedule_id, project_id, requested_by } = query;
    const own = requested_by ? { requested_by_id: caller.id } : {};
    const where = {
      AND: [
        visibleJobs(caller),
        { status, report_type, batch_id, parent_job_id, schedule_id, project_id, ...own },
      ],
    };
    return this.database.withTenant(caller.organization.id, async (tx) => {
      const page = await pageOf(
        query,
        { by: SORTABLE, initially: '-created_at' },
        (window) => tx.tb_report_job.findMany({ where, ...window }),
        () => tx.tb_report_job.count({ where }),
      );
      return mapPage(page, jobView);
    });
  }

  /** `not-found` when it is not there or not the caller's to see. */
  find(caller: Principal, id: string): Promise<JobRow> {
    return this.database.withTenantSql(caller.organization.id, (tx) => visibleJob(tx, caller, id));
  }

  /** The job once it has ended, or null when it has not within this time. */
  async finished(caller: Principal, id: string, withinMs: number): Promise<JobView | null> {
    return (await this.watch.ends(id, withinMs)) ? jobView(await this.find(caller, id)) : null;
  }

  /**
   * A waiting job is cancelled at once; a running one is asked to stop, which its worker does within a second. Again is
   * the same answer; `job-finished` (409) for a job that has ended.
   */
  async cancel(caller: Principal, id: string): Promise<JobView> {
    let afterCommit = (): Promise<void> => Promise.resolve();
    const job = await this.database.withTenantSql(caller.organization.id, async (tx) => {
      const before = await visibleJob(tx, caller, id);
      const after = await requestCancel(tx, caller, id);
      if (!after) throw JobFinished.error(`The job is ${before.status} and cannot be cancelled any more.`);
      if (isFinal(after.status)) {
        afterCommit = await this.endings.ended(tx, { job: after, report: null });
        await auditEnd(tx, after);
      }
      return after;
    });
    await afterCommit();
    // Only housekeeping: a worker that meets the entry finds the final row.
    if (isFinal(job.status)) await this.queue.remove([id]).catch(() => undefined);
    return jobView(job);
  }
}

/** Null when the job has ended already. */
async function requestCancel(tx: SqlTx, caller: Principal, id: string): Promise<JobRow | null> {
  const [row] = await tx.$queryRaw<JobRow[]>`
    update tenant.tb_report_job set
      status = case when status = any(${sourcesOf('cancelled', 'requester')}::tenant.enum_report_job_status[])
               then 'cancelled' else status end::tenant.enum_report_job_status,
      stage = case when status = 'queued' then null else stage end,
      cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp()),
      updated_at = clock_timestamp(), updated_by_id = ${caller.id}::uuid
    where id = ${id}::uuid and status in ('queued', 'processing')
    returning *`;
  return row ?? null;
}
