/** What made a slot come up: its time, the catching up after an outage, or somebody's hand. */
export const SLOT_TRIGGERS = ['slot', 'catch_up', 'manual'] as const;
export type SlotTrigger = (typeof SLOT_TRIGGERS)[number];

/** What became of a slot. All three are final: a row of `tenant.schedule_run` is written once and never changed. */
export const SLOT_OUTCOMES = ['fired', 'skipped', 'failed'] as const;
export type SlotOutcome = (typeof SLOT_OUTCOMES)[number];

export interface SlotTransition {
  /** A slot has no row while it is due; it is the schedule's `next_run_at`. */
  readonly from: 'due';
  readonly to: SlotOutcome;
  readonly by: readonly SlotTrigger[];
  readonly when: string;
}

/**
 * Every move of a slot; there are no others, and the trigger `tenant.check_schedule_run` refuses them in the database.
 * Drawn in docs/lifecycles/schedule.md.
 */
export const SLOT_TRANSITIONS: readonly SlotTransition[] = [
  { from: 'due', to: 'fired', by: ['slot', 'catch_up', 'manual'], when: 'a job was accepted as the owner' },
  {
    from: 'due',
    to: 'skipped',
    by: ['slot', 'catch_up'],
    when: 'missed, a holiday, or the run before has not ended',
  },
  {
    from: 'due',
    to: 'failed',
    by: ['slot', 'catch_up'],
    when: 'no job could be accepted; the reason says why',
  },
];

/** Why a slot was skipped. */
export type SkipReason = 'misfire' | 'overlap' | 'holiday';

/** True when a slot that came up this way may end so. */
export function canBecome(outcome: SlotOutcome, trigger: SlotTrigger): boolean {
  return SLOT_TRANSITIONS.some(({ to, by }) => to === outcome && by.includes(trigger));
}
