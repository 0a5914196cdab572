-- The names that the customer's own queries use, in schema public, the only one that is read without being named
-- (shared/sources/energy-exports.txt, sections 4, 6 and 10). Views run with the rights of whoever asks, so row-level
-- security of the tables behind them decides. An organization's id is a UUID here, where the source has a number.

create or replace view public.export_request with (security_invoker = true) as
select id, organization_id, project_id, data_type, format as file_format, filters, reason, status, requires_approval,
  estimated_record_count, actual_record_count, requested_by, approved_by, approved_at, decided_by, decided_at,
  decision_reason, rejection_reason, file_path, file_name, file_size, file_hash, download_count, max_downloads, expires_at,
  processing_started_at, processing_ended_at, processing_time_ms, error_message, created_at, updated_at
from tenant.export_request;
alter view public.export_request alter column id set default gen_random_uuid();
alter view public.export_request alter column updated_at set default now();

-- Reports that organizations have; what the platform offers to all of them has no organization and is not shown.
create or replace view public.report_template with (security_invoker = true) as
select id, organization_id, project_id, name, description, report_type, default_format as file_format, template_config,
  include_charts, include_tables, include_summary, default_contract_id, default_date_range_days,
  branding ->> 'logo' as logo, branding ->> 'header' as header, branding ->> 'footer' as footer,
  source_type, builder_key, is_active, created_at, created_by_id as created_by, updated_at
from platform.tb_report_template
where organization_id is not null and kind = 'report' and deleted_at is null;
alter view public.report_template alter column id set default gen_random_uuid();
alter view public.report_template alter column source_type set default 'builder';
alter view public.report_template alter column updated_at set default now();

create or replace view public.scheduled_report with (security_invoker = true) as
select id, organization_id, report_template_id, name, frequency, day_of_week, day_of_month, time_of_day,
  schedule_config ->> 'timezone' as timezone, project_id, contract_id, date_range_days as date_range_override,
  recipients, case
    when recipients @> '[{"type": "email"}]' and recipients @> '[{"type": "s3"}]' then 'both'
    when recipients @> '[{"type": "s3"}]' then 's3'
    when recipients @> '[{"type": "email"}]' then 'email' end as delivery_method,
  jsonb_path_query_first(recipients, '$[*] ? (@.type == "s3").value') #>> '{}' as s3_destination,
  format as file_format, is_active, last_run_at, last_run_status, last_run_error, next_run_at, created_at, updated_at
from tenant.tb_report_schedule
where deleted_at is null;

create or replace view public.generated_report with (security_invoker = true) as
select id, organization_id, report_template_id, scheduled_report_id, export_request_id, project_id, name, report_type,
  format as file_format, storage_key as file_path, size as file_size, sha256 as file_hash, row_count as record_count,
  period_start, period_end, summary as summary_data, requested_by_id as generated_by, download_count, storage_class,
  expires_at, archived_at, archived_path, created_at
from tenant.generated_report
where deleted_at is null;

-- Whether so many records of a type need a second person (rules EN-AP-1, 2 and 4). An unknown count does. The limits here
-- are the source's; an organization's own settings are applied by micro-report (exports/approval-rules.ts).
create or replace function public.check_export_requires_approval(
  p_data_type public.export_data_type, p_record_count integer, p_threshold integer default 20) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case when p_record_count is null or p_threshold is null then true
    else p_record_count > p_threshold or (p_record_count > 10
      and p_data_type in ('contract'::public.export_data_type, 'invoice_generated', 'invoice_received')) end
$$;

-- Exports of one organization that were asked for in the days up to an instant (rules EN-ST-1 to 4). What has expired was
-- completed. Without a row for whoever does not belong to the organization.
create or replace function public.get_export_statistics(
  p_organization_id uuid, p_days integer default 30, p_as_of timestamptz default now())
returns table (total_exports bigint, completed_exports bigint, failed_exports bigint, pending_approval bigint,
  total_records_exported bigint, avg_processing_time_ms numeric)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if (current_user = 'galley_app' or platform.comes_by_sql())
    and not exists (select from platform.actor_organizations() o where o = p_organization_id) then
    return;
  end if;
  return query
  select count(*),
    count(*) filter (where r.status in ('completed', 'expired')),
    count(*) filter (where r.status = 'failed'),
    count(*) filter (where r.status = 'pending' and r.requires_approval),
    coalesce(sum(r.actual_record_count) filter (where r.status in ('completed', 'expired')), 0)::bigint,
    round(avg(r.processing_time_ms) filter (where r.status in ('completed', 'expired')), 2)
  from tenant.export_request r
  where r.organization_id = p_organization_id
    and r.created_at >= p_as_of - make_interval(days => p_days) and r.created_at <= p_as_of;
end
$$;

-- What people who come by SQL may ask for at all; rows are chosen by the policies (055_exports.sql).
revoke all on all tables in schema platform, tenant from galley_member;
grant usage on schema platform, tenant to galley_member;
grant select, insert, update, delete on tenant.export_request, platform.tb_report_template, tenant.tb_report_schedule,
  tenant.generated_report to galley_member;
grant select on platform.tb_dataset_source to galley_member;
-- Triggers of these tables run as whoever writes; what they call does nothing that the caller may not do.
grant execute on all routines in schema platform, tenant to galley_member;

revoke all on public.export_request, public.report_template, public.scheduled_report, public.generated_report
  from public, galley_data, galley_app;
grant select, insert, update, delete on public.export_request, public.report_template, public.scheduled_report,
  public.generated_report to galley_member;
revoke all on function public.get_export_statistics(uuid, integer, timestamptz),
  public.check_export_requires_approval(public.export_data_type, integer, integer) from public, galley_data;
grant execute on function public.get_export_statistics(uuid, integer, timestamptz),
  public.check_export_requires_approval(public.export_data_type, integer, integer)
  to galley_member, galley_app, galley_system;
