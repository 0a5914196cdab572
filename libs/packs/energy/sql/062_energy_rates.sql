-- The small arithmetic of the pack, each rule once. Everything is numeric; round() of numeric rounds halves away from zero.

-- Price per kWh (EN-C1): the reference price less the discount, not above the ceiling, and never below the floor. Null
-- without a reference price; a limit that is null limits nothing.
create or replace function energy.rate(mrp numeric, discount numeric, floor numeric, ceiling numeric) returns numeric
language sql immutable parallel safe as $$
  select case when mrp is null then null else greatest(floor, least((1 - coalesce(discount, 0)) * mrp, ceiling)) end
$$;

-- A shortfall as the contract's rounding policy wants it before it is priced (EN-C4); `none` keeps every digit.
create or replace function energy.rounded_shortfall(shortfall numeric, rounding_policy text) returns numeric
language sql immutable parallel safe as $$
  select case rounding_policy
    when 'two_decimals' then round(shortfall, 2)
    when 'one_decimal' then round(shortfall, 1)
    when 'whole_points' then round(shortfall)
    else shortfall end
$$;

-- What part is of whole, in percent with two decimals; null where there is no whole to be part of (EN-C11).
create or replace function energy.percent(part numeric, whole numeric) returns numeric
language sql immutable parallel safe as $$
  select case when whole <> 0 then round(100 * part / whole, 2) end
$$;

-- Hours of a project's excused events between two instants, each moment counted once however many events it has (EN-C6).
-- Events of another contract or another meter are not counted. What has not ended lasts until the end.
create or replace function energy.excused_hours(
  p_project uuid, p_contract uuid, p_meter uuid, p_from timestamptz, p_to timestamptz) returns numeric
language sql stable parallel safe as $$
  select coalesce(sum(extract(epoch from upper(part) - lower(part))), 0) / 3600
  from unnest((
    select range_agg(tstzrange(greatest(e.starts_at, p_from), least(coalesce(e.ends_at, p_to), p_to)))
    from energy.event e
    where e.project_id = p_project and e.deleted_at is null and e.is_excused
      and (e.contract_id is null or e.contract_id = p_contract)
      and (e.meter_id is null or e.meter_id = p_meter)
      and e.starts_at < p_to and coalesce(e.ends_at, p_to) > p_from
  )) as part
$$;

-- Daily aggregates of a meter made anew from its readings, for local days of its project. Days without readings keep what
-- they have. Deemed energy and operating hours are not in readings and stay.
create or replace function energy.refresh_meter_days(p_organization uuid, p_meter uuid, p_from date, p_to date) returns integer
language sql volatile as $$
  with days as (
    select r.organization_id, r.project_id, r.meter_id, (r.starts_at at time zone p.timezone)::date as day,
      sum(r.energy_kwh) as metered_kwh, count(*) as interval_count,
      (array_agg(r.register_kwh - r.energy_kwh order by r.starts_at))[1] as opening,
      (array_agg(r.register_kwh order by r.starts_at desc))[1] as closing
    from energy.meter_reading r
    join energy.project p on p.organization_id = r.organization_id and p.id = r.project_id
    where r.organization_id = p_organization and r.meter_id = p_meter and r.deleted_at is null
      and r.starts_at >= p_from::timestamp at time zone p.timezone
      and r.starts_at < (p_to + 1)::timestamp at time zone p.timezone
    group by 1, 2, 3, 4
  ), kept as (
    insert into energy.meter_day (id, organization_id, project_id, meter_id, day, metered_kwh, opening, closing, interval_count)
    select gen_random_uuid(), organization_id, project_id, meter_id, day, metered_kwh,
      case when opening >= 0 then opening end, closing, interval_count
    from days
    on conflict (organization_id, meter_id, day) where deleted_at is null do update
    set metered_kwh = excluded.metered_kwh, opening = excluded.opening, closing = excluded.closing,
      interval_count = excluded.interval_count, version = meter_day.version + 1, updated_at = now()
    where (meter_day.metered_kwh, meter_day.opening, meter_day.closing, meter_day.interval_count)
      is distinct from (excluded.metered_kwh, excluded.opening, excluded.closing, excluded.interval_count)
    returning 1
  )
  select count(*)::integer from kept
$$;
