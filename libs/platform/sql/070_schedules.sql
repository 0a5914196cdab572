-- When schedules fire (rule EN-NR of packs/energy.md). The arithmetic is that of libs/schedule: both answer every case of
-- next-run.json alike, and thousands of random ones (next-run-time.int-spec.ts).

-- The instant at which the clocks of a zone show a date and time: in a gap moved forward by the gap, in an overlap the
-- first of the two. PostgreSQL alone takes the second.
create or replace function public.instant_at_wall_clock(wall timestamp, zone text) returns timestamptz
language plpgsql stable strict parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  instant timestamptz := wall at time zone zone;
  day_before timestamptz := instant - interval '24 hours';
  -- By the clocks as they stood before they were put back.
  earlier timestamptz := (wall - ((day_before at time zone zone) - (day_before at time zone 'UTC'))) at time zone 'UTC';
begin
  if earlier < instant and earlier at time zone zone = wall then
    return earlier;
  end if;
  return instant;
end
$$;

-- Names with a place in them that the server knows; abbreviations, offsets and POSIX rules are no zones (libs/schedule).
create or replace function public.is_schedule_zone(zone text) returns boolean
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
  if zone is null or zone !~ '^(UTC|Etc/(UTC|GMT|GMT[+-]1?[0-9])|[A-Z][A-Za-z]+(/[A-Za-z_-]+){1,2})$' then
    return false;
  end if;
  perform now() at time zone zone;
  return true;
exception when invalid_parameter_value then
  return false;
end
$$;

-- As the function of the source below, with the month through which a quarterly or annual schedule goes; null = January.
create or replace function public.calculate_next_run_time(
  frequency public.report_frequency, day_of_week integer, day_of_month integer, time_of_day time, timezone text,
  from_time timestamptz, month integer
) returns timestamptz
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  cycle constant integer := case frequency when 'monthly' then 1 when 'quarterly' then 3 when 'annual' then 12 end;
  first_day date;
  first_month date;
  day date;
  slot timestamptz;
begin
  if frequency is null or frequency = 'on_demand' or from_time is null or not isfinite(from_time) then
    return null;
  end if;
  if not public.is_schedule_zone(timezone) then
    raise exception 'timezone "%" is not the name of a zone (IANA)', timezone using errcode = 'invalid_parameter_value';
  end if;
  if time_of_day is null or time_of_day = time '24:00' then
    raise exception 'time_of_day must be between 00:00 and 23:59' using errcode = 'invalid_parameter_value';
  end if;
  if frequency = 'weekly' and coalesce(day_of_week not between 0 and 6, true) then
    raise exception 'day_of_week must be 0 (Sunday) to 6 for weekly schedules' using errcode = 'invalid_parameter_value';
  end if;
  if cycle is not null and coalesce(day_of_month not between 1 and 31, true) then
    raise exception 'day_of_month must be 1 to 31 for % schedules', frequency using errcode = 'invalid_parameter_value';
  end if;
  if month not between 1 and 12 then
    raise exception 'month must be 1 to 12' using errcode = 'invalid_parameter_value';
  end if;

  -- A slot of yesterday may lie after now: a gap at midnight, or a day that a zone left out, moves it forward.
  first_day := (from_time at time zone timezone)::date - 1;
  first_month := date_trunc('month', first_day)::date;
  for nth in 0 .. 3 loop
    if frequency = 'daily' then
      day := first_day + nth;
    elsif frequency = 'weekly' then
      day := first_day + (day_of_week - extract(dow from first_day)::integer + 7) % 7 + 7 * nth;
    else
      day := first_month + make_interval(
        months => ((coalesce(month, 1) - extract(month from first_month)::integer) % cycle + cycle) % cycle + nth * cycle);
      -- The day asked for, or the last one of a shorter month.
      day := least(day + day_of_month - 1, (day + interval '1 month')::date - 1);
    end if;
    slot := public.instant_at_wall_clock(day + time_of_day, timezone);
    if slot > from_time then
      return slot;
    end if;
  end loop;
  return null;
end
$$;

-- The function of the source: the smallest instant strictly after from_time; null for on_demand.
create or replace function public.calculate_next_run_time(
  frequency public.report_frequency, day_of_week integer, day_of_month integer, time_of_day time, timezone text,
  from_time timestamptz
) returns timestamptz
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select public.calculate_next_run_time(frequency, day_of_week, day_of_month, time_of_day, timezone, from_time, null)
$$;

