-- Reporting periods: which days they have, when no value of theirs can be written, and who opens them again
-- (docs/lifecycles/reporting-period.md).

-- Definer: galley_data has no way into the schema platform, and whoever asks has a row of that organization in hand.
create or replace function monitoring.zone_of(p_organization uuid) returns text
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$ select timezone from platform.organization where id = p_organization $$;

-- Whether values of a period cannot be written at this moment: somebody locked it, the day has come on which it locks by
-- itself, or the time is over for which it was opened. Nothing has to run at that moment, so nothing slips in before it
-- does. By the clock and not by now(): a transaction that began before that moment is not before it.
create or replace function monitoring.is_locked(period monitoring.reporting_period) returns boolean
language sql volatile set search_path = pg_catalog, pg_temp
as $$
  select case
    when period.is_locked or period.unlocked_until <= clock_timestamp() then true
    when period.locks_on is null then false
    else period.locks_on::timestamp at time zone monitoring.zone_of(period.organization_id) <= clock_timestamp() end
$$;

-- ME-3: throws when the period that holds a value is locked, and keeps it from being locked until this transaction ends: who
-- locks writes that row, which the lock taken here makes wait; who waits here sees afterwards that it is locked. A value of its
-- own days has no period of its own; it is held by every period of its project that has all of its days, whose figures it is in.
create or replace function monitoring.require_open(p_table text, p_value monitoring.indicator_report) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  period monitoring.reporting_period;
begin
  -- Row locks that agree with one another go past whoever waits for the row, for ever if writers do not cease; a request for
  -- this one stands in a queue behind monitoring.hold_values.
  perform pg_advisory_xact_lock_shared(hashtextextended('monitoring-values:' || p_value.project_id, 0));
  if p_value.reporting_period_id is not null then
    -- By its id alone: no other index can be thought of.
    select p.* into period from monitoring.reporting_period p
    where p.id = p_value.reporting_period_id and (p.organization_id = p_value.organization_id) is true
    for share;
    if monitoring.is_locked(period) then
      raise exception 'period % is locked', period.id
        using errcode = 'check_violation', constraint = p_table || '_period_locked', detail = period.label, hint = p_value.id;
    end if;
    return;
  end if;
  for period in
    select p.* from monitoring.reporting_period p
    where p.organization_id = p_value.organization_id and p.project_id = p_value.project_id and p.deleted_at is null
      and p.start_date <= p_value.start_date and p.end_date >= p_value.end_date
    order by p.id for share
  loop
    if monitoring.is_locked(period) then
      raise exception 'period % is locked', period.id
        using errcode = 'check_violation', constraint = p_table || '_period_locked', detail = period.label, hint = p_value.id;
    end if;
  end loop;
end
$$;

