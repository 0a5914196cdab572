import type { SqlTx } from '@galley/platform';
import type { Firing } from './firing.js';

type Advance = Pick<Firing, 'records' | 'next'> & { readonly due: { readonly id: string } };

/** Moves schedules on to their next slots, and keeps what became of the last slot that was to run. */
export async function advanceSchedules(tx: SqlTx, firings: readonly Advance[]): Promise<void> {
  const rows = firings.map(({ due, records, next }) => {
    const last = records.findLast(({ outcome }) => outcome !== 'skipped');
    return {
      id: due.id,
      next,
      fired: records.filter(({ outcome }) => outcome === 'fired').length,
      status: last ? (last.outcome === 'fired' ? 'queued' : 'failed') : null,
      error: last?.detail ?? null,
    };
  });
  await tx.$executeRaw`
    update tenant.tb_report_schedule as schedule set
      next_run_at = moved.next, fired_count = schedule.fired_count + moved.fired,
      last_run_at = case when moved.status is null then schedule.last_run_at else clock_timestamp() end,
      last_run_status = coalesce(moved.status, schedule.last_run_status),
      last_run_error = case when moved.status is null then schedule.last_run_error else moved.error end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as moved(
      id uuid, next timestamptz, fired int, status text, error text)
    where schedule.id = moved.id`;
}

/** A run by hand is the schedule's last run, and moves nothing. */
export async function noteRunByHand(tx: SqlTx, scheduleId: string): Promise<void> {
  await tx.$executeRaw`
    update tenant.tb_report_schedule set
      last_run_at = clock_timestamp(), last_run_status = 'queued', last_run_error = null
    where id = ${scheduleId}::uuid`;
}
