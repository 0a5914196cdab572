import { NotFound, type SqlTx } from '@galley/platform';
import type { ScheduleRow } from './schedule-row.js';

/** A schedule with the database's clock. */
export type LockedSchedule = ScheduleRow & { readonly now: Date };

/** The schedule, whose only writer the transaction is from here on. `not-found` when it was deleted meanwhile. */
export async function lockSchedule(tx: SqlTx, id: string): Promise<LockedSchedule> {
  const [schedule] = await tx.$queryRaw<LockedSchedule[]>`
    select schedule.*, clock_timestamp() as now from tenant.tb_report_schedule as schedule
    where schedule.id = ${id}::uuid and schedule.deleted_at is null for update`;
  if (schedule) return schedule;
  throw NotFound.error('There is no such schedule, or it is not yours.');
}
