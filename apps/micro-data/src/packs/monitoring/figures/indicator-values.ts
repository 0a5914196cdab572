import type { SqlTx } from '@galley/platform';
import type { FigureAxis } from './figure-query.js';
import type { FigureScope } from './figure-scope.js';
import type { IndicatorValue, PartialValue } from './value-resources.js';

/**
 * The figures of an indicator as everybody gets them (`monitoring.indicator_values`), with what they are held against. Periods are
 * held against what was to be reached in them; a total without such targets is held against that of the projects.
 */
export function indicatorValues(
  tx: SqlTx,
  indicator_id: string,
  by: FigureAxis,
  { projects, from, to, is_provisional }: FigureScope,
): Promise<IndicatorValue[]> {
  return tx.$queryRaw<IndicatorValue[]>`
    with figure as (
      select v.* from monitoring.indicator_values(${projects}::uuid[], array[${indicator_id}::uuid], ${from}::date, ${to}::date,
        ${by}, ${is_provisional}) v
    ), goal as materialized (
      select null::uuid as project_id, g.* from monitoring.indicator_targets(${projects}::uuid[], array[${indicator_id}::uuid]) g
      union all
      select p.id, g.* from unnest(${projects}::uuid[]) p (id)
      cross join lateral monitoring.indicator_targets(array[p.id], array[${indicator_id}::uuid]) g
      where ${by} in ('project', 'project_period')
    ), held as (
      select f.*, f.target as of_values, f.category_key is null and ${by} not in ('period', 'project_period') as is_over_time,
        i.direction, i.value_type = 'number' and i.aggregation_method = 'sum' and not i.is_cumulative and not i.is_formula as is_added,
        g.baseline as own_baseline, g.target as own_target
      from figure f
      join monitoring.indicator i on i.id = f.indicator_id
      left join goal g on g.project_id is not distinct from f.project_id and f.category_key is null
    ), judged as (
      select h.*, coalesce(h.of_values, case when h.is_over_time then h.own_target end) as goal,
        case when h.is_added and (h.of_values is not null or not h.is_over_time) then 0 else h.own_baseline end as start
      from held h
    )
    select j.project_id, p.code as project_code, j.period_start::text, j.period_end::text, j.period_label, j.category_key, j.value::text,
      j.numerator::text, j.denominator::text, trim_scale(j.start)::text as baseline, trim_scale(j.goal)::text as target, j.increment::text,
      j.observations, m.progress::text, monitoring.light(m.progress, l.green_from, l.amber_from) as light, j.notes
    from judged j
    cross join lateral (select monitoring.progress(j.value, j.start, j.goal, j.direction)) m (progress)
    cross join monitoring.light_thresholds((select platform.current_organization())) l
    left join monitoring.project p on p.id = j.project_id
    left join monitoring.indicator_disaggregation d on d.indicator_id = j.indicator_id and d.category_key = j.category_key and d.deleted_at is null
    order by j.period_start, j.period_end, p.code collate "C", j.category_key is not null, d.dimension collate "C", d.sort, j.category_key collate "C"`;
}

/** Values that only overlap the days, of the indicator and what it is computed from (ME-14). */
export function partialValues(
  tx: SqlTx,
  indicator_id: string,
  { projects, from, to, is_provisional }: FigureScope,
): Promise<PartialValue[]> {
  return tx.$queryRaw<PartialValue[]>`
    select 'PERIOD_PARTIAL' as code, v.report_id as indicator_report_id, v.indicator_id, v.project_id, v.period_label, v.start_date::text,
      v.end_date::text
    from monitoring.partial_values(${projects}::uuid[], array[${indicator_id}::uuid], ${from}::date, ${to}::date, ${is_provisional}) v`;
}
