/** Longer than this no answer is held back, whatever the client prefers. */
const MAX_WAIT_S = 60;

/** `Prefer: wait=20` (RFC 7240) in milliseconds; 0 when the client does not want to wait. */
export function preferredWaitMs(prefer: string | null): number {
  for (const preference of (prefer ?? '').split(',')) {
    const seconds = /^\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:;.*)?$/i.exec(preference)?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds), MAX_WAIT_S) * 1000;
  }
  return 0;
}
