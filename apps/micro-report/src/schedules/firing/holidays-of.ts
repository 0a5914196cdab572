import type { SqlTx } from '@galley/platform';
import type { Holidays } from '@galley/schedule';
import type { ScheduleSettings } from './schedule-settings.js';

interface CalendarRow {
  readonly days: readonly { readonly date: string }[];
  readonly weekend: readonly number[];
}

/** The days off of a schedule; null when it names no calendar, or one that is gone. */
export async function holidaysOf(
  tx: SqlTx,
  organizationId: string,
  { holiday_calendar: code, holiday_policy: policy }: ScheduleSettings,
): Promise<Holidays | null> {
  if (!code) return null;
  const [calendar] = await tx.$queryRaw<CalendarRow[]>`
    select days, weekend from tenant.holiday_calendar
    where organization_id = ${organizationId}::uuid and code = ${code} and deleted_at is null`;
  if (!calendar) return null;
  const days = new Set(calendar.days.map(({ date }) => date));
  return { policy, calendar: { days, weekend: calendar.weekend } };
}
