import { readTiming, ScheduleFault, type ScheduleTiming } from '@galley/schedule';
import type { DueSchedule } from './due-schedules.js';
import type { ScheduleRow } from './schedule-row.js';
import { settingsOf, type ScheduleSettings } from './schedule-settings.js';

/** A due schedule, read. */
export interface ReadSchedule {
  readonly due: DueSchedule;
  readonly settings: ScheduleSettings;
  readonly timing: ScheduleTiming;
}

/** Null for times that cannot be read any more, such as a zone that the system has forgotten. */
export function readSchedule(due: DueSchedule): ReadSchedule | null {
  const settings = settingsOf(due);
  const timing = timingOf(due, settings.timezone);
  return timing && { due, settings, timing };
}

/** As `readSchedule`, of a schedule whose time need not have come. */
export function timingOf(schedule: ScheduleRow, timezone: string): ScheduleTiming | null {
  try {
    return readTiming({ ...schedule, timezone });
  } catch (error) {
    if (error instanceof ScheduleFault) return null;
    throw error;
  }
}
