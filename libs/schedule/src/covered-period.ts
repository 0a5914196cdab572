import type { Temporal } from 'temporal-polyfill';
import { nextInstant, previousInstant } from './next-instant.js';
import type { ScheduleTiming } from './timing.js';
import { localDateOf } from './zones.js';

/** First and last local day that a run is about, `YYYY-MM-DD`. */
export interface CoveredPeriod {
  readonly start: string;
  readonly end: string;
}

/**
 * The period that the run of a slot covers, in the schedule's zone: from the date of the slot before it to the day before
 * its own date, whenever it is executed (packs/energy.md §3: the monthly run of 1 October covers September). So periods
 * of consecutive slots join without gap or overlap: a day's run covers the day before, a week's the seven days before,
 * a month's on the 1st the calendar month, on the 15th the 15th to the 14th, a quarter's and a year's likewise, cron's
 * everything since its last slot. A slot on the same day as the one before it covers that day so far.
 *
 * An instant that is no slot (moved by a holiday, asked for by hand) covers what the last slot before it covers. Null for
 * on demand, and where there is no earlier slot.
 */
export function coveredPeriod(timing: ScheduleTiming, slot: Date): CoveredPeriod | null {
  const own = lastSlotUntil(timing, slot);
  const before = own && previousInstant(timing, own);
  if (!own || !before) return null;
  const start = localDateOf(before, timing.timezone);
  const date = localDateOf(own, timing.timezone);
  const end: Temporal.PlainDate = start.equals(date) ? date : date.subtract({ days: 1 });
  return { start: start.toString(), end: end.toString() };
}

function lastSlotUntil(timing: ScheduleTiming, instant: Date): Date | null {
  const next = nextInstant(timing, new Date(instant.getTime() - 1));
  return next?.getTime() === instant.getTime() ? instant : previousInstant(timing, instant);
}
