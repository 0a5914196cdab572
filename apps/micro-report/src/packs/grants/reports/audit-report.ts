import { appendAudit, dayOf, type Author, type Json, type SqlTx } from '@galley/platform';
import type { ReportHead } from './report-row.js';

export type ReportAction =
  | 'create'
  | 'change'
  | 'generate'
  | 'cancel'
  | 'regenerate'
  | 'delete'
  | 'submit'
  | 'submitted'
  | 'submission-unconfirmed';

/** On record, as the last thing of the transaction: which report, never its figures. */
export function auditReport(
  tx: SqlTx,
  { caller, request }: Author,
  action: ReportAction,
  row: ReportHead,
  more: Readonly<Record<string, Json>> = {},
): Promise<void> {
  return appendAudit(tx, {
    organization_id: row.organization_id,
    actor_id: caller.id,
    action: `bufdir-report.${action}`,
    entity_type: 'bufdir_report',
    entity_id: row.id,
    facts: {
      period_start: dayOf(row.reporting_period_start),
      period_end: dayOf(row.reporting_period_end),
      report_version: row.report_version,
      status: row.status,
      format: row.format,
      bufdir_schema_version: row.bufdir_schema_version,
      job_id: row.generation_job_id,
      ...more,
    },
    request_id: request.request_id,
    ip: request.ip,
  });
}
