import type { SqlTx } from '@galley/platform';
import {
  nextSlot,
  readTiming,
  requireSpacing,
  type ScheduleTiming,
  type SlotRule,
  type TimingFields,
} from '@galley/schedule';
import { settingsOf as organizationSettings } from '../administration/organizations/organization-settings.js';
import { holidaysOf } from './firing/holidays-of.js';
import type { ScheduleSettings } from './firing/schedule-settings.js';
import { asScheduleInvalid, invalidSchedule } from './schedule-problems.js';

/** Moving slots over days off looks at every one of them. */
const LEAST_SHIFTED_S = 3_600;

/** Where the zone stands in the body of a schedule. */
const inConfig = (pointer: string): string =>
  pointer === '/timezone' ? '/schedule_config/timezone' : pointer;

/** What was written about times, read. Throws `schedule-invalid`. */
export function timingIn(fields: TimingFields, pointerOf = inConfig): ScheduleTiming {
  return asScheduleInvalid(() => readTiming(fields), pointerOf);
}

/**
 * The rule by which a timing fires, with the days off that are named. Throws `schedule-invalid` for a calendar that is
 * not there, and for slots too close together to be moved over days off.
 */
export async function slotRule(
  tx: SqlTx,
  organizationId: string,
  timing: ScheduleTiming,
  settings: ScheduleSettings,
  pointer = '/schedule_config/holiday_calendar',
): Promise<SlotRule> {
  const holidays = await holidaysOf(tx, organizationId, settings);
  if (settings.holiday_calendar && !holidays) {
    throw invalidSchedule(pointer, 'names no calendar of your organization');
  }
  if (holidays?.policy === 'shift') asScheduleInvalid(() => requireSpacing(timing, LEAST_SHIFTED_S));
  return { timing, holidays, until: settings.until ?? null };
}

/** Throws `schedule-invalid` for slots closer together than the organization allows. */
export async function requireAllowedSpacing(
  tx: SqlTx,
  organizationId: string,
  timing: ScheduleTiming,
): Promise<void> {
  const { schedules } = await organizationSettings(tx, organizationId);
  asScheduleInvalid(() => requireSpacing(timing, schedules.min_interval_seconds));
}

/** The first slot after now; null for on demand. Throws `schedule-invalid` when nothing else would ever fire. */
export function firstSlot(rule: SlotRule, now: Date): Date | null {
  const slot = nextSlot(rule, now);
  const { timing, holidays, until } = rule;
  if (slot || (timing.kind === 'frequency' && timing.frequency === 'on_demand')) return slot;
  if (until && nextSlot({ ...rule, until: null }, now)) {
    throw invalidSchedule('/schedule_config/until', 'leaves no slot');
  }
  const pointer = timing.kind === 'cron' ? '/cron_expression' : '/frequency';
  throw invalidSchedule(pointer, holidays ? 'never fires on a working day of the calendar' : 'never fires');
}

/** The database's clock, by which everything is due. */
export async function databaseNow(tx: SqlTx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`;
  if (!row) throw new Error('the database has no clock');
  return row.now;
}
