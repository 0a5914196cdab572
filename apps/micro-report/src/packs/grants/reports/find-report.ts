import { NotFound, Prisma, type SqlTx } from '@galley/platform';
import { ReportImmutable, ReportNotCompleted } from './grants-problems.js';
import { hasData } from './report-lifecycle.js';
import type { ReportHead, ReportRow } from './report-row.js';

/** Every column but `report_data`, which may be megabytes. */
const HEAD = Prisma.raw(
  `id, organization_id, period_id, reporting_period_start, reporting_period_end, period_label, report_version,
   is_latest_version, status, format, storage_key, report_sha256, hierarchy_scope, validation_warnings,
   total_activity_count, total_participant_count, total_hours, bufdir_schema_version, generated_by, generated_at,
   generation_job_id, generation_step, submission_id, submitted_at, error_message, version, created_at, created_by_id,
   updated_at, updated_by_id, deleted_at, deleted_by_id`,
);

/** The report of the organization the transaction acts in; `not-found` when it is not there, deleted, or another's. */
export function findReport(tx: SqlTx, organizationId: string, id: string): Promise<ReportHead> {
  return one(tx.$queryRaw<ReportHead[]>`
    select ${HEAD} from grants.bufdir_report
    where organization_id = ${organizationId}::uuid and id = ${id}::uuid and deleted_at is null`);
}

/** As `findReport`; nobody else changes the report until the commit. */
export function lockReport(tx: SqlTx, organizationId: string, id: string): Promise<ReportHead> {
  return one(tx.$queryRaw<ReportHead[]>`
    select ${HEAD} from grants.bufdir_report
    where organization_id = ${organizationId}::uuid and id = ${id}::uuid and deleted_at is null
    for update`);
}

/** As `findReport`, with its data. */
export function findReportWithData(tx: SqlTx, organizationId: string, id: string): Promise<ReportRow> {
  return one(tx.$queryRaw<ReportRow[]>`
    select * from grants.bufdir_report
    where organization_id = ${organizationId}::uuid and id = ${id}::uuid and deleted_at is null`);
}

/** `report-not-completed` unless the report has data. */
export function requireData(row: Pick<ReportHead, 'status'>): void {
  if (hasData(row.status)) return;
  throw ReportNotCompleted.error(`The report is ${row.status}; there are data once it is completed.`, {
    facts: { report_status: row.status },
  });
}

/** `report-immutable` for a submitted report (BU-B-4). */
export function requireNotSubmitted(row: Pick<ReportHead, 'status'>): void {
  if (row.status !== 'submitted') return;
  throw ReportImmutable.error('The report was submitted to Bufdir; it takes annotations and nothing else.', {
    facts: { report_status: row.status },
  });
}

async function one<Row>(found: Promise<Row[]>): Promise<Row> {
  const [row] = await found;
  if (row) return row;
  throw NotFound.error('There is no such report, or it is not yours.');
}
