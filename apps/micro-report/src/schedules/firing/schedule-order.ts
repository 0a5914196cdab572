import type { Json } from '@galley/dataset';
import { Forbidden, requirePermission, type Principal, type SqlTx } from '@galley/platform';
import type { ConditionsBody } from '../../deliveries/conditions-body.js';
import type { GenerateBody } from '../../generate/generate-body.js';
import { readOrder } from '../../generate/order-reader.js';
import type { JobOrder, OrderOrigin } from '../../jobs/job-order.js';
import type { ScheduleRow } from './schedule-row.js';

/** One run that a schedule wants. */
export interface ScheduledRun {
  readonly schedule: ScheduleRow;
  readonly owner: Principal;
  /** The slot: relative dates are resolved here, however late the run is. */
  readonly instant: Date;
  /** Zone of the schedule, in which relative dates are dates. */
  readonly timezone: string;
  /** First and last local day covered, ISO dates; null = the run covers no period. */
  readonly period: { readonly start: string; readonly end: string } | null;
  readonly conditions: ConditionsBody;
  /** For files whose schedule does not say how long they are kept. */
  readonly keep_days: number;
}

/**
 * The order of one run, read as its owner would order it by hand today. Throws what `readOrder` throws, and `forbidden`
 * when the owner may not generate any more.
 */
export async function orderOf(tx: SqlTx, run: ScheduledRun): Promise<JobOrder> {
  const { schedule, owner, instant, timezone, period, keep_days } = run;
  requirePermission(owner, 'report.generate');
  const caller = { ...owner, organization: { ...owner.organization, timezone } };
  const { date_range_days } = schedule;
  const context = { caller, now: instant, keep_days, ...(date_range_days && { date_range_days }) };
  const order = await readOrder(tx, context, wishOf(schedule));
  const conditions = conditionsOf(run);
  return {
    ...order,
    schedule_id: schedule.id,
    scheduled_fire_at: instant,
    ...(period && { period_start: period.start, period_end: period.end }),
    ...(conditions && { conditions }),
  };
}

/** The rights that decide are those of the run, not of the day the schedule was made. */
export function originOf({ kind, id, organization, roles, bu_codes, project_ids }: Principal): OrderOrigin {
  if (kind === 'service') throw Forbidden.error('A service owns no schedule.');
  return {
    organization_id: organization.id,
    requested_by_id: id,
    requester: { kind, roles, bu_codes, project_ids },
    request_id: null,
    ip: null,
    batch_id: null,
  };
}

/** What the schedule would say to `POST /api/reports/generate`. */
function wishOf(schedule: ScheduleRow): GenerateBody {
  const given = {
    template_id: schedule.report_template_id,
    report_type: schedule.report_template_id === null ? schedule.report_type : null,
    expires_in_days: schedule.expires_in_days,
    project_id: schedule.project_id,
    burst: schedule.burst,
    message: schedule.message,
  };
  return {
    format: schedule.format,
    bu_codes: schedule.bu_codes,
    filters: schedule.filters,
    options: schedule.options,
    recipients: schedule.recipients,
    priority: schedule.priority,
    keep_snapshot: schedule.keep_snapshot,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
  } as GenerateBody;
}

/** With what "changed" is measured against: the dataset of the last run that ended well. */
function conditionsOf({ schedule, conditions }: ScheduledRun): Json | null {
  const { only_if_rows = false, only_if_changed = false } = conditions;
  if (!only_if_rows && !only_if_changed) return null;
  return {
    only_if_rows,
    only_if_changed,
    ...(only_if_changed && { last_fingerprint: schedule.last_fingerprint }),
  };
}
