-- What a report to a donor shows. Of a draft everything is computed when it is asked for; of a publication (p_revision) it is read
-- from what was kept, in the same shape: {"head": {…}, "sections": [{id, order_index, kind, title, body, config, rows: […]}]}. Both are
-- printed from that shape, so that a draft and its publication look alike. Runs as the caller: no row = there is no such report, or
-- it is not theirs.

-- What its members are, wherever they are (libs/packs/monitoring/src/report/donor-report/section-config.ts says which a kind has).
select platform.hold_check('monitoring', 'report_section', 'config_members', $q$
  coalesce(jsonb_typeof(config -> 'indicator_codes') = 'array', true) and coalesce(jsonb_typeof(config -> 'items') = 'array', true)
  and coalesce(jsonb_typeof(config -> 'result_node_code') = 'string', true)
  and coalesce(jsonb_typeof(config -> 'include_values') = 'boolean', true)$q$);

-- The indicators of a section: those that its configuration names by code or by a result that they measure (or one below it); null = all.
-- A code that nobody knows adds nothing.
create or replace function monitoring.section_indicators(p_project uuid, p_config jsonb, p_root uuid) returns uuid[]
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case when p_config -> 'indicator_codes' is null and p_config -> 'result_node_code' is null then null else array(
    select i.id
    from monitoring.indicator i
    join monitoring.project p on p.organization_id = i.organization_id and p.id = p_project
    where i.deleted_at is null
      and (p_config -> 'indicator_codes' is null or p_config -> 'indicator_codes' ? i.code)
      and (p_config -> 'result_node_code' is null
        or i.result_node_id in (select n.node_id from monitoring.result_tree(array[p_project], p_root) n where p_root is not null))
  ) end
$$;

-- The result that a section is about; null where its configuration names none.
create or replace function monitoring.section_root(p_project uuid, p_config jsonb) returns uuid
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case when p_config -> 'result_node_code' is not null then coalesce(
    (select n.node_id from monitoring.result_tree(array[p_project]) n where n.code = p_config ->> 'result_node_code'),
    -- One that is not there has nothing below it.
    '00000000-0000-0000-0000-000000000000') end
$$;

-- The rows that a section of a report shows now, in their order; [] where there are none, which is printed as such (ME-16).
create or replace function monitoring.section_rows(section monitoring.report_section) returns jsonb
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  report monitoring.report;
  projects uuid[];
  root uuid := monitoring.section_root(section.project_id, section.config);
  indicators uuid[] := monitoring.section_indicators(section.project_id, section.config, root);
  found jsonb;
begin
  select * into report from monitoring.report r where r.organization_id = section.organization_id and r.id = section.report_id;
  projects := array[report.project_id];
  case section.kind
    when 'narrative' then
      if (section.config ->> 'include_values')::boolean then
        select jsonb_agg(to_jsonb(r) order by r.place) into found
        from monitoring.narrative_rows(projects, indicators, report.start_date, report.end_date, report.include_unapproved) r;
      end if;
    when 'logframe' then
      select jsonb_agg(to_jsonb(r) order by r.place) into found
      from monitoring.logframe_rows(projects, root, indicators, report.start_date, report.end_date, report.include_unapproved) r;
    when 'indicator_table' then
      select jsonb_agg(to_jsonb(r) - '{indicator_id,node_id}'::text[] order by r.place) into found
      from monitoring.indicator_rows(projects, indicators, report.start_date, report.end_date, report.include_unapproved) r;
    when 'indicator_chart' then
      select jsonb_agg(to_jsonb(r) order by r.place) into found
      from monitoring.series_rows(projects, indicators, report.start_date, report.end_date, report.include_unapproved) r;
    when 'activities' then
      select jsonb_agg(to_jsonb(r) order by r.place) into found
      from monitoring.activity_rows(projects, root, report.start_date, report.end_date) r;
    when 'participants' then
      select jsonb_agg(to_jsonb(r) order by r.place) into found
      from monitoring.participant_rows(projects, report.start_date, report.end_date) r
      where section.config -> 'group_by' is null or r.dimension = 'total' or section.config -> 'group_by' ? r.dimension;
    when 'budget' then
      select jsonb_agg(to_jsonb(r) order by r.place) into found
      from monitoring.budget_rows(projects) r
      where r.is_total or section.config ->> 'group_by' is distinct from 'currency';
    when 'annex' then
      select jsonb_agg(jsonb_build_object('place', i.place, 'title', i.item ->> 'title', 'description', i.item ->> 'description',
        'url', i.item ->> 'url') order by i.place) into found
      from jsonb_array_elements(section.config -> 'items') with ordinality as i (item, place);
  end case;
  return coalesce(found, '[]');
