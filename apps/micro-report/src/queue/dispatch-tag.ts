import { MAX_DISPATCH_PRIORITY } from '@galley/platform';

/** Which of an organization's own lines a job stands in: -1 after its other jobs, 0 usual, 1 before them. */
export type Lane = -1 | 0 | 1;

/** Any wish for priority becomes one of three lanes: an organization orders its own jobs and nobody else's. */
export function laneOf(priority: number | undefined): Lane {
  return Math.sign(priority ?? 0) as Lane;
}

/** Tags of the last waiting or running job in each lane of one organization; null = nobody there. */
export interface LaneTails {
  readonly high: number | null;
  readonly usual: number | null;
  readonly low: number | null;
}

/**
 * Start tag of an organization's next job (start-time fair queueing): one after its own last, but never before the
 * virtual time, which is the tag now being served. Whoever has 5000 jobs waiting stands at 5000 places of one line,
 * and a newcomer is served next. See docs/adr/0005-fair-dispatch.md.
 */
export function dispatchTag(virtualTime: number, tails: LaneTails, lane: Lane): number {
  const own = { 1: tails.high, 0: tails.usual, [-1]: Math.max(tails.low ?? 0, (tails.usual ?? 0) - 1) }[lane];
  const next = (own ?? 0) + 1;
  return Math.min(Math.max(next, virtualTime, 1), MAX_DISPATCH_PRIORITY);
}
