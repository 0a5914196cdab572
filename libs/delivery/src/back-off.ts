/** How attempts are spread over time. */
export interface BackOff {
  /** Bound of the first delay, ms. */
  readonly base_ms: number;
  /** No delay is longer, ms; neither is one the receiver asks for. */
  readonly cap_ms: number;
  /** Attempts in all, the first included. */
  readonly attempts: number;
}

/** Twelve attempts, the last after at most 12 and on average 6 hours: outlives an outage, does not try for days. */
export const BACK_OFF: BackOff = { base_ms: 30_000, cap_ms: 4 * 3_600_000, attempts: 12 };

/** Shortest and longest delay before the next attempt, ms. */
export interface DelayBounds {
  readonly min_ms: number;
  readonly max_ms: number;
}

/**
 * Between which delays the attempt after the `attempt`-th (1 = the first) is due; null = that was the last one.
 * Full jitter: from nothing to base × 2^(attempt - 1), capped, so that what failed together does not come back together.
 * What the receiver asked for (`Retry-After`, seconds) is the shortest delay, up to the cap.
 */
export function delayBounds(
  attempt: number,
  retryAfterSeconds: number | null = null,
  { base_ms, cap_ms, attempts }: BackOff = BACK_OFF,
): DelayBounds | null {
  if (attempt >= attempts) return null;
  const spread = Math.min(cap_ms, base_ms * 2 ** Math.min(attempt - 1, 40));
  const asked = Math.min(cap_ms, Math.max(0, (retryAfterSeconds ?? 0) * 1000));
  return { min_ms: asked, max_ms: Math.min(cap_ms, asked + spread) };
}

/** A delay within the bounds, ms; `random` is at least 0 and below 1. Null = no further attempt. */
export function nextDelayMs(
  attempt: number,
  retryAfterSeconds: number | null = null,
  backOff: BackOff = BACK_OFF,
  random: () => number = Math.random,
): number | null {
  const bounds = delayBounds(attempt, retryAfterSeconds, backOff);
  return bounds && Math.round(bounds.min_ms + random() * (bounds.max_ms - bounds.min_ms));
}