-- For who is about to lock a period of a project: lets those finish who write values of it, and makes others wait. Correct without,
-- since the row's own lock decides, but then one has to wait for a moment in which nobody writes.
create or replace function monitoring.hold_values(p_project uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp
as $$ select pg_advisory_xact_lock(hashtextextended('monitoring-values:' || p_project, 0)) $$;

-- That a period has days outside its project, in words; null when it has none (ME-5).
create or replace function monitoring.period_warning(period monitoring.reporting_period) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select nullif(concat_ws(' and ',
    case when period.start_date < p.start_date then format('begins before the project (%s)', p.start_date) end,
    case when period.end_date > p.end_date then format('ends after the project (%s)', p.end_date) end), '')
  from monitoring.project p
  where p.organization_id = period.organization_id and p.id = period.project_id
$$;

create or replace function monitoring.check_reporting_period() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'DELETE' then
    if monitoring.is_locked(old) then
      raise exception 'period % is locked', old.id
        using errcode = 'check_violation', constraint = 'reporting_period_locked', hint = old.id;
    end if;
    return old;
  end if;
  if tg_op = 'UPDATE' then
    if (new.organization_id, new.project_id) is distinct from (old.organization_id, old.project_id) then
      raise exception 'period % is of another project', new.id
        using errcode = 'check_violation', constraint = 'reporting_period_project', hint = new.id;
    end if;
    if monitoring.is_locked(old) then
      if (new.kind, new.start_date, new.end_date, new.calendar_start, new.calendar_end, new.deleted_at)
        is distinct from (old.kind, old.start_date, old.end_date, old.calendar_start, old.calendar_end, old.deleted_at)
      then
        raise exception 'period % is locked', new.id
          using errcode = 'check_violation', constraint = 'reporting_period_locked', hint = new.id;
      end if;
      -- Whatever opens it, another day to lock on included, leaves a row that says why.
      if not monitoring.is_locked(new) and not exists (
        select from monitoring.period_unlock u
        where u.organization_id = new.organization_id and u.period_id = new.id and u.unlocked_at = now()
      ) then
        raise exception 'period % is locked', new.id
          using errcode = 'check_violation', constraint = 'reporting_period_locked', hint = new.id;
      end if;
    end if;
    -- Nor does anybody keep it open for longer than that row says.
    if new.unlocked_until is distinct from old.unlocked_until and not new.is_locked and platform.acting_person() is not null
      and not exists (
        select from monitoring.period_unlock u
        where u.organization_id = new.organization_id and u.period_id = new.id and u.unlocked_at = now()
      )
    then
      raise exception 'period % is open until it says', new.id
        using errcode = 'check_violation', constraint = 'reporting_period_locked', hint = new.id;
    end if;
  end if;
  if not new.is_locked then
    new.locked_at := null;
    new.locked_by_id := null;
  elsif tg_op = 'INSERT' or not old.is_locked then
    -- The service itself may say when it was, of a history that it brings.
    new.locked_at := coalesce(case when platform.acting_person() is null then new.locked_at end, now());
    new.locked_by_id := coalesce(platform.acting_person(), new.locked_by_id, new.updated_by_id);
    new.unlocked_until := null;
    update monitoring.period_unlock u set relocked_at = now()
    where u.organization_id = new.organization_id and u.period_id = new.id and u.relocked_at is null;
  end if;
  return new;
end
$$;

create or replace trigger check_reporting_period before insert or update or delete on monitoring.reporting_period
  for each row execute function monitoring.check_reporting_period();

-- ME-5: siblings of one kind do not overlap. Asked when the statement is done, so that one may move several at once, and
-- under a lock, so that two who write at the same time see each other.
create or replace function monitoring.check_period_overlap() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  sibling monitoring.reporting_period;
begin
  perform pg_advisory_xact_lock(hashtextextended('monitoring-periods:' || new.project_id, 0));
  select p.* into sibling from monitoring.reporting_period p
  where p.organization_id = new.organization_id and p.project_id = new.project_id and p.kind = new.kind
    and p.id <> new.id and p.deleted_at is null and p.start_date <= new.end_date and p.end_date >= new.start_date
  order by p.start_date limit 1;
  if sibling.id is not null then
    raise exception 'period % overlaps another one', new.id
      using errcode = 'check_violation', constraint = 'reporting_period_overlap', hint = new.id,
        detail = format('%s, %s to %s', sibling.label, sibling.start_date, sibling.end_date);
  end if;
  -- Nor does one of another kind come into the days of a locked one, whose figures its values would be in (ME-3). The service itself
  -- brings histories.
  if platform.acting_person() is null then
    return null;
  end if;
  for sibling in
    select p.* from monitoring.reporting_period p
    where p.organization_id = new.organization_id and p.project_id = new.project_id and p.id <> new.id and p.deleted_at is null
      and p.start_date <= new.start_date and p.end_date >= new.end_date
    order by p.id for share
  loop
    if monitoring.is_locked(sibling) then
      raise exception 'period % has days of a locked one', new.id
        using errcode = 'check_violation', constraint = 'reporting_period_locked', hint = new.id, detail = sibling.label;
    end if;
  end loop;
  return null;
end
$$;

drop trigger if exists check_period_overlap on monitoring.reporting_period;
create trigger check_period_overlap after insert or update of kind, start_date, end_date, deleted_at
  on monitoring.reporting_period
  for each row when (new.deleted_at is null) execute function monitoring.check_period_overlap();

-- Values of a period have its days, also when those change.
create or replace function monitoring.move_period_values() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update monitoring.indicator_report r
  set start_date = new.start_date, end_date = new.end_date, version = r.version + 1, updated_at = now(),
    updated_by_id = new.updated_by_id
  where r.organization_id = new.organization_id and r.reporting_period_id = new.id and r.deleted_at is null;
  return null;
end
$$;

create or replace trigger move_period_values after update on monitoring.reporting_period
  for each row when ((new.start_date, new.end_date) is distinct from (old.start_date, old.end_date))
  execute function monitoring.move_period_values();

-- A locked period is opened by a row that says who did it, why, and until when. Administrators do.
create or replace function monitoring.check_period_unlock() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  period monitoring.reporting_period;
begin
  if platform.actor_level() <> 'admin' then
    raise exception 'administrators unlock periods' using errcode = '42501';
  end if;
  select p.* into period from monitoring.reporting_period p
  where p.organization_id = new.organization_id and p.id = new.period_id and p.deleted_at is null
  for update;
  if not coalesce(monitoring.is_locked(period), false) then
    raise exception 'period % is not locked', new.period_id
      using errcode = 'check_violation', constraint = 'period_unlock_open';
  end if;
  if new.until <= clock_timestamp() then
    raise exception 'period % would be locked again at once', new.period_id
      using errcode = 'check_violation', constraint = 'period_unlock_until';
  end if;
  new.project_id := period.project_id;
  new.unlocked_by_id := coalesce(platform.acting_person(), new.unlocked_by_id);
  new.unlocked_at := now();
  new.relocked_at := null;
  return new;
end
$$;

create or replace trigger check_period_unlock before insert on monitoring.period_unlock
  for each row execute function monitoring.check_period_unlock();

create or replace function monitoring.open_period() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update monitoring.reporting_period p
  set is_locked = false, unlocked_until = new.until,
    -- A day that has come has done what it was set for.
    locks_on = case when p.locks_on::timestamp at time zone monitoring.zone_of(p.organization_id) > clock_timestamp()
      then p.locks_on end,
    version = p.version + 1, updated_at = now(), updated_by_id = new.unlocked_by_id
  where p.organization_id = new.organization_id and p.id = new.period_id;
  return null;
end
$$;

create or replace trigger open_period after insert on monitoring.period_unlock
  for each row execute function monitoring.open_period();

create or replace trigger immutable before update on monitoring.period_unlock
  for each row execute function platform.refuse_column_change(
    'id', 'organization_id', 'project_id', 'period_id', 'reason', 'unlocked_by_id', 'unlocked_at', 'until');
create or replace trigger append_only before delete on monitoring.period_unlock
  for each row execute function platform.refuse_change();
