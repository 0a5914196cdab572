import type { Activity } from '../trail/activities.js';
import type { WorkflowStep } from '../trail/approvals.js';
import type { UnitData } from '../unit-data.js';
import type { World } from '../world.js';

export function trailRows(
  { plan }: World,
  steps: readonly WorkflowStep[],
  activities: readonly Activity[],
): Pick<UnitData, 'workflow_step' | 'activity_log'> {
  const instant = (local: string | null): string | null => (local === null ? null : local + plan.utc_offset);
  return {
    workflow_step: steps.map((step) => ({
      ...step,
      started_at: instant(step.started_at),
      finished_at: instant(step.finished_at),
    })),
    activity_log: activities.map((activity, index) => ({
      id: index + 1,
      ...activity,
      logged_at: instant(activity.logged_at),
    })),
  };
}
