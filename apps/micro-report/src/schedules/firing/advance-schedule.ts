import type { SqlTx } from '@galley/platform';
import type { SlotRecord } from './slot-records.js';

/** Moves a schedule on to its next slot and keeps what became of the last one that was to run. */
export async function advanceSchedule(
  tx: SqlTx,
  scheduleId: string,
  records: readonly SlotRecord[],
  next: Date | null,
): Promise<void> {
  const fired = records.filter(({ outcome }) => outcome === 'fired').length;
  const last = records.findLast(({ outcome }) => outcome !== 'skipped');
  const status = last ? (last.outcome === 'fired' ? 'queued' : 'failed') : null;
  await tx.$executeRaw`
    update tenant.tb_report_schedule set
      next_run_at = ${next}, fired_count = fired_count + ${fired}::int,
      last_run_at = case when ${status}::text is null then last_run_at else clock_timestamp() end,
      last_run_status = coalesce(${status}, last_run_status),
      last_run_error = case when ${status}::text is null then last_run_error else ${last?.detail ?? null} end
    where id = ${scheduleId}::uuid`;
}

/** A run by hand is the schedule's last run, and moves nothing. */
export async function noteRunByHand(tx: SqlTx, scheduleId: string): Promise<void> {
  await tx.$executeRaw`
    update tenant.tb_report_schedule set
      last_run_at = clock_timestamp(), last_run_status = 'queued', last_run_error = null
    where id = ${scheduleId}::uuid`;
}
