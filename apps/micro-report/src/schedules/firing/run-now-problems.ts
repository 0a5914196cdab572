import { defineProblem } from '@galley/platform';

/** What its owner may not or cannot order today, nobody can order through the schedule. */
export const ScheduleCannotRun = defineProblem(
  'schedule-cannot-run',
  409,
  'The schedule cannot run as it is',
);
