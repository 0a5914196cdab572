import type { CronTiming } from '../timing.js';
import { gapsBetween } from './clock-gaps.js';
import { cronFrom, isHourly } from './cron-expression.js';

/**
 * The next slot strictly after an instant, or null when the engine finds none in ten thousand steps (about a tenth of
 * a second; readTiming refuses what never fires, so this is for a 29 February on a fifth Monday and the like).
 *
 * The engine is cron-parser, and the day the clocks change is its own: a time in the gap moves forward by the gap, one
 * that comes twice fires the first time, an hour given as `*` fires in both. Where engines disagree (`policy` in
 * cases/cron.json) its answer stands: several times inside one gap fire once, the first of them. What it loses in a gap
 * at midnight or of half an hour (00:00 in Santiago, 02:15 on Lord Howe) is put back.
 */
export function nextCron(timing: CronTiming, after: Date): Date | null {
  const slot = nextOfEngine(timing, after);
  return slot && (lostInGap(timing, after, slot) ?? slot);
}

function nextOfEngine(timing: CronTiming, after: Date): Date | null {
  const expression = cronFrom(timing, after);
  try {
    for (;;) {
      const slot = expression.next().toDate();
      if (slot > after) return slot;
    }
  } catch {
    return null;
  }
}

/** The first time inside a gap before `upTo`, moved forward by the gap. An hour of `*` has its next time after the gap. */
function lostInGap(timing: CronTiming, after: Date, upTo: Date): Date | null {
  if (isHourly(timing.expression)) return null;
  for (const { at, from, to } of gapsBetween(timing.timezone, after, upTo)) {
    // On the clocks' own time line, as if nobody had touched them.
    const time = nextOfEngine({ ...timing, timezone: 'UTC' }, new Date(from.getTime() - 1));
    if (!time || time >= to) continue;
    const moved = new Date(at.getTime() + time.getTime() - from.getTime());
    // In a gap of two hours the engine moves by one: what it has fired there is not fired again.
    const isLost = after < at || !engineFires(timing, at, after);
    if (moved > after && moved < upTo && isLost) return moved;
  }
  return null;
}

/** Whether the engine has a slot between two instants, both included. */
function engineFires(timing: CronTiming, from: Date, upTo: Date): boolean {
  const slot = nextOfEngine(timing, new Date(from.getTime() - 1));
  return slot !== null && slot <= upTo;
}
