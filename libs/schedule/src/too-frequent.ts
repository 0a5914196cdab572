import { shortestGap } from './cron/cron-expression.js';
import { ScheduleFault } from './schedule-fault.js';
import type { ScheduleTiming } from './timing.js';

/** Throws `ScheduleFault` for a timing with slots closer together than this; frequencies never are. */
export function requireSpacing(timing: ScheduleTiming, leastSeconds: number): void {
  if (timing.kind === 'frequency') return;
  const gap = shortestGap(timing.expression, leastSeconds);
  if (gap >= leastSeconds) return;
  throw new ScheduleFault(
    '/cron_expression',
    `fires too often: ${gap} s apart, at least ${leastSeconds} s are required`,
  );
}
