import type { SkipReason, SlotTrigger } from './slot-lifecycle.js';

/** What is to become of one slot, as far as time alone decides. */
export type PlannedSlot =
  | { readonly slot: Date; readonly trigger: SlotTrigger; readonly action: 'fire' }
  | {
      readonly slot: Date;
      readonly trigger: SlotTrigger;
      readonly action: 'skip';
      readonly reason: SkipReason;
      readonly detail: string | null;
    };

/** The due slots of a schedule, the earliest first, and where it goes from here. */
export interface SlotPlan {
  readonly slots: readonly PlannedSlot[];
  /** Null = the schedule has come to its end. */
  readonly next: Date | null;
}
