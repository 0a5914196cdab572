import { periodLabel, type ReportSpan } from '@galley/pack-grants/bufdir';
import { dayOf, isUuid, newId, type Database, type SqlTx } from '@galley/platform';
import { PeriodNotFound, PeriodOrgMismatch } from './grants-problems.js';

interface PeriodRow {
  readonly id: string;
  readonly organization_id: string;
  readonly start_date: Date;
  readonly end_date: Date;
}

/** The period a report is of. */
export interface ReportPeriod extends ReportSpan {
  readonly id: string;
}

/**
 * The days of a period that a request names. Throws `period-not-found` (BU-V-2), and `period-org-mismatch` (BU-B-6) where it is
 * another organization's.
 */
export async function spanOfPeriod(
  database: Database,
  organizationId: string,
  periodId: string,
): Promise<ReportSpan> {
  const found = isUuid(periodId)
    ? await database.asSystemSql(
        (tx) => tx.$queryRaw<PeriodRow[]>`
          select id, organization_id, start_date, end_date from grants.report_period
          where id = ${periodId}::uuid and deleted_at is null`,
      )
    : [];
  const [row] = found;
  if (!row) throw PeriodNotFound.error('There is no reporting period with this id.');
  if (row.organization_id !== organizationId) {
    throw PeriodOrgMismatch.error('The reporting period is not one of the organization of the report.');
  }
  return { start: dayOf(row.start_date), end: dayOf(row.end_date) };
}

/** The organization's period of these days, made where there is none; nobody deletes it until the commit. */
export async function periodOf(
  tx: SqlTx,
  { organization_id, author_id }: { readonly organization_id: string; readonly author_id: string },
  { start, end }: ReportSpan,
): Promise<ReportPeriod> {
  await tx.$executeRaw`
    insert into grants.report_period (id, organization_id, label, start_date, end_date, created_by_id, updated_by_id)
    values (${newId()}::uuid, ${organization_id}::uuid, ${periodLabel(start, end)}, ${start}::date, ${end}::date,
      ${author_id}::uuid, ${author_id}::uuid)
    on conflict (organization_id, start_date, end_date) where deleted_at is null do nothing`;
  const [row] = await tx.$queryRaw<PeriodRow[]>`
    select id, organization_id, start_date, end_date from grants.report_period
    where organization_id = ${organization_id}::uuid and start_date = ${start}::date and end_date = ${end}::date
      and deleted_at is null
    for share`;
  if (!row) throw new Error('a period that was found or made is gone');
  return { id: row.id, start, end };
}
