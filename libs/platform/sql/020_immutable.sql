-- Trigger functions for rows that must not change.

-- Refuses the statement, whoever runs it: audit entries and published template versions are only ever added.
create or replace function platform.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception '%.% is append-only: % is refused', tg_table_schema, tg_table_name, tg_op
    using errcode = 'check_violation', constraint = tg_table_name || '_append_only';
end
$$;

-- Refuses an update that changes one of the columns named as trigger arguments.
create or replace function platform.refuse_column_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  before jsonb := to_jsonb(old);
  after jsonb := to_jsonb(new);
  frozen text;
begin
  foreach frozen in array tg_argv loop
    if before -> frozen is distinct from after -> frozen then
      raise exception '%.%.% cannot change once written', tg_table_schema, tg_table_name, frozen
        using errcode = 'check_violation', constraint = tg_table_name || '_immutable';
    end if;
  end loop;
  return new;
end
$$;

create or replace trigger append_only before update or delete on platform.tb_report_template_version
  for each row execute function platform.refuse_change();

create or replace trigger immutable before update on tenant.generated_report
  for each row execute function platform.refuse_column_change(
    'id', 'organization_id', 'job_id', 'storage_key', 'size', 'sha256', 'created_at');
