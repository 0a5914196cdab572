-- 150 finished files in each organization: those of the exports, and a report of each month, project and kind. Reports are
-- CSV files with the rows of their month. Where the organization keeps its reports they lie in the archive since they
-- expired; where it does not, and for exports after a week, the entry is all that is left.
create temp table file on commit drop as
with export as (
  select r.n, 'export' as class, r.data_type as report_type, r.template_id, r.template_version, r.id as export_request_id, r.project_id, r.day_from, r.day_to,
    r.requested_by, e.processing_started_at + make_interval(secs => 1 + r.records / 40.0) as made_at, r.life = 'completed' as is_kept,
    t.name, t.report_category, l.body, r.records as lines
  from request r
  join tenant.export_request e on e.id = r.id
  join platform.tb_report_template t on t.id = r.template_id
  cross join lateral (select coalesce(string_agg(line || E'\r\n', '' order by line), '') as body
    from pg_temp.exported(r.data_type, r.project_id, r.day_from, r.day_to)) l
  where r.life in ('completed', 'expired')
), monthly as (
  select 100 + row_number() over (order by about, month, p.code) as n, 'report' as class, about as report_type, t.id as template_id, t.version as template_version,
    null::uuid as export_request_id, p.id as project_id, month::date as day_from, (month + interval '1 month')::date - 1 as day_to, o.id as requested_by,
    least(statement_timestamp() - interval '1 hour', (month + interval '1 month 2 days 8 hours')::timestamp at time zone p.timezone) as made_at,
    not (facts ->> 'removes_reports')::boolean as is_kept, t.name || ' ' || p.code as name, t.report_category
  from plan
  cross join unnest(array['settlement', 'generation_summary', 'expense_by_category']) as about
  cross join generate_series(pg_temp.first_day(), pg_temp.last_day(), interval '1 month') as month
  join energy.project p on p.organization_id = pg_temp.organization()
  cross join lateral (select id from member where role = 'org_admin' order by place limit 1) o
  join platform.tb_report_template t on t.report_type = about and t.deleted_at is null
    and (t.organization_id = pg_temp.organization() or (t.organization_id is null and about = 'generation_summary'))
), written as (
  select m.*, l.body, l.lines from monthly m
  cross join lateral (
    select coalesce(string_agg(line || E'\r\n', '' order by line), '') as body, count(*) as lines from (
      select pg_temp.csv(s.contract, s.meter, s.first_day::text, s.billable_kwh::text, s.rate::text, s.line_amount::text) as line
      from energy.settlement_lines(m.day_from, m.day_to, array[m.project_id], null) s where m.report_type = 'settlement'
      union all
      select pg_temp.csv(g.contract, g.month::text, g.metered_kwh::text, g.deemed_kwh::text, g.availability_pct::text)
      from energy.generation(m.day_from, m.day_to, array[m.project_id], null) g where m.report_type = 'generation_summary'
      union all
      select pg_temp.csv(x.currency, x.category, x.vendor, x.budget::text, x.actual::text)
      from energy.expense_lines(m.day_from, m.day_to, null, array[m.project_id], null) x where m.report_type = 'expense_by_category'
    ) as rows
  ) l
  where m.n <= 250 - (select count(*) from export)
), everything as (
  select * from export union all
  select n, class, report_type, template_id, template_version, export_request_id, project_id, day_from, day_to, requested_by, made_at, is_kept, name, report_category, body, lines
  from written
)
select f.*, pg_temp.id('file', n::text) as id, case when class = 'export' and is_kept then pg_temp.id('job', n::text) end as job_id,
  encode(sha256(convert_to(body, 'UTF8')), 'hex') as sha256, octet_length(body) as size,
  format('%s_%s-demo%s.csv', report_type, to_char(made_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'), n) as file,
  case when class = 'export' then 'exports/' || pg_temp.organization() || '/' || export_request_id || '/'
    else 'reports/' || pg_temp.organization() || to_char(made_at at time zone 'UTC', '/YYYY/MM/') end as folder,
  made_at + case when class = 'export' then interval '7 days' else make_interval(days => (facts ->> 'report_days')::integer) end as expires_at
from everything f, plan;

-- The jobs of exports that can still be fetched.
insert into tenant.tb_report_job (id, organization_id, report_type, report_category, report_template_id, template_version, format, requested_by_id, requester,
  filters, export_request_id, project_id, attempts, created_at)
select f.job_id, pg_temp.organization(), f.report_type, f.report_category, f.template_id, f.template_version, 'csv', f.requested_by, e.requester, e.filters,
  f.export_request_id, f.project_id, 1, e.approved_at
from file f join tenant.export_request e on e.id = f.export_request_id where f.job_id is not null;
update tenant.tb_report_job j set status = 'processing', started_at = e.processing_started_at
from tenant.export_request e, file f where j.id = f.job_id and e.id = f.export_request_id;
update tenant.tb_report_job j set status = 'completed', stage = 'done', progress = 100, completed_at = f.made_at, file_url = format('/api/reports/jobs/%s/download', j.id),
  file_name = f.name || '.csv', file_size = f.size, row_count = f.lines, sha256 = f.sha256, expires_at = f.expires_at
from file f where j.id = f.job_id;

insert into tenant.generated_report (id, organization_id, job_id, report_template_id, template_version, export_request_id, requested_by_id, name, report_type,
  report_category, format, storage_key, media_type, size, sha256, row_count, dataset_fingerprint, summary, retention_class, project_id, period_start, period_end,
  expires_at, purge_at, created_at, created_by_id, updated_at)
select id, pg_temp.organization(), job_id, template_id, template_version, export_request_id, requested_by, name || '.csv', report_type, report_category, 'csv',
  folder || file, 'text/csv; charset=utf-8', size, sha256, lines, 'sha256:' || sha256, '{"totals": {}}', class, project_id, day_from, day_to, expires_at,
  case when class = 'report' and is_kept then expires_at + interval '7 years' end, made_at, requested_by, made_at
from file;

-- What has come to it since: into the archive, or away.
update tenant.generated_report g set storage_class = 'archive', retention_class = 'archive', archived_at = f.expires_at, first_removed_at = f.expires_at + interval '1 hour',
  archived_path = format('archive/%s/%s/%s.glacier', g.organization_id, to_char(f.made_at at time zone 'UTC', 'YYYY'), f.file), expires_at = null
from file f where g.id = f.id and f.class = 'report' and f.is_kept and f.expires_at <= statement_timestamp();
update tenant.generated_report g set purged_at = f.expires_at + interval '1 minute'
from file f where g.id = f.id and not f.is_kept and f.expires_at <= statement_timestamp();
update tenant.generated_report g set storage_class = 'removed'
from file f where g.id = f.id and not f.is_kept and f.expires_at <= statement_timestamp();

update tenant.export_request e set status = 'completed', actual_record_count = f.lines, job_id = f.job_id, file_path = f.folder || f.file, file_name = f.name || '.csv',
  file_size = f.size, file_hash = f.sha256, processing_ended_at = f.made_at, expires_at = f.expires_at, updated_at = f.made_at
from file f where e.id = f.export_request_id;
update tenant.export_request e set status = 'expired', download_count = pg_temp.whole(0, 3, 'fetched', f.n::text), updated_at = f.expires_at
from file f where e.id = f.export_request_id and f.expires_at <= statement_timestamp();
