-- For whom a transaction acts inside its organization. An application that acts for a person says so with the signed
-- setting galley.actor (libs/platform/src/tenancy/actor-context.ts); without it the service itself acts for the whole
-- organization. People who come by SQL have the role galley_member: who they are stands in app.user_id, set with
-- set_config(…, true) inside the transaction, and what they may is read from their memberships.

-- Whether these rights come from memberships. Runs as the caller: inside a definer function current_user is the owner.
create or replace function platform.comes_by_sql() returns boolean
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select pg_has_role(current_user, 'galley_member', 'usage')
    and not exists (select from pg_roles where rolname = current_user and rolsuper)
$$;

-- Id, level (platform.actor_level) and projects ('*' = all) of the signed actor; null = there is none; raises 42501 when the
-- signature is wrong or is another organization's.
create or replace function platform.signed_actor() returns text[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
  context text := nullif(current_setting('galley.actor', true), '');
  parts text[] := string_to_array(context, '.');
  claim text := array_to_string(parts[1:3], '.');
  key bytea;
begin
  if context is null then
    return null;
  end if;
  select convert_to(secret, 'UTF8') into key from internal.tenant_secret;
  if key is null or context <> claim || '.' || encode(sha256(key || sha256(key || convert_to(
    'actor:' || platform.current_organization() || ':' || claim, 'UTF8'))), 'hex') then
    raise exception 'forged actor context' using errcode = '42501';
  end if;
  return parts[1:3];
end
$$;

-- The live memberships of whoever comes by SQL; none when nobody is named.
create or replace function platform.memberships_by_sql()
returns table (user_id uuid, organization_id uuid, is_admin boolean, project_ids uuid[])
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
  select m.user_id, m.organization_id, m.role in ('platform_admin', 'global_admin', 'org_admin'), m.project_ids
  from platform.membership m
  join platform.user_account u on u.id = m.user_id and u.is_active
  join platform.organization o on o.id = m.organization_id and o.is_active
  where m.is_active and m.user_id = nullif(current_setting('app.user_id', true), '')::uuid
$$;

-- The acting person (or API key); null = the service itself, and for galley_member: nobody.
create or replace function platform.actor_id() returns uuid
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case when platform.comes_by_sql()
    then (select m.user_id from platform.memberships_by_sql() m limit 1)
    else (platform.signed_actor())[1]::uuid end
$$;

-- Organizations the actor belongs to: the one of the tenant context, or those of the memberships.
create or replace function platform.actor_organizations() returns setof uuid
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
  if platform.comes_by_sql() then
    return query select distinct m.organization_id from platform.memberships_by_sql() m;
  else
    return next platform.current_organization();
  end if;
end
$$;

-- Whether the actor administers this organization; without one: every organization the actor belongs to. False for the
-- service itself: policies ask for actor_id() is null first.
create or replace function platform.actor_is_admin(organization uuid default null) returns boolean
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case when platform.comes_by_sql()
    then coalesce((
      select bool_and(own.is_admin) from (
        select bool_or(m.is_admin) as is_admin from platform.memberships_by_sql() m
        where organization is null or m.organization_id = organization group by m.organization_id) own), false)
    else coalesce((platform.signed_actor())[2] = 'admin', false)
      and (organization is null or organization = platform.current_organization()) end
$$;

-- Whether the actor sees what belongs to this project: null = what belongs to none. The service and administrators see
-- all of their organization's; everybody else the projects they are a member of.
create or replace function platform.actor_sees_project(project uuid, organization uuid default null) returns boolean
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case
    when project is null then true
    when platform.comes_by_sql() then exists (
      select from platform.memberships_by_sql() m
      where (organization is null or m.organization_id = organization) and (m.is_admin or project = any (m.project_ids)))
    else coalesce(
      (select actor[3] = '*' or project::text = any (string_to_array(actor[3], ','))
       from platform.signed_actor() as signed(actor)), true) end
$$;

-- For policies of packs, which galley_data reads under as well. Whoever comes there never comes by SQL (the schemas of packs are
-- closed to galley_member), so these are definer functions: galley_data may ask without a way to the memberships.

-- What the actor is to the organization: admin, coordinator, member (of any other role) or peer (a peer mentor and nothing
-- else). Null = the service itself.
create or replace function platform.actor_level() returns text
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$ select (platform.signed_actor())[2] $$;

-- The acting person; null = the service itself.
create or replace function platform.acting_person() returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$ select (platform.signed_actor())[1]::uuid $$;

-- The projects whose records the actor sees; null = all: whose memberships name projects is confined to them, whose name none
-- is not, as with business units. (What is bound to a project, a template or a file, is its members' alone:
-- platform.actor_sees_project.) A list, so that policies ask once per statement and not per row.
create or replace function platform.actor_projects() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
  projects text := (platform.signed_actor())[3];
begin
  return case when projects is null or projects in ('*', '') then null else string_to_array(projects, ',')::uuid[] end;
end
$$;