end
$$;

-- The name of the organization that is asked for. Definer: galley_data has no way into the schema platform.
create or replace function monitoring.organization_name() returns text
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$ select o.name from platform.organization o where o.id = platform.current_organization() $$;

-- Whose report it is, of what, for whom, and what its reader should know.
create or replace function monitoring.report_head(report monitoring.report) returns jsonb
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'organization', monitoring.organization_name(),
    'program_code', m.code, 'program', m.name,
    'project_code', p.code, 'project', p.name, 'location', p.location, 'project_start', p.start_date, 'project_end', p.end_date,
    'donor_code', d.code, 'donor', d.name, 'grant_ref', g.grant_ref, 'grant_amount', g.amount, 'grant_currency', g.currency,
    'title', report.title, 'report_type', report.report_type, 'language', report.language,
    'start_date', report.start_date, 'end_date', report.end_date,
    'generated_at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'provisional', report.include_unapproved,
    'warnings', coalesce((
      select jsonb_agg(to_jsonb(w) order by w.place)
      from monitoring.warning_rows(array[report.project_id], null, report.start_date, report.end_date, report.include_unapproved) w
    ), '[]'))
  from monitoring.project p
  join monitoring.program m on m.organization_id = p.organization_id and m.id = p.program_id
  left join monitoring.program_donor g on g.organization_id = report.organization_id and g.id = report.program_donor_id
  left join monitoring.donor d on d.organization_id = g.organization_id and d.id = g.donor_id
  where p.organization_id = report.organization_id and p.id = report.project_id
$$;

-- A report with its head, as it is now (p_revision null) or as it was published.
create or replace function monitoring.report_heads(p_report uuid, p_revision integer)
returns table (report_id uuid, revision integer, head jsonb)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select r.id, p_revision, monitoring.report_head(r)
  from monitoring.report r where r.id = p_report and r.deleted_at is null and p_revision is null
  union all
  select v.report_id, v.revision, v.content -> 'head'
  from monitoring.report_revision v where v.report_id = p_report and v.revision = p_revision
$$;

-- The sections of a report with their rows. Only what is asked for (all that is not null) is computed.
create or replace function monitoring.report_sections(p_report uuid, p_revision integer, p_kind text default null, p_section uuid default null,
  p_order_index integer default null)
returns table (id uuid, order_index integer, kind text, title text, body text, config jsonb, rows jsonb)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select s.id, s.order_index, s.kind, s.title, s.body, s.config, monitoring.section_rows(s)
  from monitoring.report_section s
  join monitoring.report r on r.organization_id = s.organization_id and r.id = s.report_id and r.deleted_at is null
  where p_revision is null and s.report_id = p_report and s.deleted_at is null and (p_kind is null or s.kind = p_kind)
    and (p_section is null or s.id = p_section) and (p_order_index is null or s.order_index = p_order_index)
  union all
  select s.id, s.order_index, s.kind, s.title, s.body, s.config, s.rows
  from monitoring.report_revision v
  cross join lateral jsonb_to_recordset(v.content -> 'sections')
    as s (id uuid, order_index integer, kind text, title text, body text, config jsonb, rows jsonb)
  where v.report_id = p_report and v.revision = p_revision and (p_kind is null or s.kind = p_kind)
    and (p_section is null or s.id = p_section) and (p_order_index is null or s.order_index = p_order_index)
$$;

-- All of a report in one value, computed at one instant: what a publication keeps.
create or replace function monitoring.report_content(p_report uuid, p_revision integer) returns jsonb
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('head', h.head, 'sections', coalesce((
    select jsonb_agg(to_jsonb(s) order by s.order_index) from monitoring.report_sections(p_report, p_revision) s), '[]'))
  from monitoring.report_heads(p_report, p_revision) h
$$;
