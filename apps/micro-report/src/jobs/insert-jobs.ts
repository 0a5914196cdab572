import { newId, type SqlTx } from '@galley/platform';
import type { JobOrder, OrderOrigin } from './job-order.js';
import type { JobRow } from './job-row.js';

const DAY_MS = 86_400_000;

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
      batch_id, rerun_of, created_by_id, updated_by_id, updated_at)
    select
      job.id, ${origin.organization_id}::uuid, job.report_type, job.report_category, job.report_template_id,
      job.template_version, job.format, array(select jsonb_array_elements_text(job.bu_codes)),
      job.filters, job.options, job.print, job.recipients, job.priority, job.dispatch_priority, job.expires_at,
      ${origin.requested_by_id}::uuid, ${JSON.stringify(origin.requester)}::jsonb, ${origin.request_id},
      ${origin.batch_id}::uuid, job.rerun_of, ${origin.requested_by_id}::uuid, ${origin.requested_by_id}::uuid,
      clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as job(
      id uuid, report_type text, report_category text, report_template_id uuid, template_version int, format text,
      bu_codes jsonb, filters jsonb, options jsonb, print jsonb, recipients jsonb, priority int, dispatch_priority int,
      expires_at timestamptz, rerun_of uuid)
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
    expires_at: new Date(Date.now() + order.keep_days * DAY_MS).toISOString(),
    rerun_of: order.rerun_of ?? null,
  };
}
