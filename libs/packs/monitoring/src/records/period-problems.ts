import { declareProblem } from '@galley/dataset';

/** ME-3: what is refused while the period of a value is locked. */
export const periodLocked = declareProblem('period-locked', 409, 'The reporting period is locked');

/** ME-5. */
export const periodOverlap = declareProblem(
  'period-overlap',
  409,
  'The reporting period overlaps another one of its kind',
);
