import type { SqlTx } from '@galley/platform';
import type { DueSchedule } from './due-schedules.js';
import type { FiringHouse } from './firing-house.js';
import type { Owners } from './owners.js';
import { planSlots } from './plan-slots.js';
import { readSchedule, type ReadSchedule } from './read-schedule.js';
import { SlotDecider, type OrderedSlot } from './slot-decider.js';
import type { PlannedSlot } from './slot-plan.js';
import { recordedSlots, type SlotRecord } from './slot-records.js';
import type { StopReason } from './stop-schedule.js';

/** Jobs that one turn makes, so that catching up never outgrows a transaction. */
const MAX_PER_TURN = 10;

/** What one turn makes of a due schedule; nothing of it is written yet. */
export interface ScheduleTurn {
  readonly due: DueSchedule;
  readonly ordered: readonly OrderedSlot[];
  readonly records: readonly SlotRecord[];
  /** Where it goes from here; null = nowhere. */
  readonly next: Date | null;
  readonly stop: StopReason | null;
}

/**
 * Decides the due slots of one locked schedule. What a slot is refused for is recorded with the slot; what is thrown
 * (outages, defects) is no fault of the slot's.
 */
export function turnOf(
  tx: SqlTx,
  house: FiringHouse,
  owners: Owners,
  due: DueSchedule,
): Promise<ScheduleTurn> {
  const schedule = readSchedule(due);
  return schedule ? readTurn(tx, house, owners, schedule) : unreadable(tx, due);
}

async function readTurn(
  tx: SqlTx,
  house: FiringHouse,
  owners: Owners,
  schedule: ReadSchedule,
): Promise<ScheduleTurn> {
  const { due, settings } = schedule;
  const plan = await planSlots(tx, schedule, house.grace_ms);
  const decider = new SlotDecider(tx, house, owners, schedule);
  const records: SlotRecord[] = [];
  const ordered: OrderedSlot[] = [];
  const left = (settings.count ?? Number.POSITIVE_INFINITY) - due.fired_count;
  for (const planned of await unrecorded(tx, due, plan.slots)) {
    if (ordered.length >= left || decider.stop) break;
    const decision = ordered.length < MAX_PER_TURN ? await decider.decide(planned) : null;
    // The rest stays due: until the run before has ended, or until the next round.
    if (!decision) return { due, ordered, records, next: planned.slot, stop: null };
    if ('record' in decision) records.push(decision.record);
    else ordered.push(decision.ordered);
  }
  const isOver = ordered.length >= left || plan.next === null;
  const stop = decider.stop ?? (isOver ? 'ended' : null);
  return { due, ordered, records, next: stop ? null : plan.next, stop };
}

/** Without those that were decided before, should the schedule have been moved back in time by hand. */
async function unrecorded(
  tx: SqlTx,
  due: DueSchedule,
  slots: readonly PlannedSlot[],
): Promise<readonly PlannedSlot[]> {
  const [only, ...others] = slots;
  const isUsual = others.length === 0 && only?.slot.getTime() === due.next_run_at.getTime();
  if (isUsual) return due.is_recorded ? [] : slots;
  const known = await recordedSlots(
    tx,
    due,
    slots.map(({ slot }) => slot),
  );
  return slots.filter(({ slot }) => !known.has(slot.getTime()));
}

async function unreadable(tx: SqlTx, due: DueSchedule): Promise<ScheduleTurn> {
  const planned: PlannedSlot = { slot: due.next_run_at, trigger: 'slot', action: 'fire' };
  const records = (await unrecorded(tx, due, [planned])).map(({ slot, trigger }): SlotRecord => ({
    slot,
    trigger,
    outcome: 'failed',
    reason: 'schedule-invalid',
    detail: 'The times of the schedule cannot be read.',
    job_id: null,
    requested_by_id: null,
  }));
  return { due, ordered: [], records, next: null, stop: 'schedule-invalid' };
}
