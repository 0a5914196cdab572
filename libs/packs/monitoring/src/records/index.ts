import type { RecordEntity } from '@galley/dataset';
import { activities } from './activities.js';
import { activityParticipants } from './activity-participants.js';
import { budgetLines } from './budget-lines.js';
import { donors } from './donors.js';
import { formSubmissions } from './form-submissions.js';
import { forms } from './forms.js';
import { indicatorReports } from './indicator-reports.js';
import { indicators } from './indicators.js';
import { participants } from './participants.js';
import { programDonors } from './program-donors.js';
import { programs } from './programs.js';
import { projectIndicators } from './project-indicators.js';
import { projects } from './projects.js';
import { reportingPeriods } from './reporting-periods.js';
import { resultNodes } from './result-nodes.js';

export { FormulaFault } from '../formula/formula-fault.js';
export { readFormula } from '../formula/read-formula.js';
export { formNotPublished } from './form-submissions.js';
export { formFrozen } from './forms.js';
export { RESULT_LEVELS } from './result-nodes.js';
export { FIELD_STAFF, STAFF } from './roles.js';

export {
  periodsBetween,
  PERIOD_KINDS,
  type PeriodKind,
  type PlannedPeriod,
  type WantedPeriods,
} from '../periods/periods-between.js';
export { periodLocked, periodOverlap } from './period-problems.js';

/** Everything that micro-data keeps for monitoring, in an order in which examples refer to earlier ones. */
export const monitoringRecords: readonly RecordEntity[] = [
  programs,
  donors,
  programDonors,
  projects,
  resultNodes,
  indicators,
  projectIndicators,
  reportingPeriods,
  indicatorReports,
  activities,
  participants,
  activityParticipants,
  budgetLines,
  forms,
  formSubmissions,
];
