import { randomUUID } from 'node:crypto';
import { periodLabel, type ActivityLine, type HierarchyScope } from '@galley/pack-grants/bufdir';
import { Prisma, type Database, type SqlTx } from '@galley/platform';
import { hasData, type ReportStatus } from '../report-lifecycle.js';
import type { ReportRow } from '../report-row.js';

export interface StoredReport {
  readonly organization_id: string;
  /** ISO dates; the year 2024 unless said otherwise. */
  readonly start?: string;
  readonly end?: string;
  readonly status?: ReportStatus;
  /** The next one unless said otherwise. */
  readonly report_version?: number;
  /** Whether a report with data is the latest; true unless said otherwise. */
  readonly is_latest_version?: boolean;
  readonly format?: 'pdf' | 'xlsx' | 'csv' | 'json' | null;
  readonly report_data?: object;
  /** 2025-v1 unless said otherwise. */
  readonly bufdir_schema_version?: string;
  readonly hierarchy_scope?: HierarchyScope;
  /** Frozen once the report is completed. */
  readonly lines?: readonly ActivityLine[];
  readonly generation_job_id?: string;
  readonly generated_by?: string;
}

/** Statuses on the way to each status, so that the trigger lets the row pass. */
const WAY: Readonly<Record<ReportStatus, readonly ReportStatus[]>> = {
  draft: [],
  pending: ['pending'],
  generating: ['generating'],
  completed: ['generating', 'completed'],
  failed: ['pending', 'failed'],
  submitted: ['generating', 'completed', 'submitted'],
};

/** For tests: a report that nobody generated, walked to its status by SQL, with its period. */
export function storeReport(database: Database, wanted: StoredReport): Promise<ReportRow> {
  return database.asSystemSql(async (tx) => {
    const { id, status = 'draft' } = { id: randomUUID(), ...wanted };
    await insertDraft(tx, id, wanted);
    await insertLines(tx, id, wanted);
    for (const to of WAY[status]) {
      await tx.$executeRaw`
        update grants.bufdir_report set status = ${to}, ${changesOf(to, wanted)} where id = ${id}::uuid`;
    }
    const [row] = await tx.$queryRaw<ReportRow[]>`select * from grants.bufdir_report where id = ${id}::uuid`;
    if (!row) throw new Error(`report ${id} was not stored`);
    return row;
  });
}

async function insertLines(
  tx: SqlTx,
  report_id: string,
  { organization_id, lines = [] }: StoredReport,
): Promise<void> {
  const rows = JSON.stringify(lines.map((line) => ({ ...line, report_id, organization_id })));
  await tx.$executeRaw`
    insert into grants.bufdir_report_line
    select * from jsonb_populate_recordset(null::grants.bufdir_report_line, ${rows}::jsonb)`;
}

async function insertDraft(tx: SqlTx, id: string, wanted: StoredReport): Promise<void> {
  const { organization_id, start = '2024-01-01', end = '2024-12-31', generated_by = randomUUID() } = wanted;
  const scope: HierarchyScope = wanted.hierarchy_scope ?? {
    organization_id,
    region_ids: [],
    local_association_ids: [],
    units: [],
  };
  const days = Prisma.sql`organization_id = ${organization_id}::uuid and start_date = ${start}::date and end_date = ${end}::date`;
  await tx.$executeRaw`
    insert into grants.report_period (id, organization_id, label, start_date, end_date)
    select gen_random_uuid(), ${organization_id}::uuid, ${periodLabel(start, end)}, ${start}::date, ${end}::date
    where not exists (select from grants.report_period where ${days} and deleted_at is null)`;
  await tx.$executeRaw`
    insert into grants.bufdir_report (id, organization_id, period_id, reporting_period_start, reporting_period_end,
      period_label, report_version, format, hierarchy_scope, bufdir_schema_version, generated_by, generation_job_id)
    select ${id}::uuid, p.organization_id, p.id, p.start_date, p.end_date, p.label,
      coalesce(${wanted.report_version ?? null}::int, 1 + (
        select coalesce(max(report_version), 0) from grants.bufdir_report
        where organization_id = p.organization_id and reporting_period_start = p.start_date
          and reporting_period_end = p.end_date)),
      ${wanted.format ?? null}, ${JSON.stringify(scope)}::jsonb,
      ${wanted.bufdir_schema_version ?? '2025-v1'}, ${generated_by}::uuid,
      ${wanted.generation_job_id ?? null}
    from grants.report_period p where ${days} and p.deleted_at is null`;
}

function changesOf(to: ReportStatus, wanted: StoredReport): Prisma.Sql {
  if (to === 'failed') return Prisma.sql`error_message = 'collect: micro-data-unavailable'`;
  if (to === 'submitted') return Prisma.sql`submission_id = 'BUF-1', submitted_at = clock_timestamp()`;
  if (!hasData(to)) return Prisma.sql`error_message = null`;
  const data = JSON.stringify(wanted.report_data ?? { schema_version: '2025-v1' });
  return Prisma.sql`report_data = ${data}::jsonb,
    report_sha256 = encode(sha256(convert_to(${data}::jsonb::text, 'UTF8')), 'hex'), generated_at = clock_timestamp(),
    total_activity_count = 7, total_participant_count = 17, total_hours = 11.25,
    is_latest_version = ${wanted.is_latest_version ?? true},
    storage_key = 'bufdir-reports/' || organization_id || '/' || to_char(reporting_period_end, 'YYYY') || '/' || id || '.'
      || ${wanted.format ?? null}::text`;
}
