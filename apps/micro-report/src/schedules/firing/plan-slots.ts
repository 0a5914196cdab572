import type { SqlTx } from '@galley/platform';
import { jitterMs, nextInstant, nextSlot, planFiring, slotsBetween, type SlotRule } from '@galley/schedule';
import { holidaysOf } from './holidays-of.js';
import type { ReadSchedule } from './read-schedule.js';
import type { PlannedSlot, SlotPlan } from './slot-plan.js';
import { lastDecided } from './slot-records.js';

/** Days off that are put on record with one run; a schedule of every minute would have thousands. */
const MAX_DAYS_OFF = 100;

/**
 * What time alone decides about a due schedule: which of its slots fire, which were missed or fell on days off, and where
 * it goes from here. A slot that waited for the run before counts its lateness from the end of that run.
 */
export async function planSlots(tx: SqlTx, schedule: ReadSchedule, graceMs: number): Promise<SlotPlan> {
  const { due, settings, timing } = schedule;
  const { jitter_seconds, misfire_policy: policy, until = null } = settings;
  const holidays = await holidaysOf(tx, due.organization_id, settings);
  const rule: SlotRule = { timing, holidays, until };
  const first = firstWorking(rule, due.next_run_at);
  const off = holidays ? await daysOff(tx, schedule, rule, first ?? due.now) : [];
  if (!first || first > due.now) return { slots: off, next: first };
  const freeSince = due.free_since?.getTime() ?? 0;
  const jitterOf = (slot: Date): number =>
    Math.max(jitterMs(due.id, slot, jitter_seconds), freeSince - slot.getTime());
  const plan = planFiring({ rule, due: first, now: due.now, policy, jitterOf, graceMs });
  const slots: PlannedSlot[] = [
    ...off,
    ...plan.fire.map(({ slot, trigger }) => ({ slot, trigger, action: 'fire' as const })),
    ...plan.skipped.map((slot) => missed(slot, 'Nobody was there to fire it.')),
    ...(plan.hasOlder ? [missed(first, 'Nobody was there to fire it, nor the older ones after it.')] : []),
  ];
  return { slots: slots.sort((one, other) => one.slot.getTime() - other.slot.getTime()), next: plan.next };
}

/** The row's own slot, unless it was made a day off since it was computed: then what the calendar says instead. */
function firstWorking(rule: SlotRule, due: Date): Date | null {
  if (!rule.holidays) return due;
  const before = new Date(due.getTime() - 1);
  const isSlot = nextInstant(rule.timing, before)?.getTime() === due.getTime();
  return isSlot ? nextSlot(rule, before) : due;
}

function missed(slot: Date, detail: string): PlannedSlot {
  return { slot, trigger: 'slot', action: 'skip', reason: 'misfire', detail };
}

/** Slots before `until` and since the last decided one that fell on days off: passed over, and their reader is told. */
async function daysOff(
  tx: SqlTx,
  { due, settings, timing }: ReadSchedule,
  rule: SlotRule,
  until: Date,
): Promise<PlannedSlot[]> {
  const after = (await lastDecided(tx, due)) ?? new Date(due.next_run_at.getTime() - 1);
  const working = new Set(slotsBetween(rule, after, until, MAX_DAYS_OFF).map((slot) => slot.getTime()));
  const detail =
    settings.holiday_policy === 'shift'
      ? 'A day off: moved to the next working day.'
      : 'A day off: nothing is run.';
  return slotsBetween({ timing }, after, until, MAX_DAYS_OFF)
    .filter((slot) => slot < until && slot <= due.now && !working.has(slot.getTime()))
    .map((slot) => ({ slot, trigger: 'slot', action: 'skip', reason: 'holiday', detail }));
}
