import type { Json } from '@galley/dataset';
import type { SqlTx } from '@galley/platform';
import { describeTiming, slotsBetween, type SlotRule } from '@galley/schedule';
import { holidaysOf } from './firing/holidays-of.js';
import { timingOf } from './firing/read-schedule.js';
import type { ScheduleRow } from './firing/schedule-row.js';
import { settingsOf } from './firing/schedule-settings.js';
import { stateOf } from './schedule-lifecycle.js';
import type { Schedule } from './schedule-resource.js';

const SHOWN_SLOTS = 3;

/** A schedule as its reader sees it: in words, and with its next slots. */
export async function scheduleView(tx: SqlTx, row: ScheduleRow, locale: string): Promise<Schedule> {
  const {
    owner: _owner,
    last_fingerprint: _fingerprint,
    deleted_at: _at,
    deleted_by_id: _by,
    schedule_config,
    filters,
    options,
    recipients,
    burst,
    message,
    ...shown
  } = row;
  const settings = settingsOf(row);
  const timing = timingOf(row, settings.timezone);
  return {
    ...shown,
    schedule_config: schedule_config as Json,
    filters: filters as Json,
    options: options as Json,
    recipients: recipients as Json,
    burst: burst as Json,
    message: message as Json,
    state: stateOf(row),
    description: timing ? describeTiming(timing, locale) : '',
    next_runs: timing ? await nextRuns(tx, row, timing) : [],
  };
}

async function nextRuns(tx: SqlTx, row: ScheduleRow, timing: SlotRule['timing']): Promise<string[]> {
  if (!row.next_run_at) return [];
  const settings = settingsOf(row);
  const holidays = await holidaysOf(tx, row.organization_id, settings);
  const rule: SlotRule = { timing, holidays, until: settings.until ?? null };
  const left = settings.count ? Math.max(settings.count - row.fired_count, 0) : SHOWN_SLOTS;
  const later = slotsBetween(rule, row.next_run_at, null, Math.min(left, SHOWN_SLOTS) - 1);
  return [row.next_run_at, ...later].map(instantText);
}

/** UTC, without the fraction that slots do not have. */
export function instantText(instant: Date): string {
  return instant.toISOString().replace('.000Z', 'Z');
}
