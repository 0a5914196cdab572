export { coveredPeriod, type CoveredPeriod } from './covered-period.js';
export { describeTiming } from './describe-timing.js';
export { instants, nextInstant, previousInstant } from './next-instant.js';
export { readTiming } from './read-timing.js';
export { ScheduleFault } from './schedule-fault.js';
export * from './timing.js';
export { requireSpacing } from './too-frequent.js';
export { isZone } from './zones.js';
