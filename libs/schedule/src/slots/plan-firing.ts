import { nextSlot, slotsBetween, type SlotRule } from './next-slot.js';

export const MISFIRE_POLICIES = ['fire_once', 'skip', 'fire_all'] as const;
/** What happens to slots that nobody was there to fire. */
export type MisfirePolicy = (typeof MISFIRE_POLICIES)[number];

export interface FiringQuestion {
  readonly rule: SlotRule;
  /** The first slot that has not been fired or skipped yet: `next_run_at`. */
  readonly due: Date;
  readonly now: Date;
  readonly policy: MisfirePolicy;
  /** Firings left by the schedule's `count`; null = any number. */
  readonly remaining?: number | null;
  /** How much later each slot fires, milliseconds; see `jitterMs`. */
  readonly jitterOf?: (slot: Date) => number;
  /** Later than this a slot counts as missed, milliseconds. */
  readonly graceMs?: number;
}

export interface PlannedFiring {
  readonly slot: Date;
  /** `catch_up`: it was missed and fires late. */
  readonly trigger: 'slot' | 'catch_up';
}

export interface FiringPlan {
  /** In order. */
  readonly fire: readonly PlannedFiring[];
  /** Missed slots that do not fire, in order, the newest hundred of them. */
  readonly skipped: readonly Date[];
  /** There were more missed slots than are listed, from `due` on. */
  readonly hasOlder: boolean;
  /** `next_run_at` from now on; null = it has ended. */
  readonly next: Date | null;
}

/** Slots that one plan looks at; older ones were missed for so long that nobody wants them one by one. */
export const MAX_PLANNED = 100;
const GRACE_MS = 60_000;
const MAX_SEARCHED = 200;

/**
 * Decides what a schedule does now. A slot is due when its jitter is over, and missed when it is later than the grace.
 * Missed slots: `fire_once` fires the newest of them unless one is due in time anyway, `skip` none, `fire_all` every
 * one, at most a hundred. What does not fire is listed as skipped. Pure: the database's clock is given as `now`.
 */
export function planFiring(question: FiringQuestion): FiringPlan {
  const { rule, now, policy, remaining = null, graceMs = GRACE_MS, jitterOf = () => 0 } = question;
  const { slots, hasOlder } = slotsUntilNow(question);
  const waiting = slots.findIndex((slot) => slot.getTime() + jitterOf(slot) > now.getTime());
  const due = waiting < 0 ? slots : slots.slice(0, waiting);
  const isMissed = (slot: Date): boolean => now.getTime() - slot.getTime() - jitterOf(slot) > graceMs;
  const missed = due.filter(isMissed);
  const inTime = due.filter((slot) => !isMissed(slot));

  const caughtUp =
    policy === 'fire_all' ? missed : policy === 'fire_once' && inTime.length === 0 ? missed.slice(-1) : [];
  const wanted = [...caughtUp, ...inTime].slice(0, remaining ?? undefined);
  const isOver = remaining !== null && wanted.length >= remaining;
  return {
    fire: wanted.map((slot) => ({ slot, trigger: isMissed(slot) ? 'catch_up' : 'slot' })),
    skipped: missed.filter((slot) => !wanted.includes(slot)),
    hasOlder,
    next: isOver ? null : (slots[due.length] ?? nextSlot(rule, now)),
  };
}

/**
 * The newest slots from `due` up to now. Where they are too many to look at, a later beginning is found by halving: a year
 * of missed minutes takes as long as an hour of them.
 */
function slotsUntilNow({ rule, due, now }: FiringQuestion): { slots: Date[]; hasOlder: boolean } {
  if (due > now) return { slots: [], hasOlder: false };
  let tooEarly = due.getTime() - 1;
  const all = slotsBetween(rule, new Date(tooEarly), now, MAX_SEARCHED);
  if (all.length < MAX_SEARCHED) return withDue(all, due);
  let tooLate = now.getTime();
  for (;;) {
    const from = Math.floor((tooEarly + tooLate) / 2);
    const slots = slotsBetween(rule, new Date(from), now, MAX_SEARCHED);
    if (slots.length === MAX_SEARCHED) tooEarly = from;
    else if (slots.length < MAX_PLANNED && from > tooEarly) tooLate = from;
    else return { slots: slots.slice(-MAX_PLANNED), hasOlder: true };
  }
}

/** The row's own instant counts even where the rule has changed since: a slot that was promised is fired. */
function withDue(slots: readonly Date[], due: Date): { slots: Date[]; hasOlder: boolean } {
  const all = slots[0]?.getTime() === due.getTime() ? [...slots] : [due, ...slots];
  return { slots: all.slice(-MAX_PLANNED), hasOlder: all.length > MAX_PLANNED };
}
