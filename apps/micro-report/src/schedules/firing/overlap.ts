import type { SqlTx } from '@galley/platform';

/** Whether a run of the schedule has not ended, by hand or by the clock. */
export async function isRunning(tx: SqlTx, scheduleId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ is_running: boolean }[]>`
    select exists (
      select from tenant.tb_report_job
      where schedule_id = ${scheduleId}::uuid and status in ('queued', 'processing')) as is_running`;
  return row?.is_running ?? false;
}
