-- Names are unique among the living: a deleted template or source frees its name.
create unique index if not exists tb_report_template_live_name
  on platform.tb_report_template (organization_id, project_id, name) nulls not distinct
  where deleted_at is null;

create unique index if not exists tb_dataset_source_live_name
  on platform.tb_dataset_source (organization_id, name) nulls not distinct
  where deleted_at is null;

-- A template draws on a source of its own organization or of the platform. A foreign key cannot say "or null", and
-- foreign keys look past row-level security.
create or replace function platform.check_template_source() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.dataset_source_id is not null and not exists (
    select 1 from platform.tb_dataset_source source
    where source.id = new.dataset_source_id
      and (source.organization_id is null or source.organization_id = new.organization_id)
  ) then
    raise exception 'dataset source % is not available to this template', new.dataset_source_id
      using errcode = 'foreign_key_violation', constraint = 'tb_report_template_source_owner';
  end if;
  return new;
end
$$;

create or replace trigger check_source before insert or update of dataset_source_id, organization_id
  on platform.tb_report_template
  for each row execute function platform.check_template_source();

-- Lists of business units are lists: the older text form ("T01,T03") is read on the way in, and would match no code here.
do $$
begin
  if not exists (select from pg_constraint where conname = 'tb_report_template_unit_lists') then
    alter table platform.tb_report_template add constraint tb_report_template_unit_lists check (
      jsonb_typeof(coalesce(allow_business_unit, '[]')) = 'array' and jsonb_typeof(coalesce(deny_business_unit, '[]')) = 'array'
    );
  end if;
end
$$;
