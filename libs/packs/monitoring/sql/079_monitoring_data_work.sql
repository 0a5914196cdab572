-- The rows of what projects do, for whom, and with which money (079_monitoring_data.sql says what they are asked for).

-- Activities of the days: those that were, or were to be, under way in them; without any day they are always there.
create or replace function monitoring.activity_rows(p_projects uuid[], p_root uuid, p_from date, p_to date)
returns table (place integer, project_code text, result_code text, result text, code text, title text, location text, planned_start_date date,
  planned_end_date date, start_date date, end_date date, status text, unit text, planned numeric, actual numeric, progress numeric,
  participants integer, attendances integer, progress_exact numeric)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select (row_number() over (order by p.code collate "C", n.path nulls last, coalesce(a.start_date, a.planned_start_date) nulls last,
      a.code collate "C"))::integer,
    p.code, n.code, n.title, a.code, a.title, a.location, a.planned_start_date, a.planned_end_date, a.start_date, a.end_date, a.status, a.unit,
    trim_scale(a.planned), trim_scale(a.actual), round(f.progress, 2), coalesce(w.direct, 0)::integer, coalesce(w.attendances, 0)::integer, f.progress
  from monitoring.activity a
  join monitoring.project p on p.organization_id = a.organization_id and p.id = a.project_id
  left join monitoring.result_tree(p_projects, p_root) n on n.node_id = a.result_node_id
  left join monitoring.people_figures(p_projects, p_from, p_to, 'activity') w on w.activity_id = a.id
  cross join lateral (select a.actual * 100 / nullif(a.planned, 0)) as f (progress)
  where a.project_id = any (p_projects) and a.deleted_at is null and (p_root is null or n.node_id is not null)
    and coalesce(a.start_date, a.planned_start_date, p_from) <= p_to
    and coalesce(a.end_date, a.planned_end_date, a.start_date, a.planned_start_date, p_to) >= p_from
$$;

-- Budget lines, and after those of each currency its totals (is_total): percentages are computed from sums, and currencies are never added up.
create or replace function monitoring.budget_rows(p_projects uuid[])
returns table (place integer, currency text, project_code text, project text, code text, category text, description text, budgeted numeric,
  spent numeric, remaining numeric, percent_spent numeric, is_total boolean, percent_exact numeric)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select (row_number() over (order by l.currency, l.is_total, l.project_code collate "C", l.category collate "C", l.code collate "C"))::integer,
    l.currency, l.project_code, l.project, l.code, l.category, l.description, l.budgeted, l.spent, l.budgeted - l.spent,
    round(f.percent, 2), l.is_total, f.percent
  from (
    select b.currency::text as currency, p.code as project_code, p.name as project, b.code, b.category, b.description, sum(b.budgeted) as budgeted,
      sum(b.spent) as spent, grouping(b.id) = 1 as is_total
    from monitoring.budget_line b
    join monitoring.project p on p.organization_id = b.organization_id and p.id = b.project_id
    where b.project_id = any (p_projects) and b.deleted_at is null
    group by grouping sets ((b.currency, p.code, p.name, b.code, b.category, b.description, b.id), (b.currency))
  ) l
  cross join lateral (select l.spent * 100 / nullif(l.budgeted, 0)) as f (percent)
$$;

-- People who took part in the days, each once (ME-17): in total, by sex, by age and by both. `direct` are they, `indirect` those who live with
-- them. Everybody is in one group of a dimension only, so that its groups add up to the total; dimensions never do.
create or replace function monitoring.participant_rows(p_projects uuid[], p_from date, p_to date)
returns table (place integer, dimension text, category text, sex text, age_band text, direct bigint, indirect bigint, attendances bigint,
  new_people bigint)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select (row_number() over (order by d.place, array_position('{female,male,other,unknown}', f.sex),
      array_position('{0-4,5-11,12-17,18-24,25-59,60+,unknown}', f.age_band)))::integer,
    d.dimension, coalesce(nullif(concat_ws(' ', f.sex, f.age_band), ''), d.dimension), f.sex, f.age_band, f.direct, f.indirect,
    f.attendances, f.new_people
  from (values (1, 'total'), (2, 'sex'), (3, 'age'), (4, 'sex_age')) as d (place, dimension)
  cross join lateral monitoring.people_figures(p_projects, p_from, p_to, d.dimension) f
$$;
