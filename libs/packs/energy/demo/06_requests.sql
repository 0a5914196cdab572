-- Sixty export requests of the last half year in each organization, at every point of their life. Each is inserted and moved as the
-- service moves them (docs/lifecycles/export-request.md): pending first, then decided, started, ended. Approved ones
-- have no job yet: a worker starts them within a minute.
create temp table member on commit drop as
select m.user_id as id, m.role, m.project_ids, row_number() over (order by u.name) as place, count(*) over () as places
from platform.membership m join platform.user_account u on u.id = m.user_id
where m.organization_id = pg_temp.organization();

-- The rows that an export of a data type holds, in the order of its columns; texts are what a CSV file says.
create or replace function pg_temp.exported(data_type text, project uuid, day_from date, day_to date)
returns table (line text) language sql stable as $$
  with contract as (
    select c.*, p.code as project from energy.contract c join energy.project p on p.id = c.project_id
    where c.organization_id = pg_temp.organization() and (exported.project is null or c.project_id = exported.project)
  )
  select pg_temp.csv(c.project, c.code, c.name, c.kind, c.counterparty, c.currency, c.start_date::text) from contract c where data_type = 'contract'
  union all
  select pg_temp.csv(c.project, c.code, o.clause, o.name, o.guarantee_kind, o.due_date::text)
  from contract c join energy.obligation o on o.contract_id = c.id where data_type = 'clause'
  union all
  select pg_temp.csv(c.project, c.code, i.invoice_no, i.counterparty, i.invoice_date::text, i.currency, i.total::text)
  from contract c join energy.invoice i on i.contract_id = c.id
  where data_type = 'invoice_' || i.direction and i.status <> 'draft' and i.invoice_date between day_from and day_to
  union all
  select pg_temp.csv(p.code, e.period::text, e.category, e.vendor, e.gl_account, e.currency, e.budget::text, e.actual::text)
  from energy.expense e join energy.project p on p.id = e.project_id
  where data_type = 'expense' and e.organization_id = pg_temp.organization() and e.period between day_from and day_to
    and (exported.project is null or p.id = exported.project)
  union all
  select pg_temp.csv(c.project, c.code, m.code, d.day::text, d.metered_kwh::text, d.deemed_kwh::text, d.operating_hours::text)
  from contract c join energy.meter m on m.contract_id = c.id join energy.meter_day d on d.meter_id = m.id
  where data_type = 'meter_data' and d.day between day_from and day_to
$$;

create temp table request on commit drop as
with numbered as (
  select n, case when n <= 7 then 'pending' when n <= 10 then 'approved' when n <= 16 then 'rejected' when n <= 19 then 'taken back'
      when n <= 24 then 'failed' when n <= 30 then 'completed' else 'expired' end as life
  from generate_series(1, 60) as n
), timed as (
  select numbered.*,
    -- What waits for somebody, and what can still be fetched, is recent; the rest is of the last half year.
    statement_timestamp() - case
      when life = 'approved' then make_interval(mins => 3 * n)
      when life = 'pending' then make_interval(hours => 7 * n)
      when life = 'completed' then make_interval(hours => 20 * (n - 24))
      else make_interval(days => 8 + 3 * (n - 10), mins => pg_temp.whole(0, 600, 'asked', n::text)) end as asked_at,
    case when life in ('pending', 'approved', 'rejected', 'taken back') then null else pg_temp.whole(1, 4, 'whole', n::text) end as scope,
    case when life in ('approved', 'completed') then pg_temp.pick(array['clause', 'expense', 'meter_data'], 'type', n::text)
      when life in ('pending', 'rejected', 'taken back') then pg_temp.pick(array['clause', 'expense', 'meter_data', 'invoice_generated', 'invoice_received'], 'type', n::text)
      else pg_temp.pick(array['clause', 'expense', 'meter_data', 'invoice_generated', 'invoice_received', 'contract'], 'type', n::text) end as data_type,
    case when life in ('pending', 'approved', 'rejected', 'taken back') then date '2026-01-01' else make_date(2026, pg_temp.whole(1, 6, 'month', n::text), 1) end as day_from
  from numbered
), scoped as (
  select t.*, p.id as project_id, case when t.day_from = date '2026-01-01' then date '2026-06-30' else (t.day_from + interval '1 month')::date - 1 end as day_to
  from timed t
  left join lateral (
    select id from energy.project where organization_id = pg_temp.organization() and t.scope < 4 order by code offset t.scope - 1 limit 1
  ) p on true
), asked as (
  select s.*, r.id as requested_by, r.role as requester_role, r.project_ids,
    (select count(*) from pg_temp.exported(s.data_type, s.project_id, s.day_from, s.day_to)) as records
  from scoped s
  -- Whoever may see what is asked for.
  cross join lateral (
    select * from member where project_ids = '{}' or s.project_id = any (project_ids) order by pg_temp.chance('asks', s.n::text, place::text) limit 1
  ) r
)
select a.*, pg_temp.id('request', a.n::text) as id, d.id as decider, t.id as template_id, t.version as template_version,
  array_remove(array[case when a.records > 20 then 'threshold' end,
    case when a.records > 10 and a.data_type in ('contract', 'invoice_generated', 'invoice_received') then 'personal-data' end], null) as reasons
