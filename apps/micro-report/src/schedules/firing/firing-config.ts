import { z } from 'zod';

/** Configuration keys of the firing of schedules. */
export const firingConfigShape = {
  /** Between two looks of a worker for due schedules; 0 = this worker fires none. */
  SCHEDULE_EVERY_MS: z.coerce.number().int().min(0).default(500),
  /** A slot that is later than this was missed, and the schedule's misfire policy decides. */
  SCHEDULE_GRACE_S: z.coerce.number().int().min(0).default(60),
} as const;
