import { newId, type SqlTx } from '@galley/platform';
import { canBecome, type SlotOutcome, type SlotTrigger } from './slot-lifecycle.js';

/** What became of one slot, as `GET /api/reports/scheduled/:id/runs` shows it. */
export interface SlotRecord {
  readonly slot: Date;
  readonly trigger: SlotTrigger;
  readonly outcome: SlotOutcome;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly job_id: string | null;
  /** Who asked for a run by hand; null = the clock did. */
  readonly requested_by_id: string | null;
}

interface ScheduleKey {
  readonly id: string;
  readonly organization_id: string;
}

/** A record, and whose slot it is about. */
export interface ScheduledRecord {
  readonly schedule: ScheduleKey;
  readonly record: SlotRecord;
}

/** Writes what became of slots. A second record for the same instant is refused by the unique key. */
export async function recordSlots(tx: SqlTx, records: readonly ScheduledRecord[]): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map(({ schedule, record }) => {
    const { slot: scheduled_for, trigger, outcome } = record;
    if (!canBecome(outcome, trigger))
      throw new Error(`a slot of trigger ${trigger} cannot become ${outcome}`);
    const { id: schedule_id, organization_id } = schedule;
    return { ...record, id: newId(), schedule_id, organization_id, scheduled_for };
  });
  await tx.$executeRaw`
    insert into tenant.schedule_run (
      id, organization_id, schedule_id, scheduled_for, trigger, outcome, reason, detail, job_id, requested_by_id, created_at)
    select run.id, run.organization_id, run.schedule_id, run.scheduled_for, run.trigger, run.outcome,
      run.reason, run.detail, run.job_id, run.requested_by_id, clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as run(
      id uuid, organization_id uuid, schedule_id uuid, scheduled_for timestamptz, trigger text, outcome text, reason text,
      detail text, job_id uuid, requested_by_id uuid)`;
}

/**
 * The instants among `slots` that have a record already, as epoch milliseconds. Only a schedule that was moved back in
 * time by hand has any; what was fired once is not fired again.
 */
export async function recordedSlots(
  tx: SqlTx,
  schedule: ScheduleKey,
  slots: readonly Date[],
): Promise<ReadonlySet<number>> {
  if (slots.length === 0) return new Set();
  const instants = slots.map((slot) => slot.toISOString());
  const rows = await tx.$queryRaw<{ scheduled_for: Date }[]>`
    select scheduled_for from tenant.schedule_run
    where schedule_id = ${schedule.id}::uuid and scheduled_for = any(${instants}::timestamptz[])`;
  return new Set(rows.map(({ scheduled_for }) => scheduled_for.getTime()));
}

/** The newest slot of the schedule that has a record; null = none. */
export async function lastDecided(tx: SqlTx, schedule: ScheduleKey): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ last: Date | null }[]>`
    select max(scheduled_for) as last from tenant.schedule_run
    where organization_id = ${schedule.organization_id}::uuid and schedule_id = ${schedule.id}::uuid
      and trigger <> 'manual'`;
  return row?.last ?? null;
}
