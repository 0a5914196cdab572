import type { AfterCommit, SqlTx } from '@galley/platform';
import { advanceSchedule } from './advance-schedule.js';
import type { DueSchedule } from './due-schedules.js';
import type { FiringHouse } from './firing-house.js';
import { planSlots } from './plan-slots.js';
import { readSchedule, type ReadSchedule } from './read-schedule.js';
import { SlotFirer } from './slot-firer.js';
import type { PlannedSlot } from './slot-plan.js';
import { recordedSlots, recordSlots, type SlotRecord } from './slot-records.js';
import { stopSchedule, type StopReason } from './stop-schedule.js';

/** Jobs that one turn makes, so that catching up never outgrows a transaction. */
const MAX_PER_TURN = 10;

/** What one turn made of a due schedule. */
export interface Firing {
  readonly records: readonly SlotRecord[];
  /** Where it goes from here; null = nowhere. */
  readonly next: Date | null;
  readonly stop: StopReason | null;
  readonly afterCommit: readonly AfterCommit[];
}

/**
 * Decides the due slots of one locked schedule and moves it on, in the caller's transaction: jobs, queue entries, records
 * and the next instant stand together or not at all. What a slot is refused for is recorded with the slot; what is thrown
 * (outages, a full line, defects) leaves the schedule due.
 */
export async function fireSchedule(tx: SqlTx, house: FiringHouse, due: DueSchedule): Promise<Firing> {
  const schedule = readSchedule(due);
  const firing = schedule ? await fire(tx, house, schedule) : unreadable(due);
  await recordSlots(tx, due, firing.records);
  await advanceSchedule(tx, due.id, firing.records, firing.next);
  if (firing.stop) await stopSchedule(tx, due, firing.stop);
  return firing;
}

async function fire(tx: SqlTx, house: FiringHouse, schedule: ReadSchedule): Promise<Firing> {
  const { due, settings } = schedule;
  const plan = await planSlots(tx, schedule, house.grace_ms);
  const firer = new SlotFirer(tx, house, schedule);
  const records: SlotRecord[] = [];
  let left = (settings.count ?? Number.POSITIVE_INFINITY) - due.fired_count;
  const open = await unrecorded(tx, due, plan.slots);
  for (const planned of open) {
    if (left <= 0 || firer.stop) break;
    const isEnough = firer.afterCommit.length >= MAX_PER_TURN;
    const record = isEnough ? null : await firer.decide(planned);
    // The rest stays due: until the run before has ended, or until the next round.
    if (!record) return { records, next: planned.slot, stop: null, afterCommit: firer.afterCommit };
    records.push(record);
    if (record.outcome === 'fired') left -= 1;
  }
  const isOver = left <= 0 || plan.next === null;
  const stop = firer.stop ?? (isOver ? 'ended' : null);
  return { records, next: stop ? null : plan.next, stop, afterCommit: firer.afterCommit };
}

/** Without those that were decided before, should the schedule have been moved back in time by hand. */
async function unrecorded(
  tx: SqlTx,
  due: DueSchedule,
  slots: readonly PlannedSlot[],
): Promise<PlannedSlot[]> {
  const known = await recordedSlots(
    tx,
    due,
    slots.map(({ slot }) => slot),
  );
  return slots.filter(({ slot }) => !known.has(slot.getTime()));
}

function unreadable(due: DueSchedule): Firing {
  const record: SlotRecord = {
    slot: due.next_run_at,
    trigger: 'slot',
    outcome: 'failed',
    reason: 'schedule-invalid',
    detail: 'The times of the schedule cannot be read.',
    job_id: null,
    requested_by_id: null,
  };
  return { records: [record], next: null, stop: 'schedule-invalid', afterCommit: [] };
}
