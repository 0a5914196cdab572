-- Row-level security for every table that carries organization_id, found in the catalog so that a new table cannot be
-- forgotten. Enabled and forced. For galley_app a restrictive policy names the organization; the permissive one opens
-- the table only to a transaction that has a valid context. It has no column in it, so the planner checks it once and
-- before any row: a forgotten context raises even where no row would match. The administrator who migrates (current_user
-- here) sees everything too, so that a managed server, where that is no superuser, can be seeded and repaired.
do $$
declare
  target record;
  -- Rows without organization belong to the platform: everybody reads them, galley_system writes them.
  shared constant text[] := '{tb_dataset_source,tb_report_template,tb_report_template_version,tb_print_template_mapping,tb_asset}';
  own constant text := 'organization_id = (select platform.current_organization())';
  readable text;
  -- Tables of packs are read by micro-data as well, under the same context, and each row only by who sees its project.
  readers text;
  is_pack boolean;
  of_project text;
begin
  for target in
    select c.oid::regclass as name, c.relname, n.nspname as schema, exists (
      select from pg_attribute p where p.attrelid = c.oid and p.attname = 'project_id' and not p.attisdropped) as has_project
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = any ('{platform,tenant}' || platform.pack_schemas())
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
    where c.relkind in ('r', 'p')
  loop
    is_pack := target.schema = any (platform.pack_schemas());
    readers := case when is_pack then 'galley_app, galley_data' else 'galley_app' end;
    readable := case when target.relname = any (shared) then 'organization_id is null or ' || own else own end;
    execute format('alter table %s enable row level security, force row level security', target.name);
    execute format('drop policy if exists own_organization_read on %s', target.name);
    execute format('drop policy if exists own_organization_insert on %s', target.name);
    execute format('drop policy if exists own_organization_update on %s', target.name);
    execute format('drop policy if exists own_organization_delete on %s', target.name);
    execute format('drop policy if exists with_context on %s', target.name);
    execute format('drop policy if exists all_organizations on %s', target.name);
    execute format('create policy own_organization_read on %s as restrictive for select to %s using (%s)',
      target.name, readers, readable);
    execute format('create policy own_organization_insert on %s as restrictive for insert to galley_app with check (%s)',
      target.name, own);
    execute format('create policy own_organization_update on %s as restrictive for update to galley_app using (%s) with check (%s)',
      target.name, own, own);
    execute format('create policy own_organization_delete on %s as restrictive for delete to galley_app using (%s)',
      target.name, own);
    execute format('create policy with_context on %s for all to galley_app using ((select platform.current_organization()) is not null)',
      target.name);
    execute format('create policy all_organizations on %s for all to galley_system, current_user using (true) with check (true)',
      target.name);
    continue when not is_pack;
    execute format('drop policy if exists with_context_data on %s', target.name);
    execute format('drop policy if exists own_projects on %s', target.name);
    execute format('create policy with_context_data on %s for select to galley_data using ((select platform.current_organization()) is not null)',
      target.name);
    -- Both asked once per statement, not per row.
    of_project := case when target.relname = 'project' or target.has_project then format(
      '(select platform.actor_projects()) is null or %I = any ((select platform.actor_projects())::uuid[])',
      case when target.relname = 'project' then 'id' else 'project_id' end) end;
    continue when of_project is null;
    execute format('create policy own_projects on %s as restrictive for all to galley_app, galley_data using (%s) with check (%s)',
      target.name, of_project, of_project);
  end loop;
end
$$;

-- The organization itself, by its id.
alter table platform.organization enable row level security, force row level security;
drop policy if exists own_organization on platform.organization;
drop policy if exists with_context on platform.organization;
drop policy if exists all_organizations on platform.organization;
create policy own_organization on platform.organization as restrictive for all to galley_app
  using (id = (select platform.current_organization()));
create policy with_context on platform.organization for all to galley_app
  using ((select platform.current_organization()) is not null);
create policy all_organizations on platform.organization for all to galley_system, current_user using (true) with check (true);

-- People belong to organizations through memberships; one organization sees its own people only.
alter table platform.user_account enable row level security, force row level security;
drop policy if exists own_members on platform.user_account;
drop policy if exists with_context on platform.user_account;
drop policy if exists all_organizations on platform.user_account;
create policy own_members on platform.user_account as restrictive for all to galley_app
  using (exists (select from platform.membership m where m.user_id = user_account.id));
create policy with_context on platform.user_account for all to galley_app
  using ((select platform.current_organization()) is not null);
create policy all_organizations on platform.user_account for all to galley_system, current_user using (true) with check (true);