from asked a
cross join lateral (select id from member where role = 'org_admin' and id <> a.requested_by order by pg_temp.chance('decides', a.n::text, place::text) limit 1) d
join platform.tb_report_template t on t.organization_id is null and t.report_type = 'export_' || a.data_type and t.deleted_at is null;

insert into tenant.export_request (id, organization_id, data_type, report_template_id, template_version, format, project_id, filters, reason,
  estimated_record_count, requires_approval, approval_reasons, threshold, requested_by, requester, created_at, created_by_id, updated_at)
select id, pg_temp.organization(), data_type, template_id, template_version, pg_temp.pick(array['csv', 'csv', 'json'], 'format', n::text), project_id,
  jsonb_strip_nulls(jsonb_build_object('date_from', day_from, 'date_to', day_to, 'project_ids', case when project_id is not null then jsonb_build_array(project_id) end)),
  pg_temp.pick(array['Yearly audit', 'Question of the lender', 'Reconciliation with the buyer', 'Insurance renewal', 'Due diligence', 'Report to the regulator'], 'why', n::text),
  records, reasons <> '{}', reasons, 20, requested_by,
  jsonb_build_object('kind', 'user', 'roles', jsonb_build_array(requester_role), 'bu_codes', null, 'project_ids', to_jsonb(project_ids)),
  asked_at, requested_by, asked_at
from request;

-- Decisions. The trigger stamps the hour at which it happens; history then has its own.
update tenant.export_request e set status = 'approved', approved_by = case when e.requires_approval then r.decider end,
  approved_record_count = case when e.requires_approval then r.records end, updated_at = r.asked_at
from request r where e.id = r.id and r.life in ('approved', 'failed', 'completed', 'expired');
update tenant.export_request e set approved_at = r.asked_at + decided_after, decided_at = case when e.requires_approval then r.asked_at + decided_after end
from request r, lateral (select case when r.reasons = '{}' then interval '0' else make_interval(mins => pg_temp.whole(4, 90, 'decided', r.n::text)) end as decided_after) t
where e.id = r.id and r.life in ('failed', 'completed', 'expired');
update tenant.export_request e set decided_by = r.decider, decided_at = r.asked_at + interval '3 hours',
  rejection_reason = pg_temp.pick(array['More than the auditor asked for', 'Ask for one project at a time', 'The counterparty has not agreed'], 'no', r.n::text)
from request r where e.id = r.id and r.life = 'rejected';
update tenant.export_request e set status = 'cancelled', updated_by_id = case r.life when 'rejected' then r.decider else r.requested_by end,
  updated_at = r.asked_at + interval '3 hours'
from request r where e.id = r.id and r.life in ('rejected', 'taken back');

-- Runs. Whose file can still be fetched has a job with it (08_reports.sql).
update tenant.export_request e set status = 'processing', processing_started_at = e.approved_at + interval '1 second', updated_at = e.approved_at
from request r where e.id = r.id and r.life in ('failed', 'completed', 'expired');
update tenant.export_request e set status = 'failed', error_code = 'source-unavailable', error_message = 'The data could not be reached; ask for the export again.',
  processing_ended_at = e.processing_started_at + interval '30 seconds', updated_at = e.processing_started_at + interval '30 seconds'
from request r where e.id = r.id and r.life = 'failed';
