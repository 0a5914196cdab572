import type { Tx } from '@galley/platform';
import { nextSlot } from '@galley/schedule';
import { timingOf } from '../firing/read-schedule.js';
import type { ScheduleRow } from '../firing/schedule-row.js';
import { settingsOf } from '../firing/schedule-settings.js';
import { databaseNow, slotRule } from '../schedule-rule.js';

/**
 * Computes the next slots of active schedules anew after the days off they go by have changed. A slot that is due already
 * is left to firing, which looks at the calendar itself.
 */
export async function moveSlots(tx: Tx, organizationId: string, code: string): Promise<void> {
  const now = await databaseNow(tx);
  const schedules = await tx.$queryRaw<ScheduleRow[]>`
    select * from tenant.tb_report_schedule
    where organization_id = ${organizationId}::uuid and schedule_config ->> 'holiday_calendar' = ${code}
      and next_run_at > ${now} and deleted_at is null
    order by id for update`;
  for (const schedule of schedules) {
    const settings = settingsOf(schedule);
    const timing = timingOf(schedule, settings.timezone);
    if (!timing) continue;
    const next = nextSlot(await slotRule(tx, organizationId, timing, settings), now);
    // Without any slot left the schedule keeps the one it has: firing ends it there, and says so.
    if (!next || next.getTime() === schedule.next_run_at?.getTime()) continue;
    await tx.$executeRaw`
      update tenant.tb_report_schedule set next_run_at = ${next} where id = ${schedule.id}::uuid`;
  }
}
