import { periodOverlap } from '@galley/pack-monitoring/records';
import { defineProblem, knownProblem } from '@galley/platform';

export const PeriodOverlap = knownProblem(periodOverlap);

/** ME-4. */
export const PeriodHasUnapproved = defineProblem(
  'period-has-unapproved',
  409,
  'The reporting period has values that are not approved',
);
