-- Programs, results, indicators, activities, people: what holds for them beyond their single rows, whatever writes them.
select platform.hold_check('monitoring', r.table_name, r.name, r.expression)
from (values
  -- Who did not agree is counted, without what tells who they are.
  ('participant', 'consent', $q$consent or name is null$q$),
  ('participant', 'birth_date', $q$consent or birth_date is null$q$),
  ('participant', 'consent_on', $q$consent or consent_on is null$q$)
) as r (table_name, name, expression);

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

-- What an indicator measures is there, and stays as long as it does: who takes the result away waits for this lock.
create or replace function monitoring.check_indicator_result() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform from monitoring.result_node n
  where n.organization_id = new.organization_id and n.id = new.result_node_id and n.deleted_at is null
  for share;
  if not found then
    raise exception 'there is no result %', new.result_node_id
      using errcode = 'check_violation', constraint = 'indicator_result_node', hint = new.id;
  end if;
  return new;
end
$$;

create or replace trigger check_indicator_result before insert or update of result_node_id on monitoring.indicator
  for each row when (new.result_node_id is not null and new.deleted_at is null)
  execute function monitoring.check_indicator_result();

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

-- Attendance is of the project that the activity belongs to: rows are seen by that column.
create or replace function monitoring.check_attendance_project() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from monitoring.activity a
    where a.organization_id = new.organization_id and a.id = new.activity_id and a.project_id = new.project_id
  ) then
    raise exception 'activity % is of another project', new.activity_id
      using errcode = 'check_violation', constraint = 'activity_participant_project', hint = new.id;
  end if;
  return new;
end
$$;

create or replace trigger check_attendance_project before insert or update of activity_id, project_id
  on monitoring.activity_participant
  for each row execute function monitoring.check_attendance_project();

-- Members of a household are where their participant is.
create or replace function monitoring.move_household() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update monitoring.household_member m set project_id = new.project_id
  where m.organization_id = new.organization_id and m.participant_id = new.id and m.project_id is distinct from new.project_id;
  return null;
end
$$;

create or replace trigger move_household after update of project_id on monitoring.participant
  for each row when (new.project_id is distinct from old.project_id) execute function monitoring.move_household();

-- Nobody's household is on record by name without their consent. Asked at the end, so that one change may take away both; the
-- argument is the column that names the participant.
create or replace function monitoring.check_household_consent() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  participant uuid := to_jsonb(new) ->> tg_argv[0];
begin
  if exists (
    select from monitoring.participant p
    join monitoring.household_member m
      on m.organization_id = p.organization_id and m.participant_id = p.id and m.name is not null and m.deleted_at is null
    where p.organization_id = new.organization_id and p.id = participant and not p.consent
  ) then
    raise exception 'participant % has not agreed to names of their household', participant
      using errcode = 'check_violation', constraint = 'household_member_consent', hint = participant;
  end if;
  return null;
end
$$;

drop trigger if exists check_household_consent on monitoring.household_member;
create constraint trigger check_household_consent after insert or update on monitoring.household_member
  deferrable initially deferred
  for each row when (new.name is not null) execute function monitoring.check_household_consent('participant_id');
drop trigger if exists check_household_consent on monitoring.participant;
create constraint trigger check_household_consent after update on monitoring.participant
  deferrable initially deferred
  for each row when (old.consent and not new.consent) execute function monitoring.check_household_consent('id');

-- A category as values name it.
create or replace function monitoring.name_category() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  new.category_key := new.dimension || ':' || new.category;
  return new;
end
$$;

create or replace trigger name_category before insert or update on monitoring.indicator_disaggregation
  for each row execute function monitoring.name_category();

-- The codes that a formula refers to.
create or replace function monitoring.formula_references(p_program jsonb) returns text[]
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(distinct r #>> '{}'), '{}')
  from jsonb_path_query(p_program, 'strict $.** ? (@.type() == "array" && @[0] == "ref")[1]') r
$$;

-- ME-8: what a formula names is there, and no indicator is computed from itself. Asked at the end, so that several that name one
-- another come in any order, and under a lock, so that two halves of a circle do not miss each other.
create or replace function monitoring.check_formula() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  unknown text;
  through text;
begin
  perform pg_advisory_xact_lock(hashtextextended('monitoring-formulas:' || new.organization_id, 0));
  select string_agg(format('{%s}', r.code), ', ' order by r.code) into unknown
  from monitoring.indicator i, unnest(monitoring.formula_references(i.formula_program)) r (code)
  where i.organization_id = new.organization_id and i.id = new.id and i.deleted_at is null
    and not exists (
      select from monitoring.indicator k
      where k.organization_id = i.organization_id and k.code = r.code and k.deleted_at is null);
  if unknown is not null then
    raise exception 'the formula of indicator % names others that are not there', new.id
      using errcode = 'check_violation', constraint = 'indicator_formula_unknown', detail = unknown, hint = new.id;
  end if;

  with recursive known as materialized (
    select i.id, i.code, monitoring.formula_references(i.formula_program) as named
    from monitoring.indicator i
    where i.organization_id = new.organization_id and i.formula_program is not null and i.deleted_at is null
  ), behind as (
    select k.id, k.code, k.named from known k where k.id = new.id
    union
    select k.id, k.code, k.named from behind b join known k on k.code = any (b.named)
  )
  select string_agg(format('{%s}', b.code), ', ' order by b.code) into through
  from behind b, known own
  where own.id = new.id and own.code = any (b.named);
  if through is not null then
    raise exception 'indicator % would be computed from itself', new.id
      using errcode = 'check_violation', constraint = 'indicator_formula_cycle', detail = 'by way of ' || through, hint = new.id;
  end if;
  return null;
end
$$;

drop trigger if exists check_formula on monitoring.indicator;
create constraint trigger check_formula after insert or update of code, formula_program, deleted_at on monitoring.indicator
  deferrable initially deferred
  for each row when (new.formula_program is not null and new.deleted_at is null) execute function monitoring.check_formula();

-- What formulas name keeps its code as long as they name it.
create or replace function monitoring.check_named_indicator() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  formulas text;
begin
  perform pg_advisory_xact_lock(hashtextextended('monitoring-formulas:' || old.organization_id, 0));
  select string_agg(i.code, ', ' order by i.code) into formulas
  from monitoring.indicator i
  where i.organization_id = old.organization_id and i.deleted_at is null and i.formula_program is not null
    and old.code = any (monitoring.formula_references(i.formula_program))
    and not exists (
      select from monitoring.indicator k
      where k.organization_id = old.organization_id and k.code = old.code and k.deleted_at is null);
  if formulas is not null then
    raise exception 'formulas name indicator %', old.id
      using errcode = 'foreign_key_violation', constraint = 'indicator_formula_named', detail = formulas, hint = old.id;
  end if;
  return null;
end
$$;

drop trigger if exists check_named_indicator on monitoring.indicator;
create constraint trigger check_named_indicator after update of code, deleted_at on monitoring.indicator
  deferrable initially deferred
  for each row when (new.code <> old.code or new.deleted_at is not null)
  execute function monitoring.check_named_indicator();
