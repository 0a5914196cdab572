import { dayOf, Prisma, type SqlTx } from '@galley/platform';
import { progressOf, type ReportProgress } from './report-progress.js';
import type { ReportHead } from './report-row.js';

/** A report as clients see it: without its data and without the names of the units it covers. */
export function reportView(row: ReportHead, progress: ReportProgress | null) {
  const { region_ids, local_association_ids } = row.hierarchy_scope;
  return {
    id: row.id,
    organization_id: row.organization_id,
    period_id: row.period_id,
    reporting_period_start: midnightOf(dayOf(row.reporting_period_start)),
    reporting_period_end: midnightOf(dayOf(row.reporting_period_end)),
    period_label: row.period_label,
    report_version: row.report_version,
    is_latest_version: row.is_latest_version,
    status: row.status,
    format: row.format,
    storage_key: row.storage_key,
    report_sha256: row.report_sha256,
    hierarchy_scope: { organization_id: row.organization_id, region_ids, local_association_ids },
    validation_warnings: row.validation_warnings,
    total_activity_count: row.total_activity_count,
    total_participant_count: row.total_participant_count,
    total_hours: row.total_hours === null ? null : new Prisma.Decimal(row.total_hours).toFixed(2),
    bufdir_schema_version: row.bufdir_schema_version,
    generated_by: row.generated_by,
    generated_at: row.generated_at,
    generation_job_id: row.generation_job_id,
    progress,
    submission_id: row.submission_id,
    submitted_at: row.submitted_at,
    error_message: row.error_message,
    version: row.version,
    created_at: row.created_at,
    created_by_id: row.created_by_id,
    updated_at: row.updated_at,
    updated_by_id: row.updated_by_id,
  };
}

export type ReportView = ReturnType<typeof reportView>;

/** A report with the progress of its job, as both stand now. */
export async function currentView(tx: SqlTx, row: ReportHead): Promise<ReportView> {
  return reportView(row, (await progressOf(tx, [row])).get(row.id) ?? null);
}

/** How the source serialises a day of the period (design/packs/grants.md, section 2). */
export function midnightOf(day: string): string {
  return `${day}T00:00:00Z`;
}
