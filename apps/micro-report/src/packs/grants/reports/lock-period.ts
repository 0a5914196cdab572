import { dayOf, type SqlTx } from '@galley/platform';

/** The days of which one organization has reports; its versions are counted within them. */
export interface ReportedDays {
  readonly organization_id: string;
  readonly reporting_period_start: Date;
  readonly reporting_period_end: Date;
}

/** Until the commit nobody else gives a version of this period, completes one or deletes one. */
export async function lockPeriod(tx: SqlTx, days: ReportedDays): Promise<void> {
  const { organization_id, reporting_period_start: start, reporting_period_end: end } = days;
  const key = `bufdir-report:${organization_id}:${dayOf(start)}:${dayOf(end)}`;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/**
 * Makes the highest version that has data the latest one of its period (BU-B-3): for whoever completes or deletes a version,
 * in the same transaction and under `lockPeriod`. In two statements, for the key of the latest is held row by row.
 */
export async function settleLatest(tx: SqlTx, days: ReportedDays): Promise<void> {
  const { organization_id, reporting_period_start, reporting_period_end } = days;
  const [highest] = await tx.$queryRaw<{ id: string; is_latest_version: boolean }[]>`
    select id, is_latest_version from grants.bufdir_report
    where organization_id = ${organization_id}::uuid and reporting_period_start = ${dayOf(reporting_period_start)}::date
      and reporting_period_end = ${dayOf(reporting_period_end)}::date
      and status in ('completed', 'submitted') and deleted_at is null
    order by report_version desc limit 1`;
  if (!highest || highest.is_latest_version) return;
  await tx.$executeRaw`
    update grants.bufdir_report set is_latest_version = false
    where organization_id = ${organization_id}::uuid and reporting_period_start = ${dayOf(reporting_period_start)}::date
      and reporting_period_end = ${dayOf(reporting_period_end)}::date and is_latest_version`;
  await tx.$executeRaw`update grants.bufdir_report set is_latest_version = true where id = ${highest.id}::uuid`;
}
