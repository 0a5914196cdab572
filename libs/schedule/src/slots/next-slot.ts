import { Temporal } from 'temporal-polyfill';
import { nextInstant } from '../next-instant.js';
import type { ScheduleTiming } from '../timing.js';
import { atWallClock, localDateOf, wallClockOf } from '../zones.js';
import {
  isWorkingDay,
  MAX_DAYS_OFF,
  workingDayFrom,
  type WorkingCalendar,
  type Holidays,
} from './working-calendar.js';

/** Everything that decides at which instants a schedule fires. */
export interface SlotRule {
  readonly timing: ScheduleTiming;
  readonly holidays?: Holidays | null;
  /** The last instant at which it may fire. */
  readonly until?: Date | null;
}

/** Slots on days off that a search passes over before it says "never": every Sunday in a calendar without Sundays. */
const MAX_SKIPPED = 400;

/** The next slot strictly after an instant, holidays and end considered; null when there is none. */
export function nextSlot({ timing, holidays, until }: SlotRule, after: Date): Date | null {
  const slot = !holidays
    ? nextInstant(timing, after)
    : holidays.policy === 'skip'
      ? nextOnWorkingDay(timing, holidays.calendar, after)
      : nextShifted(timing, holidays.calendar, after);
  return slot && (!until || slot <= until) ? slot : null;
}

/** The next slots strictly after an instant and not after `upTo`, at most `limit`. */
export function slotsBetween(rule: SlotRule, after: Date, upTo: Date | null, limit: number): Date[] {
  const found: Date[] = [];
  for (let last = after; found.length < limit;) {
    const slot = nextSlot(rule, last);
    if (!slot || (upTo && slot > upTo)) break;
    found.push(slot);
    last = slot;
  }
  return found;
}

function nextOnWorkingDay(timing: ScheduleTiming, calendar: WorkingCalendar, after: Date): Date | null {
  let slot = nextInstant(timing, after);
  for (let skipped = 0; slot && skipped < MAX_SKIPPED; skipped += 1) {
    const date = localDateOf(slot, timing.timezone);
    if (isWorkingDay(calendar, date)) return slot;
    // Straight to the next day: a slot a minute need not be asked 1,440 times.
    const dayEnd = new Date(startOfDay(date.add({ days: 1 }), timing.timezone).getTime() - 1);
    slot = nextInstant(timing, dayEnd > slot ? dayEnd : slot);
  }
  return null;
}

/**
 * Slots of days off move to the next working day, so the next to fire may be one that was due before `after`: the search
 * begins with the days off that `after` stands in or behind. Slots that meet are one. Of each day off only its first slot
 * that still counts is asked for: a slot a minute over a weekend would be thousands otherwise.
 */
function nextShifted(timing: ScheduleTiming, calendar: WorkingCalendar, after: Date): Date | null {
  let date = localDateOf(after, timing.timezone);
  for (let days = 0; !isWorkingDay(calendar, date.subtract({ days: 1 })); days += 1) {
    if (days > MAX_DAYS_OFF) return null;
    date = date.subtract({ days: 1 });
  }
  let best: Date | null = null;
  let day: Temporal.PlainDate | null = null;
  // From here on slots move forward by themselves, and none of an earlier day comes.
  for (let slot = nextInstant(timing, justBefore(date, timing.timezone)); slot && (!best || slot < best);) {
    date = localDateOf(slot, timing.timezone);
    // Days off in a row have one working day behind them.
    if (!day || Temporal.PlainDate.compare(day, date) < 0) day = workingDayFrom(calendar, date);
    if (!day) return best;
    if (day.equals(date)) {
      if (slot > after) return slot;
      slot = nextInstant(timing, after);
      continue;
    }
    const moved = firstMoved(timing, { slot, day, after });
    if (moved && (!best || moved < best)) best = moved;
    slot = nextInstant(timing, justBefore(date.add({ days: 1 }), timing.timezone));
  }
  return best;
}

interface DayOff {
  /** The first slot of a day off. */
  readonly slot: Date;
  /** Where its slots move to. */
  readonly day: Temporal.PlainDate;
  readonly after: Date;
}

/** The first slot of a day off that is after an instant once it has moved; null when none is. */
function firstMoved(timing: ScheduleTiming, { slot, day, after }: DayOff): Date | null {
  const { timezone } = timing;
  const moved = movedTo(timing, slot, day);
  if (moved > after) return moved;
  // Slots keep their order and their time of day, so those before that of `after` need not be looked at.
  const date = localDateOf(slot, timezone);
  const time = wallClockOf(after, timezone).toPlainTime();
  let next = nextInstant(timing, new Date(atWallClock(date, time, timezone).getTime() - 1));
  while (next && localDateOf(next, timezone).equals(date)) {
    const later = movedTo(timing, next, day);
    if (later > after) return later;
    next = nextInstant(timing, next);
  }
  return null;
}

function movedTo(timing: ScheduleTiming, slot: Date, day: Temporal.PlainDate): Date {
  const wall = wallClockOf(slot, timing.timezone);
  const time = timing.kind === 'frequency' ? Temporal.PlainTime.from(timing.time_of_day) : wall.toPlainTime();
  return atWallClock(day, time, timing.timezone);
}

function justBefore(date: Temporal.PlainDate, zone: string): Date {
  return new Date(startOfDay(date, zone).getTime() - 1);
}

function startOfDay(date: Temporal.PlainDate, zone: string): Date {
  return new Date(date.toZonedDateTime(zone).epochMilliseconds);
}
