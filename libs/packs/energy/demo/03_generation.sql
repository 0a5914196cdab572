-- What kept the plants from running, and what their meters counted: one aggregate of quarter-hours a local day.
insert into energy.event (id, organization_id, project_id, contract_id, kind, starts_at, ends_at, is_excused, reference, description)
select pg_temp.id('event', p.code, n::text), p.organization_id, p.id, c.id, e.kind, e.starts_at, e.starts_at + make_interval(mins => e.minutes),
  e.kind in ('grid', 'force_majeure', 'curtailment'), format('EV-%s-%s', p.code, lpad(n::text, 3, '0')),
  case e.kind when 'grid' then 'Grid operator took the line out' when 'force_majeure' then 'Storm beyond the design wind speed'
    when 'curtailment' then 'Buyer asked for less' when 'maintenance' then 'Planned work on the inverters' else 'Unplanned outage' end
from energy.project p
join energy.contract c on c.project_id = p.id and c.kind = 'PPA'
cross join generate_series(1, 16) as n
cross join lateral (
  select pg_temp.pick(array['grid', 'grid', 'curtailment', 'maintenance', 'outage', 'outage', 'force_majeure'], 'kind', p.code, n::text) as kind,
    (pg_temp.first_day() + pg_temp.whole(0, 390, 'day', p.code, n::text) + make_interval(hours => pg_temp.whole(0, 20, 'hour', p.code, n::text)))
      at time zone p.timezone as starts_at,
    pg_temp.whole(45, 1900, 'minutes', p.code, n::text) as minutes
) e
where p.organization_id = pg_temp.organization();

with day as (
  select m.id as meter_id, m.code, m.organization_id, m.project_id, c.capacity_kw / count(*) over (partition by m.contract_id, d.day) as capacity,
    d.day::date as day, c.id as contract_id, p.timezone, c.code like '%W%' as is_wind,
    (d.day::date + 1)::timestamp at time zone p.timezone - d.day::date::timestamp at time zone p.timezone as length,
    tstzrange(d.day::date::timestamp at time zone p.timezone, (d.day::date + 1)::timestamp at time zone p.timezone) as span
  from energy.meter m
  join energy.contract c on c.id = m.contract_id
  join energy.project p on p.id = m.project_id
  cross join generate_series(pg_temp.first_day(), pg_temp.last_day(), interval '1 day') as d(day)
  where m.organization_id = pg_temp.organization()
), stopped as (
  select day.*, extract(epoch from length) / 3600 as hours,
    coalesce((select sum(extract(epoch from upper(part) - lower(part))) / 3600
      from unnest((select range_agg(tstzrange(e.starts_at, e.ends_at) * day.span) from energy.event e
        where e.project_id = day.project_id and tstzrange(e.starts_at, e.ends_at) && day.span)) as part), 0) as stopped_hours,
    exists (select from energy.event e where e.project_id = day.project_id and e.kind = 'curtailment'
      and tstzrange(e.starts_at, e.ends_at) && day.span) as is_curtailed,
    -- Sun has a season and wind the opposite one.
    (case when is_wind then 0.36 - 0.1 * cos(2 * pi() * (extract(doy from day) - 15) / 365 + pi()) else 0.21 - 0.07 * cos(2 * pi() * (extract(doy from day) - 172) / 365 + pi()) end)
      * (0.55 + 0.9 * pg_temp.chance('yield', code, day::text)) as yield
  from day
), counted as (
  select stopped.*,
    -- Three days in two thousand the meter said nothing.
    case when pg_temp.chance('silent', code, day::text) > 0.9985 then null
      else round((capacity * yield * (hours - stopped_hours))::numeric, 3) end as metered,
    case when is_curtailed then round((capacity * yield * stopped_hours * 0.8)::numeric, 3) else 0 end as deemed
  from stopped
)
insert into energy.meter_day (id, organization_id, project_id, meter_id, day, metered_kwh, deemed_kwh, opening, closing, operating_hours, interval_count)
select pg_temp.id('day', code, day::text), organization_id, project_id, meter_id, day, metered, deemed,
  case when metered is not null then start + sum(coalesce(metered, 0)) over register - metered end,
  case when metered is not null then start + sum(coalesce(metered, 0)) over register end,
  case when metered is not null then greatest(0, round((hours - stopped_hours - hours * 0.02 * pg_temp.chance('idle', code, day::text))::numeric, 4)) end,
  case when metered is not null then (hours * 4)::integer end
from (select counted.*, pg_temp.whole(100000, 900000, 'register', code)::numeric as start from counted) as c
window register as (partition by meter_id order by day);
