-- The rows of the pack's datasets and of the sections of a report, each written once (libs/packs/monitoring/src/data). They are asked
-- for projects, first and last day, and whether values that nobody has approved yet count too (p_provisional). Figures come from
-- 078_monitoring_figures.sql; here they are only put beside each other and rounded, once, to the digits that their indicator
-- is shown with: `*_exact` is the figure as it was computed. Functions run as the caller: row-level security decides what they see.

-- What a dataset is asked for: projects by their id or their program's, else every one that the reader sees; days from the first of those
-- projects to today, or to their last.
create or replace function monitoring.data_scope(p_project uuid, p_program uuid, p_from date, p_to date, p_today date)
returns table (projects uuid[], date_from date, date_to date)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(p.id order by p.code), '{}'), coalesce(p_from, min(p.start_date), '-infinity'),
    coalesce(p_to, least(p_today, max(p.end_date)))
  from monitoring.project p
  where p.deleted_at is null and (p_project is null or p.id = p_project) and (p_program is null or p.program_id = p_program)
$$;

-- A stated figure with the digits of its indicator, or as many as it has.
create or replace function monitoring.with_digits(p_figure numeric, p_decimals integer) returns numeric
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$ select round(p_figure, greatest(p_decimals, min_scale(p_figure))) $$;

-- Whether a value counts: what was rejected never does (ME-1).
create or replace function monitoring.value_counts(p_status text, p_provisional boolean) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$ select p_status = 'approved' or p_provisional and p_status in ('draft', 'submitted') $$;

-- The results of the projects' programs as a tree is read: `path` sorts them. Of a node (p_root) only what is below it, and itself.
create or replace function monitoring.result_tree(p_projects uuid[], p_root uuid default null)
returns table (node_id uuid, parent_code text, level text, depth integer, code text, title text, assumptions text, path text[])
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  with recursive node as (
    select n.*, m.code as program_code, above.id as living_parent, above.code as parent_code
    from monitoring.result_node n
    join monitoring.program m on m.organization_id = n.organization_id and m.id = n.program_id
    left join monitoring.result_node above
      on above.organization_id = n.organization_id and above.id = n.parent_id and above.deleted_at is null
    where n.deleted_at is null
      and n.program_id in (select p.program_id from monitoring.project p where p.id = any (p_projects))
  ), tree as (
    select n.id, 0 as depth, array[n.program_code, lpad(n.order_index::text, 6, '0') || n.code] as path
    from node n where case when p_root is null then n.living_parent is null else n.id = p_root end
    union all
    select n.id, t.depth + 1, t.path || (lpad(n.order_index::text, 6, '0') || n.code)
    from tree t join node n on n.living_parent = t.id
    -- No result is below itself (ME-7), and yet nothing here may run for ever.
    where t.depth < 30
  )
  select n.id, n.parent_code, n.level, t.depth, n.code, n.title, n.assumptions, t.path
  from tree t join node n on n.id = t.id
$$;

-- The indicators that projects work with: settled for them, or reported by them. Formulas come with what they are made of.
create or replace function monitoring.indicators_of(p_projects uuid[], p_provisional boolean)
returns table (indicator_id uuid, is_settled boolean)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select u.indicator_id, bool_or(u.is_settled)
  from (
    select t.indicator_id, true as is_settled
    from monitoring.project_indicator t where t.project_id = any (p_projects) and t.deleted_at is null
    union all
    select r.indicator_id, true from monitoring.indicator_report r
    where r.project_id = any (p_projects) and r.deleted_at is null and monitoring.value_counts(r.status, p_provisional)
    union all
    select i.id, false from monitoring.indicator i
    where i.is_formula and i.is_active and i.deleted_at is null
      and i.organization_id in (select p.organization_id from monitoring.project p where p.id = any (p_projects))
  ) u
  join monitoring.indicator i on i.id = u.indicator_id and i.deleted_at is null
  group by u.indicator_id
$$;

-- What was said about indicators with the latest value of each project in the days.
create or replace function monitoring.indicator_comments(p_projects uuid[], p_from date, p_to date, p_provisional boolean)
returns table (indicator_id uuid, comment text)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select l.indicator_id, string_agg(l.narrative, E'\n' order by l.code)
  from (
    select distinct on (r.indicator_id, r.project_id) r.indicator_id, p.code, btrim(r.narrative) as narrative
    from monitoring.indicator_report r
    join monitoring.project p on p.organization_id = r.organization_id and p.id = r.project_id
    where r.project_id = any (p_projects) and r.deleted_at is null and r.start_date >= p_from and r.end_date <= p_to
      and monitoring.value_counts(r.status, p_provisional) and btrim(r.narrative) <> ''
    order by r.indicator_id, r.project_id, r.end_date desc, r.start_date desc, r.id
  ) l
  group by l.indicator_id
