import { NotFound, Prisma, type Principal, type SqlTx } from '@galley/platform';
import { readsAny } from '../../archive/archive-visibility.js';
import type { ScheduleRow } from './schedule-row.js';

/** A schedule with the database's clock. */
export type SeenSchedule = ScheduleRow & { readonly now: Date };

/** A schedule that the caller may run; `lock` makes the transaction its only writer. `not-found` for any other. */
export async function runnableSchedule(
  tx: SqlTx,
  caller: Principal,
  id: string,
  lock: boolean,
): Promise<SeenSchedule> {
  // As with jobs: who is confined to business units knows of their own only.
  const seesAll = readsAny(caller) && caller.bu_codes === null;
  const [schedule] = await tx.$queryRaw<SeenSchedule[]>`
    select schedule.*, clock_timestamp() as now from tenant.tb_report_schedule as schedule
    where schedule.id = ${id}::uuid and schedule.organization_id = ${caller.organization.id}::uuid
      and schedule.deleted_at is null and (${seesAll} or schedule.owner_id = ${caller.id}::uuid)
    ${lock ? Prisma.sql`for update of schedule` : Prisma.empty}`;
  if (schedule) return schedule;
  throw NotFound.error('There is no such schedule, or it is not yours.');
}
