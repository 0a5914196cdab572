import type { RecordEntity } from '@galley/dataset';
import { activities } from './activities.js';
import { activityParticipants } from './activity-participants.js';
import { budgetLines } from './budget-lines.js';
import { donors } from './donors.js';
import { indicators } from './indicators.js';
import { participants } from './participants.js';
import { programDonors } from './program-donors.js';
import { programs } from './programs.js';
import { projectIndicators } from './project-indicators.js';
import { projects } from './projects.js';
import { resultNodes } from './result-nodes.js';

/** Everything that micro-data keeps for monitoring, in an order in which examples refer to earlier ones. */
export const monitoringRecords: readonly RecordEntity[] = [
  programs,
  donors,
  programDonors,
  projects,
  resultNodes,
  indicators,
  projectIndicators,
  activities,
  participants,
  activityParticipants,
  budgetLines,
];