$$;

-- One row per indicator: what it began with, what it is to reach, what it came to in the days (period_actual) and until their end
-- (actual). p_indicators null = those that the projects work with.
create or replace function monitoring.indicator_rows(p_projects uuid[], p_indicators uuid[], p_from date, p_to date, p_provisional boolean)
returns table (place integer, indicator_id uuid, node_id uuid, result_code text, result text, code text, indicator text, unit text, value_type text,
  decimals integer, baseline numeric, baseline_date date, target numeric, target_date date, period_target numeric, period_actual numeric,
  actual numeric, progress numeric, light text, comment text, notes text, provisional boolean, period_exact numeric, actual_exact numeric,
  progress_exact numeric)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  with wanted as materialized (
    select w.indicator_id, w.is_settled from monitoring.indicators_of(p_projects, p_provisional) w where p_indicators is null
    union all
    select w.indicator_id, true from unnest(p_indicators) as w (indicator_id)
  ), ids as materialized (
    select coalesce(array_agg(w.indicator_id), '{}') as indicators from wanted w
  ), in_days as materialized (
    select v.* from ids, monitoring.indicator_values(p_projects, ids.indicators, p_from, p_to, 'total', p_provisional) v
  ), to_date as materialized (
    select v.* from ids, monitoring.indicator_values(p_projects, ids.indicators, '-infinity', p_to, 'total', p_provisional) v
  ), thresholds as materialized (
    select l.* from (select p.organization_id from monitoring.project p where p.id = any (p_projects) limit 1) o,
      monitoring.light_thresholds(o.organization_id) l
  ), figured as (
    select i.*, w.is_settled, g.baseline as own_baseline, g.baseline_date as own_baseline_date, g.target as own_target, g.target_date,
      d.target as period_target, d.value as in_days, t.value as to_date, monitoring.progress(t.value, g.baseline, g.target, i.direction) as progress,
      array(select distinct n.note from unnest(d.notes || t.notes) as n (note) order by 1) as notes
    from wanted w
    join monitoring.indicator i on i.id = w.indicator_id and i.deleted_at is null
    cross join ids
    left join monitoring.indicator_targets(p_projects, ids.indicators) g on g.indicator_id = i.id
    left join in_days d on d.indicator_id = i.id
    left join to_date t on t.indicator_id = i.id
  )
  select (row_number() over (order by n.path nulls last, f.code collate "C"))::integer, f.id, r.id, r.code, r.title, f.code, f.name, f.unit,
    f.value_type, f.decimals::integer, monitoring.with_digits(f.own_baseline, f.decimals), f.own_baseline_date,
    monitoring.with_digits(f.own_target, f.decimals), f.target_date, monitoring.with_digits(f.period_target, f.decimals),
    round(f.in_days, f.decimals), round(f.to_date, f.decimals), round(f.progress, 2),
    monitoring.light(f.progress, s.green_from, s.amber_from), c.comment, nullif(array_to_string(f.notes, ', '), ''), p_provisional,
    f.in_days, f.to_date, f.progress
  from figured f
  cross join thresholds s
  left join monitoring.result_tree(p_projects) n on n.node_id = f.result_node_id
  -- An indicator may be a result's of another program: it has its code, and stands after those of the tree.
  left join monitoring.result_node r on r.id = f.result_node_id and r.deleted_at is null
  left join monitoring.indicator_comments(p_projects, p_from, p_to, p_provisional) c on c.indicator_id = f.id
  -- A formula that these projects have nothing to do with has neither a figure nor anything to say.
  where f.is_settled or f.to_date is not null or cardinality(f.notes) > 0
$$;

-- The logical framework of the projects' programs, row by row as it is printed: a result, then its indicators. Results without
-- an indicator are there too. `results_chain` stands in the first row of its result only.
create or replace function monitoring.logframe_rows(p_projects uuid[], p_root uuid, p_indicators uuid[], p_from date, p_to date,
  p_provisional boolean)
