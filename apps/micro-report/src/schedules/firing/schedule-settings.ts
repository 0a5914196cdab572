import { HOLIDAY_POLICIES, MISFIRE_POLICIES } from '@galley/schedule';
import { z } from 'zod';
import type { ScheduleRow } from './schedule-row.js';

/** What happens when a slot comes up while the run before has not ended. */
export const OVERLAP_POLICIES = ['allow', 'skip', 'queue'] as const;

/** As `tenant.schedule_fires_at` reads it. */
const MAX_JITTER_S = 999_999;

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().optional().catch(null);

/**
 * `schedule_config` as firing reads it: what is missing or not as it should be has its default, for a schedule that was
 * accepted is fired, whatever stands in one of its settings.
 */
const settings = z.object({
  timezone: z.string().catch('UTC'),
  jitter_seconds: z.int().min(0).max(MAX_JITTER_S).catch(0),
  misfire_policy: z.enum(MISFIRE_POLICIES).catch('fire_once'),
  overlap_policy: z.enum(OVERLAP_POLICIES).catch('allow'),
  holiday_calendar: optional(z.string()),
  holiday_policy: z.enum(HOLIDAY_POLICIES).catch('skip'),
  /** No slot after it is fired. */
  until: optional(z.coerce.date()),
  /** Slots that are fired in all. */
  count: optional(z.number().int().min(0)),
  conditions: z
    .object({
      only_if_rows: z.boolean().catch(false),
      only_if_changed: z.boolean().catch(false),
    })
    .catch({ only_if_rows: false, only_if_changed: false }),
});

export type ScheduleSettings = z.infer<typeof settings>;

export function settingsOf({ schedule_config }: Pick<ScheduleRow, 'schedule_config'>): ScheduleSettings {
  return settings.parse(schedule_config ?? {});
}
