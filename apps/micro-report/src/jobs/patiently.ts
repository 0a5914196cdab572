import { GalleyError } from '@galley/platform';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 2_000;
const PATIENCE_MS = 60_000;

/**
 * Repeats a step while the database is away, for up to a minute: rendered work is not thrown away because the commit
 * met a restart. The step must be safe to repeat after an unknown outcome. Other errors pass at once.
 */
export async function patiently<T>(step: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await step();
    } catch (error) {
      const isOutage = error instanceof GalleyError && error.status === 503;
      if (!isOutage || performance.now() + wait > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
