import { nextCron } from './cron/next-cron.js';
import { nextFrequency } from './frequency/next-frequency.js';
import type { ScheduleTiming } from './timing.js';

/** The next slot strictly after an instant, holidays apart; null when there is none. Independent of the process's zone. */
export function nextInstant(timing: ScheduleTiming, after: Date): Date | null {
  return timing.kind === 'cron' ? nextCron(timing, after) : nextFrequency(timing, after);
}

/** The next slots strictly after an instant, at most `count`. */
export function instants(timing: ScheduleTiming, after: Date, count: number): Date[] {
  const found: Date[] = [];
  for (let last = after; found.length < count;) {
    const slot = nextInstant(timing, last);
    if (!slot) break;
    found.push(slot);
    last = slot;
  }
  return found;
}

const HOUR_MS = 3_600_000;
/** A slot that comes once in longer than this (a fifth Monday on 29 February) counts as the first. */
const LOOK_BACK_MS = 40 * 366 * 24 * HOUR_MS;

/** The last slot strictly before an instant; null when there is none in forty years. */
export function previousInstant(timing: ScheduleTiming, before: Date): Date | null {
  for (let back = nextGapMs(timing, before); back < LOOK_BACK_MS; back *= 2) {
    let slot = nextInstant(timing, new Date(before.getTime() - back));
    if (!slot) return null;
    if (slot >= before) continue;
    for (let next = nextInstant(timing, slot); next && next < before; next = nextInstant(timing, slot)) {
      slot = next;
    }
    return slot;
  }
  return null;
}

/** The time between the two slots to come: as far back, there is most likely exactly one, whatever the rhythm. */
function nextGapMs(timing: ScheduleTiming, after: Date): number {
  const [first, second] = instants(timing, after, 2);
  return first && second ? second.getTime() - first.getTime() : HOUR_MS;
}
