import type { CronTiming } from '../timing.js';
import { cronFrom } from './cron-expression.js';

/**
 * The next slot strictly after an instant, or null when the engine finds none in ten thousand steps (about a tenth of
 * a second; readTiming refuses what never fires, so this is for a 29 February on a fifth Monday and the like).
 *
 * The engine is cron-parser, and the day the clocks change is its own: a time in the gap moves forward by the gap, one
 * that comes twice fires the first time, an hour given as `*` fires in both. Where engines disagree
 * (`policy` in cases/cron.json) its answer stands. Two are worth knowing: several times inside one gap fire once, and
 * in Lord Howe's gap of thirty minutes a list of hours may lose the slot that begins the hour after it.
 */
export function nextCron(timing: CronTiming, after: Date): Date | null {
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
