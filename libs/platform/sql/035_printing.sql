-- One live default per organization (or the platform) and type of document. The lock in PrintMappings orders those who
-- change it; this holds whatever writes.
create unique index if not exists tb_print_template_mapping_live_default
  on platform.tb_print_template_mapping (organization_id, document_type) nulls not distinct
  where is_default and deleted_at is null;

-- Names of pictures are unique among the living: a deleted one frees its name.
create unique index if not exists tb_asset_live_name
  on platform.tb_asset (organization_id, name) nulls not distinct
  where deleted_at is null;

-- A mapping names a print template of its own organization or of the platform.
create or replace function platform.check_print_mapping() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select 1 from platform.tb_report_template template
    where template.id = new.report_template_id and template.kind = 'print'
      and (template.organization_id is null or template.organization_id = new.organization_id)
  ) then
    raise exception 'template % is no print template of this mapping''s owner', new.report_template_id
      using errcode = 'foreign_key_violation', constraint = 'tb_print_template_mapping_template_owner';
  end if;
  return new;
end
$$;

create or replace trigger check_template before insert or update of report_template_id, organization_id
  on platform.tb_print_template_mapping
  for each row execute function platform.check_print_mapping();

do $$
begin
  if not exists (select from pg_constraint where conname = 'tb_print_template_mapping_unit_lists') then
    alter table platform.tb_print_template_mapping add constraint tb_print_template_mapping_unit_lists check (
      jsonb_typeof(coalesce(allow_business_unit, '[]')) = 'array' and jsonb_typeof(coalesce(deny_business_unit, '[]')) = 'array'
    );
    alter table platform.document_type add constraint document_type_id_type check (id_type in ('uuid', 'integer', 'text'));
    alter table platform.tb_asset add constraint tb_asset_size check (size = octet_length(bytes) and size between 1 and 2097152);
  end if;
end
$$;
