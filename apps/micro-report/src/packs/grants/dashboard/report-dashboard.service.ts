import { Injectable } from '@nestjs/common';
import { Database, type Principal, type SqlTx } from '@galley/platform';
import { REPORT_STATUSES } from '../reports/report-lifecycle.js';
import type { BufdirDashboard, DashboardQuery, PeriodFigures, StatusCount } from './dashboard-resource.js';

/** Shows where reporting stands, from the denormalised columns alone. */
@Injectable()
export class ReportDashboard {
  constructor(private readonly database: Database) {}

  read(caller: Principal, { year }: DashboardQuery): Promise<BufdirDashboard> {
    return this.database.withActorSql(caller, async (tx) => {
      const periods = await periodsOf(tx, caller.organization, year ?? null);
      const counted = await countsOf(tx, caller.organization.id, year ?? null);
      return {
        periods,
        by_status: REPORT_STATUSES.map(
          (status) => counted.find((one) => one.status === status) ?? { status, reports: 0 },
        ),
        due: periods.filter((one) => one.has_ended && one.report_id === null).toReversed(),
      };
    });
  }
}

/** With each period its latest version: the one that counts, or where none is completed the highest (as lists do). */
function periodsOf(
  tx: SqlTx,
  { id, timezone }: Principal['organization'],
  year: number | null,
): Promise<PeriodFigures[]> {
  return tx.$queryRaw<PeriodFigures[]>`
    select p.id::text as period_id, p.label as period_label, p.start_date::text as reporting_period_start,
      p.end_date::text as reporting_period_end,
      (clock_timestamp() at time zone ${timezone})::date > p.end_date as has_ended,
      r.id::text as report_id, r.status, r.report_version, coalesce(made.versions, 0) as versions,
      coalesce(made.is_submitted, false) as is_submitted, r.total_activity_count, r.total_participant_count,
      r.total_hours::text, coalesce(jsonb_array_length(r.validation_warnings), 0) as warnings, r.generated_at
    from grants.report_period p
    left join lateral (
      select * from grants.bufdir_report r
      where r.organization_id = p.organization_id and r.period_id = p.id and r.deleted_at is null
      order by r.is_latest_version desc, r.report_version desc limit 1
    ) r on true
    left join lateral (
      select count(*)::int as versions, bool_or(v.status = 'submitted') as is_submitted from grants.bufdir_report v
      where v.organization_id = p.organization_id and v.period_id = p.id and v.deleted_at is null
    ) made on true
    where p.organization_id = ${id}::uuid and p.deleted_at is null
      and (${year}::int is null or extract(year from p.end_date) = ${year}::int)
    order by p.end_date desc, p.start_date desc, p.id`;
}

function countsOf(tx: SqlTx, organizationId: string, year: number | null): Promise<StatusCount[]> {
  return tx.$queryRaw<StatusCount[]>`
    select status, count(*)::int as reports from grants.bufdir_report
    where organization_id = ${organizationId}::uuid and deleted_at is null
      and (${year}::int is null or extract(year from reporting_period_end) = ${year}::int)
    group by status`;
}
