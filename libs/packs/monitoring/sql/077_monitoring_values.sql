-- Values of indicators: what they may say, the life they lead (docs/lifecycles/indicator-value.md), and that none is written
-- into a locked period. Held here for whatever writes: resources, files, forms, SQL.

-- A project and its own days name a value where no period does.
create unique index if not exists indicator_report_own_days_key on monitoring.indicator_report
  (organization_id, indicator_id, project_id, start_date, end_date)
  where reporting_period_id is null and deleted_at is null and status <> 'rejected';

-- Whether a unit is a number of people, which is never negative (ME-11).
create or replace function monitoring.counts_people(p_unit text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select coalesce(p_unit ~* ('\m(people|persons?|individuals?|participants?|beneficiar(y|ies)|households?|families|family'
    '|refugees?|returnees?|idps?|women|men|girls?|boys?|child(ren)?|youths?|students?|pupils?|teachers?|patients?)\M'), false)
$$;

-- ME-6: a value with the days of its period, which the caller keeps as it is (require_open), or with its own. Days that say
-- something else than the period are refused.
create or replace function monitoring.within_its_days(before monitoring.indicator_report, value monitoring.indicator_report)
returns monitoring.indicator_report
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  period monitoring.reporting_period;
begin
  if value.reporting_period_id is null then
    if num_nulls(value.start_date, value.end_date) > 0 then
      raise exception 'value % has neither a period nor days', value.id
        using errcode = 'check_violation', constraint = 'indicator_report_own_days', hint = value.id;
    end if;
    return value;
  end if;
  select p.* into period from monitoring.reporting_period p
  where p.id = value.reporting_period_id and p.deleted_at is null
    and ((p.organization_id, p.project_id) = (value.organization_id, value.project_id)) is true;
  if period.id is null then
    raise exception 'value % is of a period of another project', value.id
      using errcode = 'check_violation', constraint = 'indicator_report_reporting_period', hint = value.id;
  end if;
  -- Days that were there before are not stated, they follow.
  if (value.start_date <> period.start_date and value.start_date is distinct from before.start_date)
    or (value.end_date <> period.end_date and value.end_date is distinct from before.end_date)
  then
    raise exception 'value % has other days than its period', value.id
      using errcode = 'check_violation', constraint = 'indicator_report_days', hint = value.id;
  end if;
  value.start_date := period.start_date;
  value.end_date := period.end_date;
  return value;
end
$$;

-- ME-8, ME-11: the number of a value or of one of its categories, as its indicator has it. That of a quotient follows from numerator
-- and denominator, to six decimals; one that is stated as well says the same in the digits it has. `p_table` names the
-- constraint that is broken, `p_of` the value.
create or replace function monitoring.number_of(
  p_table text, p_of uuid, p_indicator monitoring.indicator,
  p_value numeric, p_numerator numeric, p_denominator numeric, p_target numeric, p_is_stated boolean)
returns numeric
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  broken text;
  quotient numeric;
begin
  if p_indicator.is_formula then
    broken := 'formula';
  elsif p_indicator.value_type = 'text' and num_nonnulls(p_value, p_numerator, p_denominator, p_target) > 0 then
    broken := 'text';
  elsif p_indicator.value_type = 'number' and num_nonnulls(p_numerator, p_denominator) > 0 then
    broken := 'number';
  elsif least(p_value, p_numerator, p_denominator, p_target) < 0 and monitoring.counts_people(p_indicator.unit) then
    broken := 'people';
  elsif p_denominator > 0 and p_numerator is not null then
    quotient := round(p_numerator * p_indicator.unit_factor / p_denominator, 6);
    if p_numerator > p_denominator and p_indicator.value_type = 'percentage' and not p_indicator.may_exceed then
      broken := 'may_exceed';
    elsif p_is_stated and p_value <> round(quotient, scale(trim_scale(p_value))) then
      broken := 'value';
    end if;
  end if;
  if broken is not null then
    raise exception 'a value is not what its indicator asks for: %', broken
      using errcode = 'check_violation', constraint = p_table || '_' || broken, hint = p_of;
  end if;
  return coalesce(quotient, p_value);
end
$$;

-- ME-2: who moved a value where, and when. `before` is null for a new one, which may come in decided: then it was decided
-- elsewhere, and by whoever brings it.
create or replace function monitoring.lead_on(before monitoring.indicator_report, value monitoring.indicator_report)
returns monitoring.indicator_report
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  -- Null = the service itself, which may say who it was.
  actor uuid := platform.acting_person();
  may_decide boolean := coalesce(platform.actor_level() in ('admin', 'coordinator'), true);
  is_new boolean := before.id is null;
begin
  if value.status in ('approved', 'rejected') and not may_decide then
    raise exception 'coordinators decide on values' using errcode = '42501';
  end if;
  if not is_new and before.status || '→' || value.status not in (
    'draft→submitted', 'submitted→approved', 'submitted→rejected', 'rejected→draft'
  ) then
    raise exception 'a value cannot go from % to %', before.status, value.status
      using errcode = 'check_violation', constraint = 'indicator_report_transition', hint = value.id;
  end if;
  if value.status in ('approved', 'rejected') and before.submitted_by = coalesce(actor, value.updated_by_id) then
    raise exception 'who submitted value % does not decide on it', value.id
      using errcode = 'check_violation', constraint = 'indicator_report_self_approval', hint = value.id;
  end if;
  if value.status = 'rejected' and coalesce(btrim(value.rejection_reason), '') = '' then
    raise exception 'value % is rejected for a reason', value.id
      using errcode = 'check_violation', constraint = 'indicator_report_rejection_reason', hint = value.id;
  end if;

  if value.status = 'submitted' then
    value.submitted_by := coalesce(actor, case when is_new then value.submitted_by end, value.updated_by_id, value.created_by_id);
    value.submitted_at := coalesce(case when is_new and actor is null then value.submitted_at end, now());
  elsif not is_new then
    value.submitted_by := case when value.status <> 'draft' then before.submitted_by end;
    value.submitted_at := case when value.status <> 'draft' then before.submitted_at end;
  elsif actor is not null then
    value.submitted_by := null;
    value.submitted_at := null;
  end if;
  value.approved_at := case when value.status = 'approved' then
    coalesce(case when is_new and actor is null then value.approved_at end, now()) end;
  value.approved_by := case when value.status = 'approved' then
    coalesce(actor, case when is_new then value.approved_by end, value.updated_by_id, value.created_by_id) end;
  -- A draft keeps what has to be done about it.
  value.rejection_reason := case value.status when 'rejected' then value.rejection_reason when 'draft' then before.rejection_reason end;
  return value;
end
$$;

-- The triggers are definers: as the application, each of their statements would ask anew, for every row, who acts and where, which
-- costs ten times what they do. They read by the organization of the row, whose right to be written row-level security decides on.
-- Their plans are made once, for imports have every statement planned anew, and once per row that costs more than all the rest. No plan
-- can go wrong meanwhile: tables are never gone through, and what a row belongs to is found by its id, which one index alone has
-- (`is true`: nothing about its organization is asked of an index).
create or replace function monitoring.check_indicator_report() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  before monitoring.indicator_report;
  given monitoring.indicator_report;
  indicator monitoring.indicator;
  is_other boolean;
begin
  if tg_op <> 'INSERT' then
    before := old;
    perform monitoring.require_open('indicator_report', before);
  end if;
  if tg_op = 'DELETE' or before.deleted_at is null and new.deleted_at is not null then
    -- What somebody is to decide on, or has decided on, goes by who may decide.
    if old.status in ('submitted', 'approved') and platform.actor_level() not in ('admin', 'coordinator') then
      raise exception 'coordinators remove values that are %', old.status using errcode = '42501';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- Nor does one come back: what nobody asked of it while it was deleted would be in figures.
  if tg_op = 'UPDATE' and (new.organization_id, new.project_id, new.indicator_id, new.created_at, new.deleted_at is null)
    is distinct from (old.organization_id, old.project_id, old.indicator_id, old.created_at, old.deleted_at is null)
  then
    raise exception 'value % is of another project or indicator, or deleted', new.id
      using errcode = 'check_violation', constraint = 'indicator_report_belongs', hint = new.id;
  end if;

  given := new;
  -- Of a period that it was in before, this is known.
  if tg_op = 'INSERT' or (new.reporting_period_id, case when new.reporting_period_id is null then (new.start_date, new.end_date)::text end)
    is distinct from (before.reporting_period_id, case when new.reporting_period_id is null then (before.start_date, before.end_date)::text end)
  then
    perform monitoring.require_open('indicator_report', new);
  end if;
  new := monitoring.within_its_days(before, new);

  is_other := (new.value, new.numerator, new.denominator, new.target, new.narrative, new.reporting_period_id)
    is distinct from (before.value, before.numerator, before.denominator, before.target, before.narrative, before.reporting_period_id)
    -- Days of a period follow it; days of their own are part of what is said.
    or new.reporting_period_id is null
      and (new.start_date, new.end_date) is distinct from (before.start_date, before.end_date);
  if tg_op = 'INSERT' or is_other then
    select i.* into indicator from monitoring.indicator i
    where i.id = new.indicator_id and (i.organization_id = new.organization_id) is true;
    new.value := monitoring.number_of('indicator_report', new.id, indicator, new.value, new.numerator, new.denominator, new.target,
      new.value is distinct from before.value);
    is_other := (new.value, new.numerator, new.denominator, new.target, new.narrative, new.reporting_period_id)
      is distinct from (before.value, before.numerator, before.denominator, before.target, before.narrative, before.reporting_period_id)
      or new.reporting_period_id is null
        and (new.start_date, new.end_date) is distinct from (before.start_date, before.end_date);
  end if;
  if before.status <> 'draft' and is_other then
    raise exception 'value % is % and stays as it is', new.id, before.status
      using errcode = 'check_violation', constraint = 'indicator_report_' || before.status, hint = new.id;
  end if;

  if tg_op = 'INSERT' and new.status = 'draft' then
    -- Nothing is decided: who acts need not be asked, which costs more than the rest.
    new.submitted_by := null;
    new.submitted_at := null;
    new.approved_by := null;
    new.approved_at := null;
    new.rejection_reason := null;
  elsif tg_op = 'INSERT' or new.status <> before.status then
    new := monitoring.lead_on(before, new);
  else
    new.submitted_by := old.submitted_by;
    new.submitted_at := old.submitted_at;
    new.approved_by := old.approved_by;
    new.approved_at := old.approved_at;
    new.rejection_reason := old.rejection_reason;
  end if;

  -- A write that comes to what is there already, for days and quotients follow, is none.
  if tg_op = 'UPDATE' and given is distinct from new then
    given := new;
    given.version := old.version;
    given.updated_at := old.updated_at;
    given.updated_by_id := old.updated_by_id;
    if given is not distinct from old then
      return null;
    end if;
  end if;
  return new;
end
$$;

create or replace trigger check_indicator_report before insert or update or delete on monitoring.indicator_report
  for each row execute function monitoring.check_indicator_report();

-- Throws when the categories of a value stay as they are: it is no draft, and was not written in this transaction, as what comes
-- in decided is. The service itself brings histories piece by piece.
create or replace function monitoring.require_draft(p_value monitoring.indicator_report) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if p_value.status <> 'draft' and p_value.created_at <> now() and platform.acting_person() is not null then
    raise exception 'value % is % and stays as it is', p_value.id, p_value.status
      using errcode = 'check_violation', constraint = 'indicator_report_value_' || p_value.status, hint = p_value.id;
  end if;
end
$$;

-- Categories of a value: written with it or while it is a draft, of those that its indicator declares.
create or replace function monitoring.check_indicator_report_value() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  parent monitoring.indicator_report;
  indicator monitoring.indicator;
  row_of monitoring.indicator_report_value := case when tg_op = 'DELETE' then old else new end;
begin
  if tg_op = 'UPDATE' and (new.organization_id, new.indicator_report_id)
    is distinct from (old.organization_id, old.indicator_report_id)
  then
    raise exception 'category % is of another value', new.id
      using errcode = 'check_violation', constraint = 'indicator_report_value_belongs';
  end if;
  -- Nobody submits it meanwhile.
  select r.* into parent from monitoring.indicator_report r
  where r.id = row_of.indicator_report_id and (r.organization_id = row_of.organization_id) is true
  for no key update;
  perform monitoring.require_open('indicator_report_value', parent);
  if tg_op = 'DELETE' or tg_op = 'UPDATE' and new.deleted_at is not null then
    -- With its value it goes whatever that is; by itself it is held at the end (hold_indicator_report).
    return row_of;
  end if;
  select i.* into indicator from monitoring.indicator i
  where i.id = parent.indicator_id and (i.organization_id = parent.organization_id) is true;
  new.project_id := parent.project_id;
  new.value := monitoring.number_of('indicator_report_value', parent.id, indicator, new.value, new.numerator, new.denominator, null,
    tg_op = 'INSERT' or new.value is distinct from old.value);
  if tg_op = 'UPDATE' and (new.category_key, new.value, new.numerator, new.denominator, new.deleted_at)
    is not distinct from (old.category_key, old.value, old.numerator, old.denominator, old.deleted_at)
  then
    return null;
  end if;
  perform monitoring.require_draft(parent);
  if not exists (
    select from monitoring.indicator_disaggregation d
    where d.organization_id = parent.organization_id and d.indicator_id = parent.indicator_id
      and d.category_key = new.category_key and d.deleted_at is null
  ) then
    raise exception 'the indicator of value % has no category %', parent.id, new.category_key
      using errcode = 'check_violation', constraint = 'indicator_report_value_category_key', detail = new.category_key, hint = parent.id;
  end if;
  return new;
end
$$;

create or replace trigger check_indicator_report_value before insert or update or delete on monitoring.indicator_report_value
  for each row execute function monitoring.check_indicator_report_value();

-- What holds at the end of a transaction, for what belongs to a value may come after it: its indicator is one of its project's, and
-- (ME-12) the categories of a dimension, where any is given, add up to the value: numbers that are added up or are the latest, and
-- numerators and denominators.
create or replace function monitoring.hold_indicator_report() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  -- Of whatever table: both have these.
  changed jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  parent monitoring.indicator_report;
  torn text;
begin
  select r.* into parent from monitoring.indicator_report r
  where r.id = coalesce(changed ->> 'indicator_report_id', changed ->> 'id')::uuid and r.deleted_at is null
    and (r.organization_id = (changed ->> 'organization_id')::uuid) is true;
  if parent.id is null then
    return null;
  end if;
  if tg_table_name = 'indicator_report_value' and (tg_op = 'DELETE' or changed ->> 'deleted_at' is not null) then
    perform monitoring.require_draft(parent);
  end if;
  if tg_table_name = 'indicator_report' and tg_op = 'INSERT' and not exists (
    select from monitoring.project_indicator p
    where p.organization_id = parent.organization_id and p.project_id = parent.project_id
      and p.indicator_id = parent.indicator_id and p.deleted_at is null
  ) then
    raise exception 'indicator % is none of project %', parent.indicator_id, parent.project_id
      using errcode = 'check_violation', constraint = 'indicator_report_project_indicator', hint = parent.id;
  end if;
  select format('%s adds up to %s, not to %s', split.dimension, split.stated, split.whole) into torn
  from (
    select split_part(v.category_key, ':', 1) as dimension,
      case when bool_or(i.value_type = 'number') then trim_scale(sum(v.value))::text
        else trim_scale(sum(v.numerator)) || '/' || trim_scale(sum(v.denominator)) end as stated,
      coalesce(case when bool_or(i.value_type = 'number') then trim_scale(parent.value)::text
        else trim_scale(parent.numerator) || '/' || trim_scale(parent.denominator) end, 'nothing') as whole,
      case when bool_or(i.value_type = 'number')
        then bool_or(i.aggregation_method in ('sum', 'latest')) and count(v.value) > 0 and sum(v.value) is distinct from parent.value
        else count(v.numerator) > 0 and (sum(v.numerator), sum(v.denominator))
          is distinct from (parent.numerator, parent.denominator) end as is_torn
    from monitoring.indicator_report_value v
    join monitoring.indicator i on i.id = parent.indicator_id
    where v.organization_id = parent.organization_id and v.indicator_report_id = parent.id and v.deleted_at is null
    group by 1
  ) split
  where split.is_torn
  order by split.dimension limit 1;
  if torn is not null then
    raise exception 'categories of value % do not add up', parent.id
      using errcode = 'check_violation', constraint = 'indicator_report_disaggregation', detail = torn, hint = parent.id;
  end if;
  return null;
end
$$;

drop trigger if exists hold_indicator_report on monitoring.indicator_report;
create constraint trigger hold_indicator_report after insert or update of value, numerator, denominator
  on monitoring.indicator_report deferrable initially deferred
  for each row when (new.deleted_at is null) execute function monitoring.hold_indicator_report();
drop trigger if exists hold_indicator_report on monitoring.indicator_report_value;
create constraint trigger hold_indicator_report after insert or update or delete
  on monitoring.indicator_report_value deferrable initially deferred
  for each row execute function monitoring.hold_indicator_report();
