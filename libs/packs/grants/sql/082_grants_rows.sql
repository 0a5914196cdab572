-- Who sees and writes which rows of the grants pack, inside the organization that 080_row_security.sql holds them to. Every
-- function is asked once per statement: it stands in a subquery of its own, and lists of ids become a hash table. What a
-- policy asks of another table is asked by a definer function, so that no policy leads to another one; those that ask of the actor
-- are definers too, for galley_data has no way into the schema platform.

-- The service, administrators and coordinators: people, reports, and every right to write.
create or replace function grants.actor_is_staff() returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$ select coalesce(platform.actor_level() in ('admin', 'coordinator'), true) $$;

-- Of a peer mentor; null for everybody else.
create or replace function grants.acting_peer() returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$ select case when platform.actor_level() = 'peer' then platform.acting_person() end $$;

-- Activities that the acting peer mentor led or wrote down. Who acts, and where, is asked once here too: as a bare call it
-- would be asked for every row, at a tenth of a millisecond each.
create or replace function grants.own_activities() returns table (activity_id uuid, is_pending boolean)
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
  select a.id, a.approval_status = 'pending'
  from grants.activity a
  where (select grants.acting_peer()) is not null
    and a.organization_id = (select platform.current_organization())
    and a.created_by_id = (select grants.acting_peer()) and a.deleted_at is null
  union
  select a.id, a.approval_status = 'pending'
  from grants.peer_mentor m
  join grants.activity_peer_mentor l
    on l.organization_id = m.organization_id and l.peer_mentor_id = m.id and l.deleted_at is null
  join grants.activity a on a.organization_id = l.organization_id and a.id = l.activity_id and a.deleted_at is null
  where (select grants.acting_peer()) is not null
    and m.organization_id = (select platform.current_organization())
    and m.user_id = (select grants.acting_peer()) and m.deleted_at is null
$$;

-- Whom they met there.
create or replace function grants.own_contacts() returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
  select l.contact_id
  from grants.own_activities() own
  join grants.activity_contact l on l.organization_id = (select platform.current_organization())
    and l.activity_id = own.activity_id and l.deleted_at is null
$$;

-- Themselves, and with whom they led.
create or replace function grants.own_peer_mentors() returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
  select m.id from grants.peer_mentor m
  where m.organization_id = (select platform.current_organization()) and m.user_id = (select grants.acting_peer())
  union
  select l.peer_mentor_id
  from grants.own_activities() own
  join grants.activity_peer_mentor l on l.organization_id = (select platform.current_organization())
    and l.activity_id = own.activity_id and l.deleted_at is null
$$;

create or replace function grants.own_events() returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
  select e.id
  from grants.own_activities() own
  join grants.event e on e.organization_id = (select platform.current_organization())
    and e.activity_id = own.activity_id and e.deleted_at is null
$$;

do $$
declare
  target record;
  staff constant text := '(select grants.actor_is_staff())';
  own constant text := 'select activity_id from grants.own_activities()';
  own_pending constant text := own || ' where is_pending';
begin
  for target in
    select c.oid::regclass as name,
      -- Null = everybody in the organization.
      case
        when c.relname = 'activity' then format(
          '(select grants.acting_peer()) is null or created_by_id = (select grants.acting_peer()) or id in (%s)', own)
        when c.relname in ('activity_peer_mentor', 'activity_contact') then format('%s or activity_id in (%s)', staff, own)
        when c.relname = 'contact' then staff || ' or id in (select grants.own_contacts())'
        when c.relname = 'peer_mentor' then staff || ' or id in (select grants.own_peer_mentors())'
        when c.relname = 'event_attendee' then staff || ' or event_id in (select grants.own_events())'
        when c.relname like 'bufdir\_%' then staff
      end as seen,
      -- Peer mentors write their own activities, as long as nobody has decided on them.
      case
        when c.relname = 'activity' then format(
          '%s or approval_status = ''pending'' and (created_by_id = (select grants.acting_peer()) or id in (%s))', staff, own)
        when c.relname in ('activity_peer_mentor', 'activity_contact') then format('%s or activity_id in (%s)', staff, own_pending)
        else staff
      end as written
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'grants'
    where c.relkind in ('r', 'p')
  loop
    execute format('drop policy if exists seen_rows on %s', target.name);
    execute format('drop policy if exists written_rows on %s', target.name);
    execute format('drop policy if exists changed_rows on %s', target.name);
    execute format('drop policy if exists deleted_rows on %s', target.name);
    if target.seen is not null then
      execute format('create policy seen_rows on %s as restrictive for select to galley_app, galley_data using (%s)',
        target.name, target.seen);
    end if;
    execute format('create policy written_rows on %s as restrictive for insert to galley_app with check (%s)',
      target.name, target.written);
    -- What is seen and not to be changed is refused aloud (check), not passed over in silence (using).
    execute format('create policy changed_rows on %s as restrictive for update to galley_app using (true) with check (%s)',
      target.name, target.written);
    execute format('create policy deleted_rows on %s as restrictive for delete to galley_app using (%s)',
      target.name, staff);
  end loop;
end
$$;
