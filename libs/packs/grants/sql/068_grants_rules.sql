-- What holds for every record of the grants pack, whatever writes it.
select platform.hold_check('grants', r.table_name, r.name, r.expression)
from (values
  ('organization_unit', 'kind', $q$kind in ('org', 'region', 'local')$q$),
  ('organization_unit', 'root', $q$kind <> 'org' or parent_id is null$q$),
  ('organization_unit', 'member_count', $q$member_count >= 0$q$),
  ('activity', 'duration', $q$duration_min between 1 and 1440$q$),
  ('activity', 'location_country', $q$location_country ~ '^[A-Z]{2}$'$q$),
  ('activity', 'approval_status', $q$approval_status in ('pending', 'approved', 'rejected', 'flagged')$q$),
  ('event_attendee', 'who', $q$num_nonnulls(person_key, anonymous_count) = 1 and coalesce(anonymous_count > 0, true)$q$),
  ('organization_label', 'kind', $q$kind in ('activity_type', 'contact_category')$q$),
  ('report_period', 'kind', $q$kind in ('year', 'half_year', 'quarter', 'custom')$q$),
  ('report_period', 'dates', $q$end_date >= start_date$q$)
) as r (table_name, name, expression);

-- The organization stands above regions, regions above local associations: then no unit can come to stand below itself.
-- Asked when the statement is done, so that one may move several units at once, and under a lock, so that two moves at the
-- same time see each other.
create or replace function grants.check_organization_unit() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  ranks constant text[] := '{org,region,local}';
begin
  perform pg_advisory_xact_lock(hashtextextended('grants-units:' || new.organization_id, 0));
  if exists (
    select from grants.organization_unit u
    left join grants.organization_unit p
      on p.organization_id = u.organization_id and p.id = u.parent_id and p.deleted_at is null
    where u.organization_id = new.organization_id and (u.id = new.id or u.parent_id = new.id)
      and u.parent_id is not null and u.deleted_at is null
      and (p.id is null or array_position(ranks, p.kind::text) >= array_position(ranks, u.kind::text))
  ) then
    raise exception 'a unit hangs below one that cannot stand above it'
      using errcode = 'check_violation', constraint = 'organization_unit_parent';
  end if;
  return null;
end
$$;

create or replace trigger check_organization_unit after insert or update of parent_id, kind, deleted_at
  on grants.organization_unit
  for each row execute function grants.check_organization_unit();

-- What a period is follows from its days.
create or replace function grants.period_kind(p_start date, p_end date) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case
    when extract(day from p_start) <> 1 then 'custom'
    when extract(month from p_start) = 1 and p_end = (p_start + interval '1 year')::date - 1 then 'year'
    when extract(month from p_start) in (1, 7) and p_end = (p_start + interval '6 months')::date - 1 then 'half_year'
    when extract(month from p_start) in (1, 4, 7, 10) and p_end = (p_start + interval '3 months')::date - 1 then 'quarter'
    else 'custom' end
$$;

create or replace function grants.name_period() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  new.kind := grants.period_kind(new.start_date, new.end_date);
  return new;
end
$$;

create or replace trigger name_period before insert or update of kind, start_date, end_date on grants.report_period
  for each row execute function grants.name_period();

-- New activities are of units that are at work; those of a unit that has closed since stay.
create or replace function grants.check_activity_unit() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from grants.organization_unit u
    where u.organization_id = new.organization_id and u.id = new.unit_id and u.is_active and u.deleted_at is null
  ) then
    raise exception 'the unit of activity % is not active', new.id
      using errcode = 'check_violation', constraint = 'activity_unit';
  end if;
  return new;
end
$$;

create or replace trigger check_new_activity_unit before insert on grants.activity
  for each row execute function grants.check_activity_unit();
create or replace trigger check_activity_unit before update on grants.activity
  for each row when (new.unit_id <> old.unit_id) execute function grants.check_activity_unit();

-- The life of an activity (docs/lifecycles/activity.md). Who may move it, and when it was decided, is kept here too.
create or replace function grants.check_activity() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  -- Null = the service itself.
  may_decide boolean := coalesce(platform.actor_level() in ('admin', 'coordinator'), true);
  is_decided boolean := case tg_op when 'INSERT' then new.approval_status <> 'pending'
    else new.approval_status <> old.approval_status end;
begin
  if is_decided and not may_decide then
    raise exception 'coordinators decide on activities' using errcode = '42501';
  end if;
  if tg_op = 'INSERT' then
    -- What comes from elsewhere may have been decided there.
    new.decided_at := case when is_decided then coalesce(new.decided_at, now()) end;
    new.decided_by_id := case when is_decided then coalesce(new.decided_by_id, new.created_by_id) end;
    return new;
  end if;

  if not is_decided then
    new.decided_at := old.decided_at;
    new.decided_by_id := old.decided_by_id;
    new.decision_note := old.decision_note;
    if not may_decide and new.deleted_at is not null and old.deleted_at is null then
      raise exception 'coordinators remove activities' using errcode = '42501';
    end if;
    return new;
  end if;
  if old.approval_status || '→' || new.approval_status not in (
    'pending→approved', 'flagged→approved',
    'pending→rejected', 'flagged→rejected',
    'pending→flagged', 'approved→flagged'
  ) then
    raise exception 'an activity cannot go from % to %', old.approval_status, new.approval_status
      using errcode = 'check_violation', constraint = 'activity_transition';
  end if;
  if new.approval_status <> 'approved' and coalesce(btrim(new.decision_note), '') = '' then
    raise exception 'activity % is % for a reason', new.id, new.approval_status
      using errcode = 'check_violation', constraint = 'activity_decision_note';
  end if;
  new.decided_at := now();
  new.decided_by_id := coalesce(platform.acting_person(), new.updated_by_id);
  return new;
end
$$;

create or replace trigger check_activity before insert or update on grants.activity
  for each row execute function grants.check_activity();
