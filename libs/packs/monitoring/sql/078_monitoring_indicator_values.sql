-- Figures of indicators (the aggregation matrix of the plan): over time by the indicator's method, then over projects. How values are put
-- together is written down in docs/monitoring.md.

-- The values that count: approved ones, with p_provisional also those that are drafted or submitted, never what was rejected. Their
-- days lie fully inside p_from … p_to; of indicators that say how things stand (the latest value, values to date) earlier ones are
-- read as well, for what was said last holds until something else is said. Blank values come along: they tell what was reported on.
create or replace function monitoring.counted_values(p_projects uuid[], p_indicators uuid[], p_from date, p_to date, p_provisional boolean)
returns table (report_id uuid, organization_id uuid, indicator_id uuid, project_id uuid, start_date date, end_date date, period_start date,
  period_end date, period_label text, is_inside boolean, is_standing boolean, value numeric, numerator numeric, denominator numeric,
  target numeric)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
-- Of rows that were just loaded the planner takes all for one, and would go through all of a table for every row of another.
set enable_nestloop = off
as $$
  select r.id, r.organization_id, r.indicator_id, r.project_id, r.start_date, r.end_date,
    coalesce(p.calendar_start, p.start_date, r.start_date), coalesce(p.calendar_end, p.end_date, r.end_date),
    coalesce(p.label, r.start_date || '/' || r.end_date), r.start_date >= p_from, s.is_standing,
    r.value, r.numerator, r.denominator, r.target
  from monitoring.indicator_report r
  join monitoring.indicator i on i.id = r.indicator_id
  cross join lateral (values (
    i.is_cumulative or i.aggregation_method = 'latest' and i.value_type not in ('percentage', 'ratio'))) s (is_standing)
  left join monitoring.reporting_period p on p.id = r.reporting_period_id
  where r.project_id = any (p_projects) and r.indicator_id = any (p_indicators) and r.deleted_at is null
    and i.deleted_at is null and not i.is_formula and i.value_type <> 'text'
    and r.end_date <= p_to and (r.start_date >= p_from or s.is_standing)
    and (r.status = 'approved' or p_provisional and r.status in ('draft', 'submitted'))
$$;

-- Values whose days lie partly inside p_from … p_to (ME-14): they are not counted and not pro-rated, and the reader is told of them. How
-- things stand is asked at the end of the range only, so that days before it are no fault there.
create or replace function monitoring.partial_values(p_projects uuid[], p_indicators uuid[], p_from date, p_to date, p_provisional boolean)
returns table (report_id uuid, indicator_id uuid, project_id uuid, start_date date, end_date date, period_label text, value numeric)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
-- Of rows that were just loaded the planner takes all for one, and would go through all of a table for every row of another.
set enable_nestloop = off
as $$
  select r.id, r.indicator_id, r.project_id, r.start_date, r.end_date, coalesce(p.label, r.start_date || '/' || r.end_date), r.value
  from monitoring.indicator_report r
  join monitoring.indicator i on i.id = r.indicator_id
  left join monitoring.reporting_period p on p.id = r.reporting_period_id
  where r.project_id = any (p_projects) and r.deleted_at is null
    and r.indicator_id in (select b.id from monitoring.indicators_behind(p_projects, p_indicators) b)
    and r.start_date <= p_to and r.end_date >= p_from
    and (r.end_date > p_to or r.start_date < p_from and not (
      i.is_cumulative or i.aggregation_method = 'latest' and i.value_type not in ('percentage', 'ratio')))
    and (r.status = 'approved' or p_provisional and r.status in ('draft', 'submitted'))
  order by r.start_date, r.end_date, r.id
$$;

-- Figures of indicators (null = all) over projects and days, split by p_by: total, project, period, project_period, disaggregation, or
-- to_date, which is what the total comes to at the end of every period, from p_from on; columns that it does not split by are null. There is a row where something was reported, a target at least. Of categories the row
-- without category_key is the total, which never is their sum.
--   numerator, denominator: of quotients of which every observation has both
--   target       of the values that count: summed up where values are, else the last; over projects as the values
--   increment    of values to date: what was added in these days
--   observations values that went into the figure; null for formulas
--   notes        PERCENT_NEEDS_DENOMINATOR, DIVISION_BY_ZERO, OUT_OF_RANGE: why there is no value
create or replace function monitoring.indicator_values(p_projects uuid[], p_indicators uuid[], p_from date, p_to date, p_by text,
  p_provisional boolean)
returns table (indicator_id uuid, project_id uuid, period_start date, period_end date, period_label text, category_key text, value numeric,
  numerator numeric, denominator numeric, target numeric, increment numeric, observations integer, notes text[])
