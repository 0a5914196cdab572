import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Principal, type SqlTx } from '@galley/platform';
import { JOB_STATUSES } from '../jobs/job-lifecycle.js';
import { ofSeenProjectSql, seesAllJobs } from '../jobs/job-visibility.js';
import type {
  ArchiveState,
  Dashboard,
  DashboardQuery,
  DeliveryState,
  FailedRun,
  NextRun,
  QueueState,
  TemplateState,
} from './dashboard-resource.js';

/** Figures about the caller's organization, all of one moment; callers confined to business units see their own runs. */
@Injectable()
export class DashboardService {
  constructor(private readonly database: Database) {}

  read(caller: Principal, { hours, top }: DashboardQuery): Promise<Dashboard> {
    return this.database.withTenantSql(caller.organization.id, async (tx) => {
      const view = new DashboardView(tx, caller, hours, top);
      return {
        as_of: await view.now(),
        hours,
        queue: await view.queue(),
        by_status: await view.byStatus(),
        by_template: await view.byTemplate(),
        failures: await view.failures(),
        next_schedules: await view.nextSchedules(),
        deliveries: await view.deliveries(),
        exports_pending: await view.exportsPending(),
        archive: await view.archive(),
      };
    });
  }
}

/** One look in one transaction: `now()` stands still, so the parts agree. */
class DashboardView {
  readonly #jobs: Prisma.Sql;
  readonly #since: Prisma.Sql;

  constructor(
    private readonly tx: SqlTx,
    private readonly caller: Principal,
    hours: number,
    private readonly top: number,
  ) {
    this.#since = Prisma.sql`now() - make_interval(hours => ${hours}::int)`;
    this.#jobs = Prisma.sql`job.deleted_at is null and ${this.#seen('job.requested_by_id', 'job.project_id')}`;
  }

  async now(): Promise<Date> {
    const rows = await this.tx.$queryRaw<{ now: Date }[]>`select now() as now`;
    return one(rows).now;
  }

  async queue(): Promise<QueueState> {
    const rows = await this.tx.$queryRaw<QueueState[]>`
      select count(*) filter (where status = 'queued')::int as waiting,
        count(*) filter (where status = 'processing')::int as running,
        min(created_at) filter (where status = 'queued') as oldest_waiting_at,
        round(extract(epoch from now() - min(created_at) filter (where status = 'queued')), 1)::float8 as oldest_waiting_s
      from tenant.tb_report_job as job where status in ('queued', 'processing') and ${this.#jobs}`;
    return one(rows);
  }

  async byStatus(): Promise<Record<string, number>> {
    const rows = await this.tx.$queryRaw<{ status: string; count: number }[]>`
      select status::text, count(*)::int as count from tenant.tb_report_job as job
      where created_at >= ${this.#since} and ${this.#jobs} group by status`;
    const counted = new Map(rows.map(({ status, count }) => [status, count]));
    return Object.fromEntries(JOB_STATUSES.map((status) => [status, counted.get(status) ?? 0]));
  }

  byTemplate(): Promise<TemplateState[]> {
    return this.tx.$queryRaw<TemplateState[]>`
      select job.report_template_id, job.report_type, max(template.name) as name, count(*)::int as runs,
        count(*) filter (where job.status = 'completed')::int as completed,
        count(*) filter (where job.status = 'failed')::int as failed,
        (avg(job.duration_ms) filter (where job.status = 'completed'))::int as average_ms,
        (percentile_disc(0.95) within group (order by job.duration_ms) filter (where job.status = 'completed')) as p95_ms,
        max(job.created_at) as last_run_at
      from tenant.tb_report_job as job
      left join platform.tb_report_template as template on template.id = job.report_template_id
      where job.created_at >= ${this.#since} and ${this.#jobs}
      group by job.report_template_id, job.report_type
      order by runs desc, job.report_type limit ${this.top}`;
  }

  failures(): Promise<FailedRun[]> {
    return this.tx.$queryRaw<FailedRun[]>`
      select id, report_type, error_code, error_message, schedule_id, completed_at from tenant.tb_report_job as job
      where status = 'failed' and created_at >= ${this.#since} and ${this.#jobs}
      order by completed_at desc, id limit ${this.top}`;
  }

  nextSchedules(): Promise<NextRun[]> {
    return this.tx.$queryRaw<NextRun[]>`
      select id, name, next_run_at, last_run_status from tenant.tb_report_schedule
      where is_active and paused_at is null and deleted_at is null and next_run_at is not null and ${this.#seen('owner_id')}
      order by next_run_at, id limit ${this.top}`;
  }

  async deliveries(): Promise<DeliveryState> {
    const rows = await this.tx.$queryRaw<DeliveryState[]>`
      select count(*) filter (where delivery.status in ('pending', 'sending'))::int as pending,
        count(*) filter (where delivery.status = 'failed' and delivery.updated_at >= ${this.#since})::int as failed
      from tenant.delivery join tenant.tb_report_job as job on job.id = delivery.job_id
      where delivery.status in ('pending', 'sending', 'failed') and ${this.#jobs}`;
    return one(rows);
  }

  async exportsPending(): Promise<number> {
    const rows = await this.tx.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from tenant.export_request
      where status = 'pending' and ${this.#seen('requested_by')}`;
    return one(rows).count;
  }

  async archive(): Promise<ArchiveState> {
    const rows = await this.tx.$queryRaw<ArchiveState[]>`
      select count(*)::int as files, coalesce(sum(size), 0)::float8 as bytes,
        count(*) filter (where expires_at < now() + interval '7 days')::int as expiring
      from tenant.generated_report
      where deleted_at is null and purged_at is null and (expires_at is null or expires_at > now())
        and ${this.#seen('requested_by_id')}`;
    return one(rows);
  }

  /** One's own rows, and others' where the caller knows of them. */
  #seen(person: string, project?: string): Prisma.Sql {
    const isOwn = Prisma.sql`${Prisma.raw(person)} = ${this.caller.id}::uuid`;
    if (!seesAllJobs(this.caller)) return isOwn;
    return Prisma.sql`(${isOwn} or ${ofSeenProjectSql(this.caller, project)})`;
  }
}

function one<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (!row) throw new Error('an aggregate without a row');
  return row;
}
