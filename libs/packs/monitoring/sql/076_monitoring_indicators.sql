-- Indicators: what they measure, how they are split, what they are computed from.

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

-- What values were reported as they stay: numbers do not turn into texts, nor into what is computed, and what a quotient was multiplied by
-- stands in its value. Otherwise figures of locked periods would change with nobody having written into them.
create or replace function monitoring.hold_measure() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from monitoring.indicator_report r
    where r.organization_id = new.organization_id and r.indicator_id = new.id and r.deleted_at is null
  ) then
    raise exception 'values of indicator % were reported', new.id
      using errcode = 'foreign_key_violation', constraint = 'indicator_reported', hint = new.id;
  end if;
  return new;
end
$$;

create or replace trigger hold_measure before update on monitoring.indicator
  for each row when ((new.value_type, new.is_formula, new.unit_factor) is distinct from (old.value_type, old.is_formula, old.unit_factor))
  execute function monitoring.hold_measure();

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