language sql stable parallel safe set search_path = pg_catalog, pg_temp
-- The planner takes every step for one row, and would go through all of one step for every row of another.
set enable_nestloop = off
as $$
  with item as materialized (
    select b.*, i.is_formula, i.formula_program, i.value_type in ('percentage', 'ratio') as is_quotient, i.is_cumulative,
      i.is_cumulative or i.aggregation_method = 'latest' and i.value_type not in ('percentage', 'ratio') as is_standing,
      i.aggregation_method as method, monitoring.way_over_projects(i) as over_projects, i.is_annualised,
      i.unit_factor * case when i.is_annualised then 365 else 1 end as factor
    from monitoring.indicators_behind(p_projects, p_indicators) b
    join monitoring.indicator i on i.organization_id = b.organization_id and i.id = b.id
  ), reported as materialized (
    -- The stretch of time that a value's figure is about: the period, as the calendar has it, or all the days asked for.
    select c.*,
      case when p_by in ('period', 'project_period') then c.period_start else p_from end as cell_start,
      case when p_by in ('period', 'project_period', 'to_date') then c.period_end else p_to end as cell_end
    from monitoring.counted_values(p_projects, (select array_agg(i.id) from item i where not i.is_formula), p_from, p_to, p_provisional) c
  ), observed as materialized (
    -- What was said: values, targets (of which the category is none) and values of categories.
    select r.indicator_id, r.project_id, r.is_standing, r.is_inside, r.start_date, r.end_date, r.cell_start, r.cell_end, o.*,
      -- A rate of some days becomes one of a year by weighing its denominator with its days: 45 of 1,000 in 31 days are 52.98 % a year.
      o.of_whole * case when i.is_annualised then r.end_date - r.start_date + 1 else 1 end as weight
    from reported r
    join item i on i.id = r.indicator_id
    cross join lateral (
      select false as is_target, null::text as category_key, case when r.denominator is null then r.value end as stated, r.numerator as of_part,
        r.denominator as of_whole
      where num_nonnulls(r.value, r.denominator) > 0
      union all
      select true, null, r.target, null, null where r.target is not null
    ) o
    union all
    select r.indicator_id, r.project_id, r.is_standing, r.is_inside, r.start_date, r.end_date, r.cell_start, r.cell_end, false, v.category_key,
      case when v.denominator is null then v.value end, v.numerator, v.denominator,
      v.denominator * case when i.is_annualised then r.end_date - r.start_date + 1 else 1 end
    from reported r
    join item i on i.id = r.indicator_id
    join monitoring.indicator_report_value v on v.organization_id = r.organization_id and v.indicator_report_id = r.report_id
      and v.deleted_at is null
    where p_by = 'disaggregation' and num_nonnulls(v.value, v.denominator) > 0
  ), said as materialized (
    select o.*, i.method, i.is_quotient, i.is_cumulative, i.factor, coalesce(o.of_part * i.factor / o.weight, o.stated) as said
    from observed o join item i on i.id = o.indicator_id
  ), frame as materialized (
    -- Periods by their days, whatever the projects call them.
    select r.cell_start, r.cell_end, min(r.period_label collate "C") as label
    from reported r where r.is_inside and p_by in ('period', 'project_period', 'to_date')
    group by r.cell_start, r.cell_end
    union all
    select p_from, p_to, null where p_by not in ('period', 'project_period', 'to_date')
  ), own as materialized (
    select distinct r.indicator_id, r.cell_start, r.cell_end from reported r
    where r.is_inside and p_by in ('period', 'project_period', 'to_date')
  ), asked as (
    -- What a formula needs is asked for every stretch in which anything was reported.
    select o.indicator_id, o.cell_start, o.cell_end from own o join item i on i.id = o.indicator_id where not i.is_input
    union all
    select i.id, f.cell_start, f.cell_end from item i cross join frame f where i.is_input or f.label is null
  ), moment as (
    -- When it is asked how things stand, or what they came to so far: at the end of every stretch, and on the day before it.
    select a.indicator_id, a.cell_start, a.cell_end, m.is_end, m.day
    from asked a
    join item i on i.id = a.indicator_id
    cross join lateral (values (true, a.cell_end), (false, a.cell_start - 1)) m (is_end, day)
    where m.is_end or i.is_cumulative
  ), line as (
    select s.indicator_id, s.project_id, s.category_key, s.is_target, s.end_date as day, 0 as place, s.start_date, null::date as cell_start,
      null::date as cell_end, null::boolean as is_end, s.said, s.of_part, s.of_whole, s.weight
    from said s where s.is_standing or p_by = 'to_date'
    union all
    select m.indicator_id, k.project_id, k.category_key, k.is_target, m.day, 1, null, m.cell_start, m.cell_end, m.is_end, null, null, null, null
    from moment m
    join (select distinct s.indicator_id, s.project_id, s.category_key, s.is_target from said s
      where s.is_standing or p_by = 'to_date') k
      on k.indicator_id = m.indicator_id
  ), counted as (
    -- On one line of time per project, a value and the moments until the next one have the same number: none is compared with another.
    select l.*, count(*) filter (where l.place = 0) over so_far as nth,
      sum(l.said) over so_far as added, avg(l.said) over so_far as mean, min(l.said) over so_far as least, max(l.said) over so_far as greatest,
      sum(l.of_part) over so_far as all_parts, sum(l.of_whole) over so_far as all_wholes, sum(l.weight) over so_far as all_weights,
      count(l.of_whole) over so_far as quotients
    from line l
    window so_far as (partition by l.indicator_id, l.project_id, l.category_key, l.is_target order by l.day, l.place, l.start_date
      rows unbounded preceding)
  ), held as (
    select c.indicator_id, c.project_id, c.category_key, c.is_target, c.place, c.nth, c.cell_start, c.cell_end, c.is_end,
      c.added, c.mean, c.least, c.greatest, c.all_parts, c.all_wholes, c.all_weights, c.quotients,
      max(c.said) over same as said, max(c.of_part) over same as of_part, max(c.of_whole) over same as of_whole, max(c.weight) over same as weight
    from counted c
    window same as (partition by c.indicator_id, c.project_id, c.category_key, c.is_target, c.nth)
  ), standing as (
    select h.* from held h where h.place = 1 and h.nth > 0
  ), piece as (
    -- One project in one stretch of time. Of how things stand …
    select s.indicator_id, s.project_id, s.cell_start, s.cell_end, s.category_key,
      count(*) filter (where s.is_end and not s.is_target) as n, max(s.said) filter (where s.is_end and not s.is_target) as own_value,
      max(s.said) filter (where s.is_end and not s.is_target) as total, max(s.of_part) filter (where s.is_end) as of_part,
      max(s.of_whole) filter (where s.is_end) as of_whole, max(s.weight) filter (where s.is_end) as weight,
      count(s.of_whole) filter (where s.is_end) as quotients, max(s.said) filter (where s.is_end and s.is_target) as target,
      max(s.said) filter (where not s.is_end and not s.is_target) as before
    from standing s
    join item i on i.id = s.indicator_id
    where i.is_standing
    group by s.indicator_id, s.project_id, s.cell_start, s.cell_end, s.category_key
    union all
    -- … of what happened until its end …
    select s.indicator_id, s.project_id, s.cell_start, s.cell_end, s.category_key, coalesce(max(s.nth) filter (where not s.is_target), 0),
      max(case i.method when 'sum' then s.added when 'average' then s.mean when 'min' then s.least when 'max' then s.greatest else s.said end)
        filter (where not s.is_target),
      max(s.added) filter (where not s.is_target), max(s.all_parts), max(s.all_wholes), max(s.all_weights), max(s.quotients),
      max(case i.method when 'sum' then s.added else s.said end) filter (where s.is_target), null
    from standing s
    join item i on i.id = s.indicator_id
    where not i.is_standing
    group by s.indicator_id, s.project_id, s.cell_start, s.cell_end, s.category_key
    union all
    -- … and of what happened in it.
    select s.indicator_id, s.project_id, s.cell_start, s.cell_end, s.category_key, count(*) filter (where not s.is_target),
      case s.method
        when 'sum' then sum(s.said) filter (where not s.is_target)
        when 'average' then avg(s.said) filter (where not s.is_target)
        when 'min' then min(s.said) filter (where not s.is_target)
        when 'max' then max(s.said) filter (where not s.is_target)
        else (array_agg(s.said order by s.end_date desc, s.start_date desc) filter (where not s.is_target))[1] end,
      sum(s.said) filter (where not s.is_target), sum(s.of_part), sum(s.of_whole), sum(s.weight), count(s.of_whole),
      case when s.method = 'sum' then sum(s.said) filter (where s.is_target)
        else (array_agg(s.said order by s.end_date desc, s.start_date desc) filter (where s.is_target))[1] end,
      null
    from said s
    where not s.is_standing and p_by <> 'to_date'
    group by s.indicator_id, s.project_id, s.cell_start, s.cell_end, s.category_key, s.method
  ), scope as materialized (
    select p.indicator_id, case when p_by in ('project', 'project_period') then p.project_id end as project_id, p.cell_start, p.cell_end,
      p.category_key, sum(p.n)::integer as n, count(p.own_value) as projects, sum(p.own_value) as added, sum(p.total) as total,
      min(p.own_value) as least, max(p.own_value) as greatest, sum(p.of_part) as of_part, sum(p.of_whole) as of_whole, sum(p.weight) as weight,
      sum(p.quotients) as quotients, sum(p.target) as target, min(p.target) as least_target, max(p.target) as greatest_target,
      sum(p.before) as added_before, min(p.before) as least_before, max(p.before) as greatest_before, avg(p.before) as mean_before
    from piece p
    group by 1, 2, 3, 4, 5
  ), figure as materialized (
    select s.indicator_id, s.project_id, s.cell_start, s.cell_end, s.category_key, s.n, i.code, i.is_input,
      f.label is null or not i.is_input or exists (
        select from own o where o.indicator_id = s.indicator_id and o.cell_start = s.cell_start and o.cell_end = s.cell_end) as is_own,
      case
        when i.is_quotient and s.quotients = s.n then s.of_part * i.factor / s.weight
        -- Without denominators there is nothing to pool: one observation says what it says, and of one project the last, least or greatest does.
        when i.is_quotient and (s.n = 1 or s.projects = 1 and i.method in ('latest', 'min', 'max')) then s.added
        when i.is_quotient then null
        else case i.over_projects when 'sum' then s.added when 'pooled' then s.total / nullif(s.n, 0) when 'average' then s.added / nullif(s.projects, 0)
          when 'min' then s.least else s.greatest end
      end as value,
      case when i.is_quotient and s.quotients = s.n then s.of_part end as numerator,
      case when i.is_quotient and s.quotients = s.n then s.of_whole end as denominator,
      case when i.over_projects = 'sum' then s.target when s.least_target = s.greatest_target then s.least_target end as target,
      case when i.is_cumulative and not i.is_quotient then
        case i.over_projects when 'sum' then s.added - coalesce(s.added_before, 0) when 'min' then s.least - coalesce(s.least_before, 0)
          when 'max' then s.greatest - coalesce(s.greatest_before, 0) else s.added / nullif(s.projects, 0) - coalesce(s.mean_before, 0) end
      end as increment,
      case when i.is_quotient and s.quotients < s.n and s.n > 1 and not (s.projects = 1 and i.method in ('latest', 'min', 'max'))
        then '{PERCENT_NEEDS_DENOMINATOR}'::text[] else '{}' end as notes
    from scope s
    join item i on i.id = s.indicator_id
    join frame f on f.cell_start = s.cell_start and f.cell_end = s.cell_end
  ), formula as materialized (
    select jsonb_agg(jsonb_build_object('code', i.code, 'program', i.formula_program,
      'references', monitoring.formula_references(i.formula_program)) order by i.formula_level desc) as list
    from item i where i.is_formula
  ), input as (
    -- Formulas are evaluated on figures, at every scope anew: their own results are never put together.
    select f.project_id, f.cell_start, f.cell_end, f.category_key, jsonb_object_agg(f.code, f.value) as inputs,
      coalesce(jsonb_object_agg(f.code, f.notes) filter (where f.notes <> '{}'), '{}') as notes,
      array_agg(f.indicator_id) filter (where f.is_own) as own
    from figure f where f.is_input
    group by f.project_id, f.cell_start, f.cell_end, f.category_key
  ), evaluated as (
    select i.id as indicator_id, n.project_id, n.cell_start, n.cell_end, n.category_key, e.value, e.notes
    from input n
    cross join formula l
    cross join lateral monitoring.formula_values(l.list, n.inputs, n.notes) e
    join item i on i.code = e.code and i.is_formula and i.is_wanted and i.leaves && n.own
    where n.category_key is null or e.value is not null or e.notes <> '{}'
  ), answer as (
    select f.indicator_id, f.project_id, f.cell_start, f.cell_end, f.category_key, trim_scale(f.value) as value, trim_scale(f.numerator) as numerator,
      trim_scale(f.denominator) as denominator,
      trim_scale(f.target) as target, trim_scale(f.increment) as increment, f.n as observations, f.notes
    from figure f join item i on i.id = f.indicator_id
    where i.is_wanted and f.is_own
    union all
    select e.indicator_id, e.project_id, e.cell_start, e.cell_end, e.category_key, e.value, null, null, null, null, null, e.notes
    from evaluated e
  )
  select a.indicator_id, a.project_id, case when f.label is not null then a.cell_start end, case when f.label is not null then a.cell_end end,
    f.label, a.category_key, a.value, a.numerator, a.denominator, a.target, a.increment, a.observations, a.notes
  from answer a
  join frame f on f.cell_start = a.cell_start and f.cell_end = a.cell_end
$$;
