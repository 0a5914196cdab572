-- Who sees and writes which rows of the monitoring pack, inside the organization and the projects that 080_row_security.sql holds them
-- to. Every function is asked once per statement: it stands in a subquery of its own, and lists of ids become a hash table. Functions
-- that ask of the actor are definers, for galley_data has no way into the schema platform, and no policy leads to another one.

-- The service, administrators and coordinators: what is measured, where, and what is reported of it.
create or replace function monitoring.actor_is_staff() returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$ select coalesce(platform.actor_level() in ('admin', 'coordinator'), true) $$;

-- Those, and members: everybody but peer mentors, who have no part in monitoring.
create or replace function monitoring.actor_takes_part() returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$ select coalesce(platform.actor_level() in ('admin', 'coordinator', 'member'), true) $$;

-- Who took part in activities of the projects that the actor is confined to, wherever they are registered. Definer: the attendances
-- that it reads have policies of their own.
create or replace function monitoring.attending_participants() returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
  select distinct a.participant_id
  from monitoring.activity_participant a
  where a.organization_id = (select platform.current_organization())
    and a.project_id = any ((select platform.actor_projects())::uuid[]) and a.deleted_at is null
$$;

do $$
declare
  target record;
  staff constant text := '(select monitoring.actor_is_staff())';
  taking_part constant text := '(select monitoring.actor_takes_part())';
  -- What members write: what they did, for whom, and what came of it.
  field_tables constant text[] := '{activity,participant,household_member,activity_participant,indicator_report,indicator_report_value,
    form_submission,form_answer}';
  written text;
  in_own_projects constant text :=
    '(select platform.actor_projects()) is null or project_id = any ((select platform.actor_projects())::uuid[])';
begin
  for target in
    select c.oid::regclass as name, c.relname
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'monitoring'
    where c.relkind in ('r', 'p')
  loop
    written := case when target.relname = any (field_tables) then taking_part else staff end;
    execute format('drop policy if exists seen_rows on %s', target.name);
    execute format('drop policy if exists written_rows on %s', target.name);
    execute format('drop policy if exists changed_rows on %s', target.name);
    execute format('drop policy if exists deleted_rows on %s', target.name);
    execute format('create policy seen_rows on %s as restrictive for select to galley_app, galley_data using (%s)',
      target.name, taking_part);
    execute format('create policy written_rows on %s as restrictive for insert to galley_app with check (%s)', target.name, written);
    -- What is seen and not to be changed is refused aloud (check), not passed over in silence (using).
    execute format('create policy changed_rows on %s as restrictive for update to galley_app using (true) with check (%s)',
      target.name, written);
    execute format('create policy deleted_rows on %s as restrictive for delete to galley_app using (%s)', target.name, staff);
    -- People belong to where they come as well as to where they were registered. They are written there only.
    if target.relname in ('participant', 'household_member') then
      execute format('drop policy if exists own_projects on %s', target.name);
      execute format('create policy own_projects on %s as restrictive for all to galley_app, galley_data using (%s or %I in (%s)) with check (%s)',
        target.name, in_own_projects, case target.relname when 'participant' then 'id' else 'participant_id' end,
        'select monitoring.attending_participants()', in_own_projects);
    end if;
  end loop;
end
$$;
