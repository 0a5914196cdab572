import { appendAudit, dayOf, type Author, type Json, type SqlTx } from '@galley/platform';
import type { ReportRow } from './report-row.js';

export type ReportAction = 'create' | 'change' | 'delete' | 'publish' | 'share' | 'unshare' | 'render';

/** On record, as the last thing of the transaction: which report, never what it says and never its link. */
export function auditReport(
  tx: SqlTx,
  { caller, request }: Author,
  action: ReportAction,
  row: ReportRow,
  more: Readonly<Record<string, Json>> = {},
): Promise<void> {
  return appendAudit(tx, {
    organization_id: row.organization_id,
    actor_id: caller.id,
    action: `donor-report.${action}`,
    entity_type: 'donor_report',
    entity_id: row.id,
    facts: {
      project_id: row.project_id,
      report_type: row.report_type,
      start_date: dayOf(row.start_date),
      end_date: dayOf(row.end_date),
      status: row.status,
      revision: row.revision,
      ...more,
    },
    request_id: request.request_id,
    ip: request.ip,
  });
}
