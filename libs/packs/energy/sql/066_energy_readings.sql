-- What follows from readings, whatever writes them: they never overlap, and the days of their meter are made of them.

-- Whether readings of these meters overlap since `written` came. Every reading is compared with its neighbours only: all
-- others are further away, because what was there before does not overlap. Locked per meter, so that two writers at the
-- same time see each other.
create or replace function energy.check_readings(written uuid[], meters uuid[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('energy-readings:' || meter, 0))
  from (select distinct meter from unnest(meters) as m(meter) order by meter) as locked;
  if exists (
    select from energy.meter_reading r
    left join lateral (
      select before.ends_at from energy.meter_reading before
      where before.organization_id = r.organization_id and before.meter_id = r.meter_id and before.deleted_at is null
        and before.starts_at < r.starts_at
      order by before.starts_at desc limit 1) as before on true
    left join lateral (
      select after.starts_at from energy.meter_reading after
      where after.organization_id = r.organization_id and after.meter_id = r.meter_id and after.deleted_at is null
        and after.starts_at > r.starts_at
      order by after.starts_at limit 1) as after on true
    where r.id = any (written) and r.deleted_at is null
      and (before.ends_at > r.starts_at or after.starts_at < r.ends_at)
  ) then
    raise exception 'readings of a meter overlap'
      using errcode = 'exclusion_violation', constraint = 'meter_reading_overlap';
  end if;
end
$$;

-- Days that have lost their last reading know nothing any more; what never came from readings stays.
create or replace function energy.clear_meter_days(p_organization uuid, p_meter uuid, p_from date, p_to date) returns void
language sql volatile set search_path = pg_catalog, pg_temp
as $$
  update energy.meter_day d
  set metered_kwh = null, opening = null, closing = null, interval_count = null, version = d.version + 1, updated_at = now()
  from energy.project p
  where d.organization_id = p_organization and d.meter_id = p_meter and d.day between p_from and p_to
    and d.interval_count is not null and d.deleted_at is null and p.id = d.project_id
    and not exists (
      select from energy.meter_reading r
      where r.organization_id = d.organization_id and r.meter_id = d.meter_id and r.deleted_at is null
        and r.starts_at >= d.day::timestamp at time zone p.timezone
        and r.starts_at < (d.day + 1)::timestamp at time zone p.timezone)
$$;

-- Runs once per statement, not per row; planned anew each time, because a table that an import fills is not the one that its
-- plan was made for. Definer: a day follows from its readings, whoever may write days.
create or replace function energy.follow_readings() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  ids uuid[];
  meters uuid[];
  touched record;
begin
  if tg_op = 'INSERT' then
    select array_agg(id), array_agg(distinct meter_id) into ids, meters from written;
  else
    select array_agg(id), array_agg(distinct meter_id) into ids, meters from written;
    if (select count(*) from written w join replaced o using (id)
        where (o.meter_id, o.starts_at, o.ends_at, o.energy_kwh, o.register_kwh, o.deleted_at)
          is distinct from (w.meter_id, w.starts_at, w.ends_at, w.energy_kwh, w.register_kwh, w.deleted_at)) = 0 then
      return null;
    end if;
  end if;
  if ids is null then
    return null;
  end if;
  perform energy.check_readings(ids, meters);
  if tg_op = 'INSERT' then
    for touched in
      select r.organization_id, r.meter_id, (min(r.starts_at) at time zone p.timezone)::date as first_day,
        (max(r.starts_at) at time zone p.timezone)::date as last_day
      from written r join energy.project p on p.id = r.project_id
      group by r.organization_id, r.meter_id, p.timezone
    loop
      perform energy.refresh_meter_days(touched.organization_id, touched.meter_id, touched.first_day, touched.last_day);
    end loop;
  else
    for touched in
      select r.organization_id, r.meter_id, (min(r.starts_at) at time zone p.timezone)::date as first_day,
        (max(r.starts_at) at time zone p.timezone)::date as last_day
      from (table written union all table replaced) r join energy.project p on p.id = r.project_id
      group by r.organization_id, r.meter_id, p.timezone
    loop
      perform energy.refresh_meter_days(touched.organization_id, touched.meter_id, touched.first_day, touched.last_day);
      perform energy.clear_meter_days(touched.organization_id, touched.meter_id, touched.first_day, touched.last_day);
    end loop;
  end if;
  return null;
end
$$;

create or replace trigger follow_new_readings after insert on energy.meter_reading
  referencing new table as written
  for each statement execute function energy.follow_readings();
create or replace trigger follow_changed_readings after update on energy.meter_reading
  referencing new table as written old table as replaced
  for each statement execute function energy.follow_readings();
