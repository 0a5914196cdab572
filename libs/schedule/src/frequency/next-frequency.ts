import { Temporal } from 'temporal-polyfill';
import type { FrequencyTiming } from '../timing.js';
import { atWallClock, localDateOf } from '../zones.js';

/** Months from one slot to the next, and the month the cycle goes through when none is given. */
const CYCLES = { monthly: 1, quarterly: 3, annual: 12 } as const;

/**
 * The smallest instant strictly after `after` whose wall clock is the slot (rule EN-NR of packs/energy.md); null for
 * on demand. `public.calculate_next_run_time()` answers the same in SQL.
 */
export function nextFrequency(timing: FrequencyTiming, after: Date): Date | null {
  const time = Temporal.PlainTime.from(timing.time_of_day);
  // A slot of yesterday may lie after now: a gap at midnight, or a whole day that a zone left out, moves it forward.
  const from = localDateOf(after, timing.timezone).subtract({ days: 1 });
  for (const date of slotDates(timing, from)) {
    const slot = atWallClock(date, time, timing.timezone);
    if (slot > after) return slot;
  }
  return null;
}

/** The dates of slots, from a date on, without end. */
function* slotDates(timing: FrequencyTiming, from: Temporal.PlainDate): Generator<Temporal.PlainDate> {
  switch (timing.frequency) {
    case 'on_demand':
      return;
    case 'daily':
      yield* every(from, { days: 1 });
      return;
    case 'weekly':
      yield* every(from.add({ days: daysTo(timing.day_of_week ?? 0, from) }), { weeks: 1 });
      return;
    case 'monthly':
    case 'quarterly':
    case 'annual':
      yield* monthlyDates(CYCLES[timing.frequency], timing, from);
  }
}

function* every(first: Temporal.PlainDate, step: Temporal.DurationLike): Generator<Temporal.PlainDate> {
  for (let date = first; ; date = date.add(step)) yield date;
}

/** Temporal's Sunday is 7, ours is 0. */
function daysTo(weekday: number, from: Temporal.PlainDate): number {
  return (weekday - (from.dayOfWeek % 7) + 7) % 7;
}

/** The day asked for in every month of the cycle; the last day of a shorter month, without forgetting the day. */
function* monthlyDates(
  cycle: number,
  { day_of_month, month }: FrequencyTiming,
  from: Temporal.PlainDate,
): Generator<Temporal.PlainDate> {
  const ahead = ((((month ?? 1) - from.month) % cycle) + cycle) % cycle;
  const first = from.toPlainYearMonth().add({ months: ahead });
  for (let nth = 0; ; nth += 1) {
    const date = first.add({ months: nth * cycle }).toPlainDate({ day: day_of_month ?? 1 });
    if (Temporal.PlainDate.compare(date, from) >= 0) yield date;
  }
}
