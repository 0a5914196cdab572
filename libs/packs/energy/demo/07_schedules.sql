-- Six schedules in each organization: one of every frequency, one by cron, one paused. Slots that are missed while nothing
-- runs are left out, so that a start after a holiday does not begin with everything at once.
create temp table planned on commit drop as
select p.*, t.id as template_id, pr.id as project_id, o.id as owner_id, u.name as owner_name
from plan
cross join jsonb_to_recordset(facts -> 'schedules') as p(name text, report text, format text, frequency text, cron text, dow integer, dom integer, time text,
  project text, paused boolean, days integer)
join platform.tb_report_template t on t.report_type = p.report and t.deleted_at is null
  and (t.organization_id = pg_temp.organization() or (t.organization_id is null and p.report = 'generation_summary'))
left join energy.project pr on pr.organization_id = pg_temp.organization() and pr.code = p.project
cross join lateral (select id from member where role = 'org_admin' order by place limit 1) o
join platform.user_account u on u.id = o.id;

insert into tenant.tb_report_schedule (id, organization_id, name, report_template_id, format, cron_expression, frequency, day_of_week, day_of_month,
  time_of_day, schedule_config, filters, recipients, project_id, date_range_days, owner_id, owner, next_run_at, created_by_id, updated_by_id)
select pg_temp.id('schedule', name), pg_temp.organization(), name, template_id, format, cron, frequency::public.report_frequency, dow, dom,
  case when frequency is not null then time end,
  jsonb_build_object('timezone', facts ->> 'timezone', 'misfire_policy', 'skip'),
  jsonb_strip_nulls(jsonb_build_object('project_ids', case when project_id is not null then jsonb_build_array(project_id) end)),
  jsonb_build_array(jsonb_build_object('type', 'user', 'value', owner_id, 'name', owner_name)),
  project_id, days, owner_id,
  jsonb_build_object('kind', 'user', 'roles', jsonb_build_array('org_admin'), 'bu_codes', null, 'project_ids', '[]'::jsonb),
  -- The slots of frequencies are the trigger's to compute; of cron only the scheduler knows them, but for this one:
  -- every working day at a full hour.
  case when cron is not null then (
    select min(slot) from generate_series(0, 4) as ahead
    cross join lateral (select public.instant_at_wall_clock((statement_timestamp() at time zone (facts ->> 'timezone'))::date + ahead + time::time, facts ->> 'timezone') as slot) s
    where slot > statement_timestamp() and extract(isodow from slot at time zone (facts ->> 'timezone')) < 6) end,
  owner_id, owner_id
from planned, plan;

update tenant.tb_report_schedule s set paused_at = statement_timestamp(), paused_by_id = s.owner_id
from planned p where s.id = pg_temp.id('schedule', p.name) and p.paused;
