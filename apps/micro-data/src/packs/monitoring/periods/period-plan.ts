import { Prisma, type SqlTx } from '@galley/platform';
import type { PlannedPeriod } from '@galley/pack-monitoring/records';

/** A period that is wanted, beside what is there. */
export interface PlacedPeriod extends PlannedPeriod {
  /** The period of the same kind with the same days, and what it is called; null where there is none. */
  readonly known_id: string | null;
  readonly known_label: string | null;
  /** A period of the same kind with some of its days, in words; null where nothing is in the way. */
  readonly overlaps: string | null;
  readonly warning: string | null;
}

/**
 * Sees wanted periods beside those of the project. Nobody else writes periods of it until the transaction ends: the lock is the
 * one of `monitoring.check_period_overlap`.
 */
export async function placePeriods(
  tx: SqlTx,
  project: { readonly id: string; readonly organization_id: string },
  periods: readonly PlannedPeriod[],
): Promise<readonly PlacedPeriod[]> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('monitoring-periods:' || ${project.id}, 0))`;
  const rows = periods.map((period) => ({
    ...period,
    project_id: project.id,
    organization_id: project.organization_id,
  }));
  const siblings = Prisma.sql`
    from monitoring.reporting_period p
    where p.organization_id = w.organization_id and p.project_id = w.project_id and p.kind = w.kind and p.deleted_at is null`;
  return tx.$queryRaw<PlacedPeriod[]>`
    select w.label, w.kind, to_char(w.start_date, 'YYYY-MM-DD') as start_date, to_char(w.end_date, 'YYYY-MM-DD') as end_date,
      to_char(w.calendar_start, 'YYYY-MM-DD') as calendar_start, to_char(w.calendar_end, 'YYYY-MM-DD') as calendar_end,
      known.id as known_id, known.label as known_label, monitoring.period_warning(w) as warning,
      (select format('%s (%s to %s)', p.label, p.start_date, p.end_date) ${siblings} and known.id is null
        and p.start_date <= w.end_date and p.end_date >= w.start_date order by p.start_date limit 1) as overlaps
    from json_populate_recordset(null::monitoring.reporting_period, ${JSON.stringify(rows)}::json) w
    left join lateral (
      select p.id, p.label ${siblings} and p.start_date = w.start_date and p.end_date = w.end_date
    ) known on true
    order by w.start_date`;
}