-- Holds the life of a schedule (docs/lifecycles/schedule.md): active, paused, stopped or ended; and its next slot: null unless it is active; computed here for frequencies, when it begins
-- to fire or its times change; given by the scheduler for cron, and for every step from slot to slot.
create or replace function tenant.check_report_schedule() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  was text := case when tg_op = 'INSERT' then 'new'
    when not old.is_active then case old.stopped_reason when 'ended' then 'ended' else 'stopped' end
    when old.paused_at is not null then 'paused'
    else 'active' end;
  state text;
  zone text := coalesce(new.schedule_config ->> 'timezone', 'UTC');
begin
  if new.is_active then
    new.stopped_reason := null;
  else
    new.stopped_reason := coalesce(new.stopped_reason, 'disabled');
    if tg_op = 'INSERT' or old.is_active then
      new.paused_at := null;
      new.paused_by_id := null;
    end if;
  end if;
  state := case when not new.is_active then case new.stopped_reason when 'ended' then 'ended' else 'stopped' end
    when new.paused_at is not null then 'paused'
    else 'active' end;
  if was || '→' || state not in (
    'new→active', 'new→stopped',
    'active→active', 'active→paused', 'active→stopped', 'active→ended',
    'paused→paused', 'paused→active', 'paused→stopped',
    'stopped→stopped', 'stopped→active',
    'ended→ended', 'ended→active'
  ) or (new.paused_at is not null and not new.is_active) then
    raise exception 'a schedule cannot go from % to %', was, state
      using errcode = 'check_violation', constraint = 'tb_report_schedule_transition';
  end if;
  if tg_op = 'UPDATE' and (new.id, new.organization_id, new.created_at) is distinct from
     (old.id, old.organization_id, old.created_at) then
    raise exception 'schedule % keeps its identity', old.id
      using errcode = 'check_violation', constraint = 'tb_report_schedule_identity';
  end if;
  if not public.is_schedule_zone(zone) then
    raise exception 'timezone "%" is not the name of a zone (IANA)', zone
      using errcode = 'check_violation', constraint = 'tb_report_schedule_timezone';
  end if;

  if new.frequency is not null then
    new.time_of_day := coalesce(new.time_of_day, '06:00');
  end if;
  if state <> 'active' or new.deleted_at is not null then
    new.next_run_at := null;
  elsif new.frequency is not null and (
    was <> 'active'
    or (new.frequency, new.day_of_week, new.day_of_month, new.month, new.time_of_day, zone) is distinct from
       (old.frequency, old.day_of_week, old.day_of_month, old.month, old.time_of_day,
        coalesce(old.schedule_config ->> 'timezone', 'UTC'))
  ) then
    new.next_run_at := public.calculate_next_run_time(new.frequency, new.day_of_week, new.day_of_month,
      new.time_of_day::time, zone, clock_timestamp(), new.month);
  end if;
  return new;
end
$$;

do $$
begin
  if not exists (select from pg_constraint where conname = 'tb_report_schedule_one_timing') then
    alter table tenant.tb_report_schedule
      add constraint tb_report_schedule_one_timing check (num_nonnulls(cron_expression, frequency) = 1),
      add constraint tb_report_schedule_template check (num_nonnulls(report_template_id, report_type) >= 1),
      add constraint tb_report_schedule_day_of_week check (
        day_of_week between 0 and 6 and (frequency is distinct from 'weekly' or day_of_week is not null)),
      add constraint tb_report_schedule_day_of_month check (
        day_of_month between 1 and 31
        and (coalesce(frequency not in ('monthly', 'quarterly', 'annual'), true) or day_of_month is not null)),
      add constraint tb_report_schedule_month check (month between 1 and 12),
      add constraint tb_report_schedule_time_of_day check (time_of_day ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
      add constraint tb_report_schedule_counts check (fired_count >= 0 and version >= 1);
  end if;
end
$$;

create or replace trigger check_schedule before insert or update on tenant.tb_report_schedule
  for each row execute function tenant.check_report_schedule();

-- What is due is found without looking at what sleeps.
create index if not exists tb_report_schedule_due on tenant.tb_report_schedule (next_run_at)
  where next_run_at is not null and deleted_at is null;

-- The code of a calendar is unique among the living.
create unique index if not exists holiday_calendar_live_code on tenant.holiday_calendar (organization_id, code)
  where deleted_at is null;
