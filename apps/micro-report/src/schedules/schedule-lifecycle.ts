import type { ScheduleRow } from './firing/schedule-row.js';

export const SCHEDULE_STATES = ['active', 'paused', 'stopped', 'ended'] as const;
/** `ended`: nothing was left to fire; `stopped`: somebody or the product switched it off. */
export type ScheduleState = (typeof SCHEDULE_STATES)[number];

/** Its editors, or the product itself. */
export type ScheduleActor = 'editor' | 'product';

export interface ScheduleTransition {
  readonly from: ScheduleState | 'new';
  readonly to: ScheduleState;
  readonly by: readonly ScheduleActor[];
  readonly when: string;
}

/**
 * Every move of a schedule; there are no others, and the trigger `tenant.check_report_schedule` refuses them in the
 * database. Drawn in docs/lifecycles/schedule.md.
 */
export const SCHEDULE_TRANSITIONS: readonly ScheduleTransition[] = [
  {
    from: 'new',
    to: 'active',
    by: ['editor'],
    when: 'accepted: it can be run as its owner and it has a slot',
  },
  { from: 'new', to: 'stopped', by: ['editor'], when: 'accepted with is_active false' },
  { from: 'active', to: 'paused', by: ['editor'], when: 'pause' },
  {
    from: 'active',
    to: 'stopped',
    by: ['editor', 'product'],
    when: 'disabled; its owner or template is gone',
  },
  { from: 'active', to: 'ended', by: ['product'], when: 'no slot is left before until, or count is reached' },
  {
    from: 'paused',
    to: 'active',
    by: ['editor'],
    when: 'resume: slots that passed meanwhile are not made up for',
  },
  {
    from: 'paused',
    to: 'stopped',
    by: ['editor', 'product'],
    when: 'disabled; its owner or template is gone',
  },
  { from: 'stopped', to: 'active', by: ['editor'], when: 'enabled: checked again as if it were new' },
  { from: 'ended', to: 'active', by: ['editor'], when: 'enabled with an end that leaves slots' },
];

export function stateOf({
  is_active,
  paused_at,
  stopped_reason,
}: Pick<ScheduleRow, 'is_active' | 'paused_at' | 'stopped_reason'>): ScheduleState {
  if (!is_active) return stopped_reason === 'ended' ? 'ended' : 'stopped';
  return paused_at ? 'paused' : 'active';
}

export function canMove(from: ScheduleState | 'new', to: ScheduleState, by: ScheduleActor): boolean {
  return SCHEDULE_TRANSITIONS.some((move) => move.from === from && move.to === to && move.by.includes(by));
}
