import { newId, type SqlTx } from '@galley/platform';
import { daysAfter } from '../archive/retention.js';
import type { JobOrder, OrderOrigin } from './job-order.js';
import type { JobRow } from './job-row.js';

/**
 * Inserts the rows of accepted jobs, in one statement for any number of them. Written in SQL because this is the hot
 * path of acceptance: the same insert through the client's query builder costs 2 ms of CPU, this 0.1 ms.
 */
export async function insertJobs(
  tx: SqlTx,
  origin: OrderOrigin,
  orders: readonly JobOrder[],
  places: readonly number[],
): Promise<JobRow[]> {
  const wanted = orders.map((order, index) => wantedRow(order, places[index] ?? 1));
  const rows = await tx.$queryRaw<JobRow[]>`
    insert into tenant.tb_report_job (
      id, organization_id, report_type, report_category, report_template_id, template_version, format, bu_codes,
      filters, options, print, recipients, priority, dispatch_priority, expires_at, requested_by_id, requester, request_id,
      batch_id, rerun_of, schedule_id, scheduled_fire_at, export_request_id, project_id, period_start, period_end, burst,
      parent_job_id, burst_key, compare_to, conditions, message, keep_snapshot, storage_key, retention_class, warnings,
      created_by_id, updated_by_id, updated_at)
    select
      job.id, ${origin.organization_id}::uuid, job.report_type, job.report_category, job.report_template_id,
      job.template_version, job.format, array(select jsonb_array_elements_text(job.bu_codes)),
      job.filters, job.options, job.print, job.recipients, job.priority, job.dispatch_priority, job.expires_at,
      ${origin.requested_by_id}::uuid, ${JSON.stringify(origin.requester)}::jsonb, ${origin.request_id},
      ${origin.batch_id}::uuid, job.rerun_of, job.schedule_id, job.scheduled_fire_at, job.export_request_id,
      job.project_id, job.period_start, job.period_end, job.burst, job.parent_job_id, job.burst_key, job.compare_to,
      job.conditions, job.message, job.keep_snapshot, job.storage_key, job.retention_class, job.warnings,
      ${origin.requested_by_id}::uuid, ${origin.requested_by_id}::uuid, clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as job(
      id uuid, report_type text, report_category text, report_template_id uuid, template_version int, format text,
      bu_codes jsonb, filters jsonb, options jsonb, print jsonb, recipients jsonb, priority int, dispatch_priority int,
      expires_at timestamptz, rerun_of uuid, schedule_id uuid, scheduled_fire_at timestamptz, export_request_id uuid,
      project_id uuid, period_start date, period_end date, burst jsonb, parent_job_id uuid, burst_key text,
      compare_to jsonb, conditions jsonb, message jsonb, keep_snapshot boolean, storage_key text, retention_class text,
      warnings jsonb)
    returning *`;
  // RETURNING promises no order.
  const byId = new Map(rows.map((row) => [row.id, row]));
  return wanted.flatMap(({ id }) => byId.get(id) ?? []);
}

function wantedRow(order: JobOrder, place: number) {
  const { template } = order;
  return {
    id: newId(),
    report_type: template.report_type,
    report_category: template.report_category,
    report_template_id: template.id,
    template_version: template.version,
    format: order.format,
    bu_codes: order.bu_codes,
    filters: order.filters,
    options: order.options,
    print: order.print,
    recipients: order.recipients,
    priority: order.lane,
    dispatch_priority: place,
    expires_at: order.keep_days === null ? null : daysAfter(new Date(), order.keep_days).toISOString(),
    rerun_of: order.rerun_of ?? null,
    schedule_id: order.schedule_id ?? null,
    scheduled_fire_at: order.scheduled_fire_at ?? null,
    export_request_id: order.export_request_id ?? null,
    project_id: order.project_id ?? null,
    period_start: order.period_start ?? null,
    period_end: order.period_end ?? null,
    burst: order.burst ?? null,
    parent_job_id: order.parent_job_id ?? null,
    burst_key: order.burst_key ?? null,
    compare_to: order.compare_to ?? null,
    conditions: order.conditions ?? null,
    message: order.message ?? null,
    keep_snapshot: order.keep_snapshot ?? false,
    storage_key: order.storage_key ?? null,
    retention_class: order.retention_class ?? null,
    warnings: order.warnings ?? [],
  };
}
