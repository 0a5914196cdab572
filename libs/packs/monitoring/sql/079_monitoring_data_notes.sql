-- What is told beside the figures (079_monitoring_data.sql says what is asked for).

-- What was written beside the values that count.
create or replace function monitoring.narrative_rows(p_projects uuid[], p_indicators uuid[], p_from date, p_to date, p_provisional boolean)
returns table (place integer, code text, indicator text, project_code text, project text, period text, period_start date, period_end date,
  narrative text, provisional boolean)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select (row_number() over (order by n.path nulls last, i.code collate "C", r.start_date, r.end_date, p.code collate "C", r.id))::integer,
    i.code, i.name, p.code, p.name, d.label, r.start_date, r.end_date, btrim(r.narrative), r.status <> 'approved'
  from monitoring.indicator_report r
  join monitoring.indicator i on i.organization_id = r.organization_id and i.id = r.indicator_id and i.deleted_at is null
  join monitoring.project p on p.organization_id = r.organization_id and p.id = r.project_id
  left join monitoring.reporting_period d on d.organization_id = r.organization_id and d.id = r.reporting_period_id
  left join monitoring.result_tree(p_projects) n on n.node_id = i.result_node_id
  where r.project_id = any (p_projects) and r.deleted_at is null and r.start_date >= p_from and r.end_date <= p_to
    and monitoring.value_counts(r.status, p_provisional) and btrim(r.narrative) <> '' and (p_indicators is null or i.id = any (p_indicators))
$$;

-- What a reader of the figures should know: values of periods that are only partly in the days and therefore not counted (ME-14), values that
-- wait for an approval, figures that could not be computed, currencies that are not added up.
create or replace function monitoring.warning_rows(p_projects uuid[], p_indicators uuid[], p_from date, p_to date, p_provisional boolean)
returns table (place integer, code text, severity text, subject text, affected_count integer, message text)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  with found (code, severity, subject, affected_count, message) as (
    select 'PERIOD_PARTIAL', 'warning', p.code || ' ' || v.period_label, count(*),
      'The period is only partly inside the range: its values are not counted.'
    from monitoring.partial_values(p_projects, p_indicators, p_from, p_to, p_provisional) v
    join monitoring.project p on p.id = v.project_id
    group by p.code, v.period_label
    union all
    select case when p_provisional then 'UNAPPROVED_INCLUDED' else 'UNAPPROVED_LEFT_OUT' end, 'warning', null, count(*),
      case when p_provisional then 'Values that are not approved yet are counted: the figures are provisional.'
        else 'Values that are not approved yet are not counted.' end
    from monitoring.indicator_report r
    where r.project_id = any (p_projects) and r.deleted_at is null and (p_indicators is null or r.indicator_id = any (p_indicators))
      and r.status in ('draft', 'submitted') and r.start_date >= p_from and r.end_date <= p_to
    having count(*) > 0
    union all
    select n.note, 'warning', i.code, 1, case n.note
      when 'DIVISION_BY_ZERO' then 'The figure divides by zero: it is left empty.'
      when 'PERCENT_NEEDS_DENOMINATOR' then 'A value has no numerator and denominator: it is not counted.'
      when 'OUT_OF_RANGE' then 'The figure is beyond what can be counted: it is left empty.'
      else 'The figure is to be read with care.' end
    from monitoring.indicator_rows(p_projects, p_indicators, p_from, p_to, p_provisional) i
    cross join lateral string_to_table(i.notes, ', ') as n (note)
    union all
    select 'SEVERAL_CURRENCIES', 'info', string_agg(distinct b.currency, ', ' order by b.currency), count(distinct b.currency),
      'Money is added up for each currency, never across them.'
    from monitoring.budget_line b where b.project_id = any (p_projects) and b.deleted_at is null
    having count(distinct b.currency) > 1
  )
  select (row_number() over (order by f.severity desc, f.code, f.subject collate "C"))::integer, f.code, f.severity, f.subject,
    f.affected_count::integer, f.message
  from found f
$$;
