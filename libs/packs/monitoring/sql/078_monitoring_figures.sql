-- What a figure is held against: baselines, targets, progress and lights. Nothing is rounded here: whoever shows a figure rounds it.

-- Progress in percent: (actual - baseline) / (target - baseline), so that indicators that are to fall have one too. Null where actual
-- or target is absent, or the target is the baseline. Without a baseline an increasing indicator counts from zero; a decreasing
-- one has no progress, for nothing says where it began.
create or replace function monitoring.progress(p_actual numeric, p_baseline numeric, p_target numeric, p_direction text default 'increasing')
returns numeric
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select trim_scale((p_actual - b.baseline) * 100 / nullif(p_target - b.baseline, 0))
  from (select coalesce(p_baseline, case when p_direction = 'decreasing' then null else 0 end)) as b (baseline)
$$;

-- green, amber or red by the progress as it is: 89.996 is printed as 90.00 and is amber all the same. No progress is grey.
create or replace function monitoring.light(p_progress numeric, p_green_from numeric, p_amber_from numeric) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case when p_progress is null then 'grey' when p_progress >= p_green_from then 'green' when p_progress >= p_amber_from then 'amber'
    else 'red' end
$$;

-- From which progress an organization's lights are green and amber: always one row, 90 and 70 where nothing was settled.
create or replace function monitoring.light_thresholds(p_organization uuid)
returns table (green_from numeric, amber_from numeric)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select coalesce(s.green_from, 90), coalesce(s.amber_from, 70)
  from (values (p_organization)) as o (id)
  left join monitoring.setting s on s.organization_id = o.id and s.deleted_at is null
$$;

-- Whether these are all projects of their programs. Definer: it has to know of projects that the reader does not see, or their own
-- projects would look like the whole program to them. It says nothing but yes or no.
create or replace function monitoring.covers_programs(p_projects uuid[]) returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
  select not exists (
    select from monitoring.project own
    join monitoring.project other on other.organization_id = own.organization_id and other.program_id = own.program_id
    where own.id = any (p_projects) and other.deleted_at is null and other.id <> all (p_projects))
$$;

-- Over projects, figures of such an indicator are added up ('sum'), pooled from all observations ('pooled'), averaged, or the
-- least or greatest. Percentages and ratios are always pooled. (Without a search path of its own, so that it is inlined.)
create or replace function monitoring.way_over_projects(i monitoring.indicator) returns text
language sql immutable parallel safe
as $$
  select case
    when i.value_type in ('percentage', 'ratio') then 'pooled'
    when i.aggregation_over_projects is not null then i.aggregation_over_projects
    when i.is_cumulative or i.aggregation_method in ('sum', 'latest') then 'sum'
    when i.aggregation_method = 'average' then 'pooled'
    else i.aggregation_method end
$$;

-- Baseline and target of indicators over projects, one row per indicator that has either. What is added up over projects has the sum of theirs;
-- anything else has what they agree on, and nothing where they do not. What the indicator itself says holds for whole programs
-- only, and there where one of the projects that work with it says nothing.
create or replace function monitoring.indicator_targets(p_projects uuid[], p_indicators uuid[] default null)
returns table (indicator_id uuid, baseline numeric, baseline_date date, target numeric, target_date date)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  with own as (
    select t.indicator_id, count(*) as projects,
      count(t.baseline) as baselines, sum(t.baseline) as baseline, min(t.baseline) as least_baseline, max(t.baseline) as greatest_baseline,
      min(t.baseline_date) as baseline_from, max(t.baseline_date) as baseline_to,
      count(t.target) as targets, sum(t.target) as target, min(t.target) as least_target, max(t.target) as greatest_target,
      max(t.target_date) as target_date
    from monitoring.project_indicator t
    where t.project_id = any (p_projects) and t.deleted_at is null and (p_indicators is null or t.indicator_id = any (p_indicators))
    group by t.indicator_id
  ), scope as materialized (
    select monitoring.covers_programs(p_projects) as is_whole, array_agg(distinct p.organization_id) as organizations
    from monitoring.project p where p.id = any (p_projects)
  ), joined as (
    select i.id, o.*, i.baseline as of_indicator, i.baseline_date as date_of_indicator, i.lop_target,
      monitoring.way_over_projects(i) = 'sum' and not i.is_formula as is_added,
      s.is_whole and coalesce(o.baselines < o.projects, true) and i.baseline is not null as takes_baseline,
      s.is_whole and coalesce(o.targets < o.projects, true) and i.lop_target is not null as takes_target
    from scope s
    join monitoring.indicator i on i.organization_id = any (s.organizations) and i.deleted_at is null
      and (p_indicators is null or i.id = any (p_indicators))
    left join own o on o.indicator_id = i.id
  )
  select f.* from (
    select j.id,
      case when j.takes_baseline then j.of_indicator when j.is_added then j.baseline
        when j.least_baseline = j.greatest_baseline then j.least_baseline end as baseline,
      case when j.takes_baseline then j.date_of_indicator when j.baseline_from = j.baseline_to then j.baseline_from end as baseline_date,
      case when j.takes_target then j.lop_target when j.is_added then j.target
        when j.least_target = j.greatest_target then j.least_target end as target,
      case when not j.takes_target then j.target_date end as target_date
    from joined j
  ) f
  where num_nonnulls(f.baseline, f.target) > 0
$$;
