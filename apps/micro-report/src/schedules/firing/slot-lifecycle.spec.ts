import { canBecome, SLOT_OUTCOMES, SLOT_TRIGGERS } from './slot-lifecycle.js';

/** The same list stands in libs/platform/sql/072_schedule_runs.sql and is tried there by schedule-run-rules.int-spec.ts. */
const LEGAL = [
  'slot→fired',
  'slot→skipped',
  'slot→failed',
  'catch_up→fired',
  'catch_up→skipped',
  'catch_up→failed',
  'manual→fired',
];

describe('the life of a slot', () => {
  it.each(SLOT_TRIGGERS.flatMap((trigger) => SLOT_OUTCOMES.map((outcome) => [trigger, outcome] as const)))(
    'whether one that came up by %s may be %s is decided by the table alone',
    (trigger, outcome) => {
      expect(canBecome(outcome, trigger)).toBe(LEGAL.includes(`${trigger}→${outcome}`));
    },
  );
});
