import { Prisma, type Principal, type SqlTx } from '@galley/platform';
import type { ScheduleRow } from './schedule-row.js';

/** A schedule whose time has come, locked by this transaction. */
export interface DueSchedule extends ScheduleRow {
  readonly next_run_at: Date;
  readonly organization: Principal['organization'];
  /** The database's clock when the schedule was locked. */
  readonly now: Date;
  /** Of a schedule that queues its runs: when the one before ended; before that the slot could not be fired. */
  readonly free_since: Date | null;
  /** Its slot was decided before: somebody has moved the schedule back in time. */
  readonly is_recorded: boolean;
}

/**
 * Locks up to `limit` due schedules, the longest due first, passing over those that another replica has and those in
 * `setAside`. Not due: paused, stopped and deleted ones, those of inactive organizations, those whose jitter is not over,
 * and those that queue their runs while one has not ended.
 */
export function lockDueSchedules(
  tx: SqlTx,
  limit: number,
  setAside: readonly string[],
): Promise<DueSchedule[]> {
  return tx.$queryRaw<DueSchedule[]>`
    select schedule.*, statement_timestamp() as now,
      jsonb_build_object('id', organization.id, 'code', organization.code, 'name', organization.name,
        'locale', organization.locale, 'timezone', organization.timezone) as organization,
      case when ${IS_QUEUING} then (
        select max(job.completed_at) from tenant.tb_report_job as job where job.schedule_id = schedule.id
      ) end as free_since,
      exists (
        select from tenant.schedule_run as run
        where run.schedule_id = schedule.id and run.scheduled_for = schedule.next_run_at) as is_recorded
    from tenant.tb_report_schedule as schedule
    join platform.organization as organization
      on organization.id = schedule.organization_id and organization.is_active
    where schedule.is_active and schedule.paused_at is null and schedule.deleted_at is null
      -- Not clock_timestamp(): an index is of no use for what changes within the statement.
      and schedule.next_run_at <= statement_timestamp()
      and tenant.schedule_fires_at(schedule.id, schedule.next_run_at, schedule.schedule_config ->> 'jitter_seconds')
        <= statement_timestamp()
      and not (${IS_QUEUING} and exists (
        select from tenant.tb_report_job as job
        where job.schedule_id = schedule.id and job.status in ('queued', 'processing')))
      and schedule.id <> all(${[...setAside]}::uuid[])
    order by schedule.next_run_at, schedule.id
    limit ${limit}
    for update of schedule skip locked`;
}

/** Never null, or a schedule without the setting would count as busy. */
const IS_QUEUING = Prisma.sql`coalesce(schedule.schedule_config ->> 'overlap_policy' = 'queue', false)`;
