-- Projects, results and activities: what holds for them beyond their single rows, whatever writes them.

-- References that stay as they were set; the argument is their name.
create or replace function monitoring.hold_reference() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception '% of a % cannot be changed', tg_argv[0], tg_table_name
    using errcode = 'check_violation', constraint = tg_table_name || '_' || tg_argv[0];
end
$$;

create or replace trigger hold_program before update on monitoring.project
  for each row when (new.program_id <> old.program_id) execute function monitoring.hold_reference('program');
create or replace trigger hold_program before update on monitoring.result_node
  for each row when (new.program_id <> old.program_id) execute function monitoring.hold_reference('program');
create or replace trigger hold_project before update on monitoring.activity
  for each row when (new.project_id <> old.project_id) execute function monitoring.hold_reference('project');

-- The result tree (ME-7). Everything that changes its shape waits here for others that change the same program's.
create or replace function monitoring.place_result_node() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('monitoring-results:' || new.program_id, 0));
  if tg_op = 'UPDATE' and new.parent_id is not distinct from old.parent_id then
    return new;
  end if;
  if exists (
    with recursive above as (
      select new.parent_id as id
      union
      select n.parent_id from above a
      join monitoring.result_node n on n.organization_id = new.organization_id and n.id = a.id
    )
    select from above where id = new.id
  ) then
    raise exception 'result % would contribute to itself', new.id
      using errcode = 'check_violation', constraint = 'result_node_cycle', hint = new.id;
  end if;
  -- Who says no place comes last.
  if tg_op = 'INSERT' and new.order_index is null or tg_op = 'UPDATE' and new.order_index = old.order_index then
    select coalesce(max(n.order_index) + 1, 0) into new.order_index
    from monitoring.result_node n
    where n.organization_id = new.organization_id and n.program_id = new.program_id
      and n.parent_id is not distinct from new.parent_id and n.deleted_at is null and n.id <> new.id;
  end if;
  return new;
end
$$;

create or replace trigger place_result_node before insert or update of parent_id, level, order_index, deleted_at
  on monitoring.result_node
  for each row execute function monitoring.place_result_node();

-- Asked when the statement is done, so that one may move several results at once.
create or replace function monitoring.check_result_node() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  levels constant text[] := '{impact,outcome,output}';
begin
  if new.deleted_at is not null then
    if exists (
      select from monitoring.result_node n
      where n.organization_id = new.organization_id and n.parent_id = new.id and n.deleted_at is null
      union all
      select from monitoring.indicator i
      where i.organization_id = new.organization_id and i.result_node_id = new.id and i.deleted_at is null
      union all
      select from monitoring.activity a
      where a.organization_id = new.organization_id and a.result_node_id = new.id and a.deleted_at is null
    ) then
      raise exception 'something belongs to result %', new.id
        using errcode = 'foreign_key_violation', constraint = 'result_node_kept', hint = new.id;
    end if;
    return null;
  end if;
  if exists (
    select from monitoring.result_node n
    left join monitoring.result_node p
      on p.organization_id = n.organization_id and p.id = n.parent_id and p.deleted_at is null
    where n.organization_id = new.organization_id and (n.id = new.id or n.parent_id = new.id)
      and n.parent_id is not null and n.deleted_at is null
      and (p.id is null or p.program_id <> n.program_id
        or array_position(levels, p.level::text) <> array_position(levels, n.level::text) - 1)
  ) then
    raise exception 'result % hangs below one that is not one level up', new.id
      using errcode = 'check_violation', constraint = 'result_node_parent', hint = new.id;
  end if;
  if new.level <> 'output' and exists (
    select from monitoring.activity a
    where a.organization_id = new.organization_id and a.result_node_id = new.id and a.deleted_at is null
  ) then
    raise exception 'activities work for result %', new.id
      using errcode = 'check_violation', constraint = 'result_node_activities', hint = new.id;
  end if;
  return null;
end
$$;

create or replace trigger check_result_node after insert or update of parent_id, level, deleted_at on monitoring.result_node
  for each row execute function monitoring.check_result_node();

-- Those with the same parent are numbered from 0, without gaps: whatever a statement made of their places, in its order.
create or replace function monitoring.number_result_nodes() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  programs uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct n.program_id) into programs from new_nodes n;
  else
    select array_agg(distinct n.program_id) into programs
    from new_nodes n join old_nodes o on o.id = n.id
    where (n.parent_id, n.order_index, n.deleted_at) is distinct from (o.parent_id, o.order_index, o.deleted_at);
  end if;
  -- This comes back to itself once, and finds nothing to do.
  if programs is not null then
    update monitoring.result_node t set order_index = r.place, version = t.version + 1, updated_at = now()
    from (
      select n.id, row_number() over (partition by n.program_id, n.parent_id order by n.order_index, n.code) - 1 as place
      from monitoring.result_node n
      where n.program_id = any (programs) and n.deleted_at is null
    ) r
    where t.id = r.id and t.order_index <> r.place;
  end if;
  return null;
end
$$;

create or replace trigger number_new_result_nodes after insert on monitoring.result_node
  referencing new table as new_nodes
  for each statement execute function monitoring.number_result_nodes();
create or replace trigger number_result_nodes after update on monitoring.result_node
  referencing old table as old_nodes new table as new_nodes
  for each statement execute function monitoring.number_result_nodes();

-- Activities work for outputs of their project's program.
create or replace function monitoring.check_activity_output() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform from monitoring.result_node n
  join monitoring.project p on p.organization_id = n.organization_id and p.id = new.project_id and p.program_id = n.program_id
  where n.organization_id = new.organization_id and n.id = new.result_node_id and n.level = 'output' and n.deleted_at is null
  for share of n;
  if not found then
    raise exception '% is no output that activity % could work for', new.result_node_id, new.id
      using errcode = 'check_violation', constraint = 'activity_output', hint = new.id;
  end if;
  return new;
end
$$;

create or replace trigger check_activity_output before insert or update of result_node_id on monitoring.activity
  for each row when (new.result_node_id is not null and new.deleted_at is null)
  execute function monitoring.check_activity_output();
