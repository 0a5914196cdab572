import { invalidField, NotFound, type SqlTx } from '@galley/platform';
import type { ReportType } from '@galley/pack-monitoring/donor-report';
import { ReportRangeType } from './report-problems.js';

/** What a report is about. */
export interface ReportScope {
  readonly project_id: string;
  readonly program_donor_id: string | null;
  readonly report_type: ReportType;
  readonly start_date: string;
  readonly end_date: string;
}

interface Found {
  readonly is_range: boolean;
  readonly has_grant: boolean;
}

/**
 * Throws `not-found` for a project that is not the caller's, `invalid` for days that are not in order and for a grant of another
 * program, and `report-range-type` (ME-15). The triggers of 079_monitoring_reports.sql hold the same.
 */
export async function requireScope(tx: SqlTx, scope: ReportScope): Promise<void> {
  const { project_id, program_donor_id, report_type, start_date, end_date } = scope;
  if (end_date < start_date) throw invalidField('/end_date', `is before ${start_date}`);
  const [found] = await tx.$queryRaw<Found[]>`
    select monitoring.is_report_range(${report_type}, ${start_date}::date, ${end_date}::date, p.fiscal_start_month) as is_range,
      ${program_donor_id}::uuid is null or exists (
        select from monitoring.program_donor d
        where d.id = ${program_donor_id}::uuid and d.program_id = p.program_id and d.deleted_at is null) as has_grant
    from monitoring.project p where p.id = ${project_id}::uuid and p.deleted_at is null`;
  if (!found) throw NotFound.error('There is no such project, or it is not yours.');
  if (!found.has_grant) throw invalidField('/program_donor_id', "is no grant of the project's program");
  if (found.is_range) return;
  const range = report_type === 'quarterly' ? 'a quarter' : 'a year';
  throw ReportRangeType.error(
    `${start_date} to ${end_date} is not ${range}, neither of the calendar nor of the project's fiscal year; choose its days, or the type ad_hoc.`,
    { facts: { report_type, start_date, end_date } },
  );
}