returns table (place integer, level text, depth integer, code text, parent_code text, title text, results_chain text, is_first boolean,
  indicator_code text, indicator text, unit text, decimals integer, baseline numeric, baseline_year integer, target numeric,
  target_year integer, actual numeric, progress numeric, light text, means_of_verification text, assumptions text, provisional boolean)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  with node as materialized (
    select n.* from monitoring.result_tree(p_projects, p_root) n
  ), ids as materialized (
    select coalesce(array_agg(i.id), '{}') as indicators
    from monitoring.indicator i
    where i.result_node_id in (select n.node_id from node n) and i.deleted_at is null and i.is_active
      and (p_indicators is null or i.id = any (p_indicators))
  ), line as (
    select n.*, r.code as indicator_code, r.indicator, r.unit, r.decimals, r.baseline, r.baseline_date, r.target, r.target_date, r.actual,
      r.progress, r.light, i.means_of_verification, i.assumptions as of_indicator,
      row_number() over (partition by n.node_id order by r.place) as line_no
    from node n
    left join (
      select r.* from ids, monitoring.indicator_rows(p_projects, ids.indicators, p_from, p_to, p_provisional) r
    ) r on r.node_id = n.node_id
    left join monitoring.indicator i on i.id = r.indicator_id
  )
  select (row_number() over (order by l.path, l.line_no))::integer, l.level, l.depth, l.code, l.parent_code, l.title,
    case when l.line_no = 1 then l.code || ' ' || l.title end, l.line_no = 1, l.indicator_code, l.indicator, l.unit, l.decimals,
    l.baseline, extract(year from l.baseline_date)::integer, l.target, extract(year from l.target_date)::integer, l.actual, l.progress,
    l.light, l.means_of_verification,
    -- Those of the result once, those of an indicator beside it.
    nullif(concat_ws(E'\n', case when l.line_no = 1 then l.assumptions end, l.of_indicator), ''), p_provisional
  from line l
$$;

-- One row per indicator and period: what was reached in it, how much that is more (increment), and what it came to until its end
-- (cumulative), as the indicator is aggregated.
create or replace function monitoring.series_rows(p_projects uuid[], p_indicators uuid[], p_from date, p_to date, p_provisional boolean)
returns table (place integer, code text, indicator text, unit text, period text, period_start date, period_end date, value numeric,
  increment numeric, target numeric, cumulative numeric, notes text, provisional boolean)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
-- The planner takes every set of figures for one row, and would go through all of one for every row of another.
set enable_nestloop = off
as $$
  with shown as materialized (
    select i.*,
      not i.is_formula and (i.is_cumulative or i.aggregation_method = 'latest' and i.value_type = 'number') as is_standing,
      not i.is_formula and not i.is_cumulative and i.value_type = 'number' and i.aggregation_method = 'sum'
        and coalesce(i.aggregation_over_projects, 'sum') = 'sum' as is_added
    from monitoring.indicator i
    where i.deleted_at is null and i.value_type <> 'text' and case when p_indicators is null
      then i.id in (select w.indicator_id from monitoring.indicators_of(p_projects, p_provisional) w) else i.id = any (p_indicators) end
  ), ids as materialized (
    select coalesce(array_agg(s.id), '{}') as indicators, coalesce(array_agg(s.id) filter (where s.is_added), '{}') as sums,
      coalesce(array_agg(s.id) filter (where not (s.is_added or s.is_standing)), '{}') as others
    from shown s
  ), reached as materialized (
    select v.* from ids, monitoring.indicator_values(p_projects, ids.indicators, p_from, p_to, 'period', p_provisional) v
  ), added as (
    -- From the beginning, for what came before the days is in the cumulative figures.
    select v.indicator_id, v.period_start, v.period_end,
      sum(v.value) over (partition by v.indicator_id order by v.period_end, v.period_start desc) as value
    from ids, monitoring.indicator_values(p_projects, ids.sums, '-infinity', p_to, 'period', p_provisional) v
  ), to_date as (
    -- What is neither added up nor holds until something else is said.
    select v.* from ids, monitoring.indicator_values(p_projects, ids.others, '-infinity', p_to, 'to_date', p_provisional) v
  )
  select (row_number() over (order by n.path nulls last, s.code collate "C", r.period_start, r.period_end))::integer, s.code, s.name, s.unit,
    r.period_label, r.period_start, r.period_end, round(r.value, s.decimals),
    round(case when s.is_added then r.value else r.increment end, s.decimals), monitoring.with_digits(r.target, s.decimals),
    round(case when s.is_added then a.value when s.is_standing then r.value else t.value end, s.decimals),
    nullif(array_to_string(r.notes, ', '), ''), p_provisional
  from reached r
  join shown s on s.id = r.indicator_id
  left join added a on a.indicator_id = r.indicator_id and a.period_start = r.period_start and a.period_end = r.period_end
  left join to_date t on t.indicator_id = r.indicator_id and t.period_end = r.period_end
  left join monitoring.result_tree(p_projects) n on n.node_id = s.result_node_id
$$;
