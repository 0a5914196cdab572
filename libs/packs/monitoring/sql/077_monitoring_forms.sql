-- Forms and their fields (docs/lifecycles/form.md): a draft is published, and retired when the next version is. What was published
-- stays as it is, so that every submission can be read by the form that it was filled in with.

-- One draft at a time, one version in use.
create unique index if not exists form_draft_key on monitoring.form (organization_id, project_id, code)
  where status = 'draft' and deleted_at is null;
create unique index if not exists form_published_key on monitoring.form (organization_id, project_id, code)
  where status = 'published' and deleted_at is null;

select platform.hold_check('monitoring', 'form_field', r.name, r.expression)
from (values
  ('name', $q$name ~ '^[A-Za-z][A-Za-z0-9_]*$'$q$),
  ('order_index', $q$order_index >= 0$q$),
  ('calculation', $q$calculation is null or type = 'calculate'$q$),
  ('options', $q$options is null or type in ('select_one', 'select_multiple')$q$)
) as r (name, expression);

create or replace function monitoring.check_form() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'INSERT' then
    -- The service itself brings histories.
    if new.status <> 'draft' and platform.acting_person() is not null then
      raise exception 'form % begins as a draft', new.id
        using errcode = 'check_violation', constraint = 'form_transition', hint = new.id;
    end if;
    return new;
  end if;
  if old.status <> 'draft' and (tg_op = 'DELETE'
    or (new.organization_id, new.project_id, new.code, new.form_version, new.name, new.description, new.published_at,
      new.published_by_id, new.deleted_at)
    is distinct from (old.organization_id, old.project_id, old.code, old.form_version, old.name, old.description, old.published_at,
      old.published_by_id, old.deleted_at))
  then
    raise exception 'form % is %', old.id, old.status
      using errcode = 'check_violation', constraint = 'form_frozen', hint = old.id;
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if new.status <> old.status then
    if old.status || '→' || new.status not in ('draft→published', 'published→retired') then
      raise exception 'a form cannot go from % to %', old.status, new.status
        using errcode = 'check_violation', constraint = 'form_transition', hint = new.id;
    end if;
    if new.status = 'published' then
      new.published_at := now();
      new.published_by_id := coalesce(platform.acting_person(), new.updated_by_id);
    end if;
  end if;
  return new;
end
$$;

create or replace trigger check_form before insert or update or delete on monitoring.form
  for each row execute function monitoring.check_form();

-- Fields change while their form is a draft; it cannot be published meanwhile.
create or replace function monitoring.check_form_field() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  field monitoring.form_field := case when tg_op = 'DELETE' then old else new end;
  form monitoring.form;
begin
  select f.* into form from monitoring.form f
  where f.organization_id = field.organization_id and f.id = field.form_id
  for share;
  -- The service itself brings forms with their fields, whatever has become of them.
  if form.status <> 'draft' and (tg_op <> 'INSERT' or platform.acting_person() is not null) then
    raise exception 'the form of field % is %', field.name, form.status
      using errcode = 'check_violation', constraint = 'form_field_frozen', hint = form.id;
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if tg_op = 'UPDATE' and new.form_id <> old.form_id then
    raise exception 'field % is of another form', field.name
      using errcode = 'check_violation', constraint = 'form_field_form', hint = form.id;
  end if;
  new.project_id := form.project_id;
  return new;
end
$$;

create or replace trigger check_form_field before insert or update or delete on monitoring.form_field
  for each row execute function monitoring.check_form_field();
