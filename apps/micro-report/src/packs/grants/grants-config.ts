import { z } from 'zod';
import { submissionConfigShape } from './submission/submission-config.js';

/** Configuration of the grants pack in micro-report. */
export const grantsConfigShape = {
  /** Days that a reporting period must have at least, both ends included. */
  BUFDIR_MIN_PERIOD_DAYS: z.coerce.number().int().positive().default(28),
  ...submissionConfigShape,
};
