-- Formulas of indicators, as they were read when they were saved (indicator.formula_program, libs/packs/monitoring/src/formula):
-- ["ref", code] | ["num", text] | [+ - * /, a, b] | ["neg", a] | ["call", min|max|abs|round, [a …]] | ["if", [= != < <= > >=, a, b], then, else].
-- They are walked through, never run: a formula is data.

-- The value of a part of a formula whose inputs are all there. Null = divided by zero; NaN = beyond what anybody counts (10^60).
-- Of a condition only the branch that it leads to is evaluated, so that if({A} = 0, 0, {B} / {A}) never divides by zero.
create or replace function monitoring.formula_part(p_part jsonb, p_inputs jsonb) returns numeric
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  op text := p_part ->> 0;
  a numeric;
  b numeric;
  item jsonb;
  is_so boolean;
  result numeric;
begin
  case op
    when 'ref' then
      return (p_inputs ->> (p_part ->> 1))::numeric;
    when 'num' then
      return (p_part ->> 1)::numeric;
    when 'if' then
      a := monitoring.formula_part(p_part #> '{1,1}', p_inputs);
      b := monitoring.formula_part(p_part #> '{1,2}', p_inputs);
      if a is null or b is null then
        return null;
      elsif 'NaN' in (a, b) then
        return 'NaN';
      end if;
      is_so := case p_part #>> '{1,0}' when '=' then a = b when '!=' then a <> b when '<' then a < b when '<=' then a <= b
        when '>' then a > b when '>=' then a >= b end;
      return monitoring.formula_part(p_part -> case when is_so then 2 else 3 end, p_inputs);
    when 'call' then
      for item in select jsonb_array_elements(p_part -> 2) loop
        b := monitoring.formula_part(item, p_inputs);
        if b is null or b = 'NaN' then
          return b;
        end if;
        -- Of round, the first is what is rounded and the second to how many digits.
        result := case
          when p_part ->> 1 = 'abs' then abs(b)
          when p_part ->> 1 = 'round' and result is null then b
          when p_part ->> 1 = 'round' then round(result, least(greatest(b, -30), 30)::integer)
          when p_part ->> 1 = 'min' then least(result, b)
          when p_part ->> 1 = 'max' then greatest(result, b) end;
      end loop;
      if p_part ->> 1 = 'round' and jsonb_array_length(p_part -> 2) = 1 then
        return round(result);
      end if;
      return result;
    else
      a := monitoring.formula_part(p_part -> 1, p_inputs);
      if op = 'neg' then
        return -a;
      end if;
      b := monitoring.formula_part(p_part -> 2, p_inputs);
      if a is null or b is null or op = '/' and b = 0 then
        return null;
      end if;
      result := case op when '+' then a + b when '-' then a - b when '*' then a * b when '/' then a / b end;
      -- Bounded: a chain of products would otherwise double its digits with every step.
      return case when abs(result) > 1e60 then 'NaN' else round(result, least(scale(result), 60)) end;
  end case;
end
$$;

-- The value of a formula over inputs by code ({"EXP": 52000, "REACH": 500}; null or left out = absent). Any absent input: null, never
-- zero. Divided by zero: null, and the note says so.
create or replace function monitoring.formula_value(p_program jsonb, p_inputs jsonb, out value numeric, out notes text[])
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
  notes := '{}';
  if p_program is null or exists (select from unnest(monitoring.formula_references(p_program)) r (code) where p_inputs ->> r.code is null) then
    return;
  end if;
  value := monitoring.formula_part(p_program, p_inputs);
  if value is null then
    notes := '{DIVISION_BY_ZERO}';
  elsif value = 'NaN' then
    value := null;
    notes := '{OUT_OF_RANGE}';
  else
    value := trim_scale(value);
  end if;
end
$$;

-- Several formulas over the same inputs: [{code, program, references}], each after those that it refers to. Notes of an input (p_notes:
-- lists by code) are those of what is computed from it.
create or replace function monitoring.formula_values(p_formulas jsonb, p_inputs jsonb, p_notes jsonb)
returns table (code text, value numeric, notes text[])
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  formula jsonb;
begin
  for formula in select jsonb_array_elements(p_formulas) loop
    code := formula ->> 'code';
    select f.value, f.notes into value, notes from monitoring.formula_value(formula -> 'program', p_inputs) f;
    select array_agg(distinct n.note) into notes
    from (
      select unnest(notes) as note
      union all
      select jsonb_array_elements_text(p_notes -> r.code) from jsonb_array_elements_text(formula -> 'references') r (code)
    ) n;
    notes := coalesce(notes, '{}');
    p_inputs := p_inputs || jsonb_build_object(code, value);
    p_notes := p_notes || jsonb_build_object(code, notes);
    return next;
  end loop;
end
$$;

-- The indicators that figures of these are computed from, themselves among them (p_indicators null = all of the projects' organization):
-- `formula_level` counts from 0 for what is asked for to what it is made of, `leaves` are the indicators with values that a
-- formula comes down to.
create or replace function monitoring.indicators_behind(p_projects uuid[], p_indicators uuid[])
returns table (id uuid, organization_id uuid, code text, is_wanted boolean, is_input boolean, formula_level integer, leaves uuid[])
language sql stable parallel safe set search_path = pg_catalog, pg_temp
-- The planner takes every step for one row, and would go through all of one step for every row of another.
set enable_nestloop = off
as $$
  with recursive known as materialized (
    select i.id, i.organization_id, i.code, i.is_formula, i.formula_program
    from monitoring.indicator i
    where i.deleted_at is null
      and i.organization_id in (select p.organization_id from monitoring.project p where p.id = any (p_projects))
  ), named as materialized (
    select f.id as formula_id, f.organization_id, unnest(monitoring.formula_references(f.formula_program)) as code
    from known f where f.is_formula
  ), reference as materialized (
    select n.formula_id, k.id as input_id from named n join known k on k.organization_id = n.organization_id and k.code = n.code
  ), behind as (
    select k.id as root_id, k.id, 0 as level from known k where p_indicators is null or k.id = any (p_indicators)
    union
    -- No formula is its own input (ME-8), and yet nothing here may run for ever.
    select b.root_id, r.input_id, b.level + 1 from behind b join reference r on r.formula_id = b.id where b.level < 30
  ), leaf as (
    select b.root_id, array_agg(distinct b.id) as leaves
    from behind b join known k on k.id = b.id where not k.is_formula
    group by b.root_id
  )
  select k.id, k.organization_id, k.code, bool_or(b.level = 0), bool_or(b.level > 0), max(b.level), l.leaves
  from behind b
  join known k on k.id = b.id
  left join leaf l on l.root_id = b.id
  group by k.id, k.organization_id, k.code, l.leaves
$$;
