import type { AfterCommit } from '@galley/platform';
import type { DueSchedule } from './due-schedules.js';
import type { SlotRecord } from './slot-records.js';
import type { StopReason } from './stop-schedule.js';

/** What was made of a due schedule. */
export interface Firing {
  readonly due: DueSchedule;
  /** In the order of the slots. */
  readonly records: readonly SlotRecord[];
  /** Where it goes from here; null = nowhere. */
  readonly next: Date | null;
  readonly stop: StopReason | null;
}

export interface Firings {
  readonly firings: readonly Firing[];
  readonly afterCommit: readonly AfterCommit[];
}
