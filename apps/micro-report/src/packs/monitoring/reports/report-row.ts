import { dayOf, NotFound, type SqlTx } from '@galley/platform';
import type { ReportLanguage, ReportType, SectionKind } from '@galley/pack-monitoring/donor-report';
import type { DonorReport, DonorReportHead } from './report-resource.js';
import type { ReportStatus } from './report-lifecycle.js';

/** A row of `monitoring.report`. */
export interface ReportRow {
  readonly id: string;
  readonly organization_id: string;
  readonly project_id: string;
  readonly program_donor_id: string | null;
  readonly title: string;
  readonly report_type: ReportType;
  readonly start_date: Date;
  readonly end_date: Date;
  readonly language: ReportLanguage;
  readonly include_unapproved: boolean;
  readonly status: ReportStatus;
  readonly revision: number;
  readonly published_at: Date | null;
  readonly published_by_id: string | null;
  readonly share_token: string | null;
  readonly share_expires_at: Date | null;
  readonly version: number;
  readonly created_at: Date;
  readonly created_by_id: string | null;
  readonly updated_at: Date;
  readonly updated_by_id: string | null;
}

export interface SectionRow {
  readonly id: string;
  readonly order_index: number;
  readonly kind: SectionKind;
  readonly title: string | null;
  readonly body: string | null;
  readonly config: Readonly<Record<string, unknown>>;
}

/** `not-found` when it is not there, deleted, or of a project that is not the caller's. */
export function findReport(tx: SqlTx, id: string): Promise<ReportRow> {
  return one(tx.$queryRaw<ReportRow[]>`
    select * from monitoring.report where id = ${id}::uuid and deleted_at is null`);
}

/** As `findReport`; nobody else changes the report until the commit. */
export function lockReport(tx: SqlTx, id: string): Promise<ReportRow> {
  return one(tx.$queryRaw<ReportRow[]>`
    select * from monitoring.report where id = ${id}::uuid and deleted_at is null for update`);
}

export function sectionsOf(tx: SqlTx, reportId: string): Promise<SectionRow[]> {
  return tx.$queryRaw<SectionRow[]>`
    select id, order_index, kind, title, body, config from monitoring.report_section
    where report_id = ${reportId}::uuid and deleted_at is null order by order_index`;
}

/** As clients see it in lists. */
export function headView(row: ReportRow, linkOf: (token: string) => string): DonorReportHead {
  return {
    id: row.id,
    project_id: row.project_id,
    program_donor_id: row.program_donor_id,
    title: row.title,
    report_type: row.report_type,
    start_date: dayOf(row.start_date),
    end_date: dayOf(row.end_date),
    language: row.language,
    include_unapproved: row.include_unapproved,
    status: row.status,
    revision: row.revision,
    published_at: row.published_at,
    published_by_id: row.published_by_id,
    share_url: row.share_token === null ? null : linkOf(row.share_token),
    share_expires_at: row.share_expires_at,
    version: row.version,
    created_at: row.created_at,
    created_by_id: row.created_by_id,
    updated_at: row.updated_at,
    updated_by_id: row.updated_by_id,
  };
}

export async function reportView(
  tx: SqlTx,
  row: ReportRow,
  linkOf: (token: string) => string,
): Promise<DonorReport> {
  return { ...headView(row, linkOf), sections: await sectionsOf(tx, row.id) };
}

async function one(found: Promise<ReportRow[]>): Promise<ReportRow> {
  const [row] = await found;
  if (row) return row;
  throw NotFound.error('There is no such report, or it is not yours.');
}
