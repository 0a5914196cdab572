export { coveredPeriod, type CoveredPeriod } from './covered-period.js';
export { describeTiming } from './describe-timing.js';
export { instants, nextInstant, previousInstant } from './next-instant.js';
export { readTiming } from './read-timing.js';
export { ScheduleFault } from './schedule-fault.js';
export * from './timing.js';
export { requireSpacing } from './too-frequent.js';
export { isZone } from './zones.js';
export { jitterMs } from './slots/jitter.js';
export { nextSlot, slotsBetween, type SlotRule } from './slots/next-slot.js';
export * from './slots/plan-firing.js';
export {
  HOLIDAY_POLICIES,
  isWorkingDay,
  type HolidayPolicy,
  type Holidays,
  type WorkingCalendar,
} from './slots/working-calendar.js';
