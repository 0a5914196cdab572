-- The life of a report to a donor (docs/lifecycles/donor-report.md, apps/micro-report/src/packs/monitoring/reports/report-lifecycle.ts):
-- a draft that people put together, and publications of it that never change. Rules are those of design/packs/monitoring.md.

select platform.hold_check('monitoring', r.table_name, r.name, r.expression)
from (values
  ('report', 'publication', $q$(status = 'published') = (published_at is not null) and (status = 'published') = (revision > 0)$q$),
  -- ME-13: a link leads to what was published, and to nothing that was deleted.
  ('report', 'share', $q$share_token is null or (status = 'published' and deleted_at is null)$q$),
  ('report', 'share_expiry', $q$share_expires_at is null or share_token is not null$q$),
  ('report_section', 'order_index', $q$order_index >= 0$q$),
  ('report_section', 'config', $q$jsonb_typeof(config) = 'object'$q$),
  ('report_revision', 'revision', $q$revision >= 1$q$),
  ('report_revision', 'content', $q$jsonb_typeof(content -> 'head') = 'object' and jsonb_typeof(content -> 'sections') = 'array'$q$),
  -- Canonical is how PostgreSQL writes a jsonb: members by length and name, numbers with all their digits.
  ('report_revision', 'sha256', $q$sha256 = encode(sha256(convert_to(content::text, 'UTF8')), 'hex')$q$)
) as r (table_name, name, expression);

create unique index if not exists report_section_order on monitoring.report_section (organization_id, report_id, order_index)
  where deleted_at is null;

-- ME-15: whether days are what a report of this type covers: a calendar quarter or year, or one of a fiscal year that begins with
-- that month.
create or replace function monitoring.is_report_range(report_type text, first_day date, last_day date, fiscal_start_month integer)
returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case when report_type = 'ad_hoc' then true else
    extract(day from first_day) = 1
    and last_day = (first_day + make_interval(months => span.months) - interval '1 day')::date
    and (mod(extract(month from first_day)::integer - 1, span.months) = 0
      or mod(extract(month from first_day)::integer - fiscal_start_month + 12, span.months) = 0)
    end
  from (select case report_type when 'quarterly' then 3 else 12 end as months) as span
$$;

create or replace function monitoring.check_report() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  was text := case when tg_op = 'UPDATE' then old.status else 'new' end;
begin
  if was || '→' || new.status not in ('new→draft', 'draft→draft', 'draft→published', 'published→published') then
    raise exception 'a report cannot go from % to %', was, new.status
      using errcode = 'check_violation', constraint = 'report_transition';
  end if;

  if tg_op = 'UPDATE' then
    if old.deleted_at is not null then
      raise exception 'report % is deleted and cannot change any more', old.id
        using errcode = 'check_violation', constraint = 'report_final';
    end if;
    if (new.id, new.organization_id, new.project_id, new.created_at, new.created_by_id) is distinct from
       (old.id, old.organization_id, old.project_id, old.created_at, old.created_by_id) then
      raise exception 'what report % was made for cannot change', old.id
        using errcode = 'check_violation', constraint = 'report_frozen';
    end if;
    -- One publication after the other, each with its content.
    if new.revision <> old.revision and (new.revision <> old.revision + 1 or not exists (
      select from monitoring.report_revision r
      where r.organization_id = new.organization_id and r.report_id = new.id and r.revision = new.revision
    )) then
      raise exception 'revision % of report % has no content or does not follow revision %', new.revision, old.id, old.revision
        using errcode = 'check_violation', constraint = 'report_revision_order';
    end if;
    if new.revision = old.revision and (new.published_at, new.published_by_id) is distinct from (old.published_at, old.published_by_id) then
      raise exception 'report % says when its revision was published', old.id
        using errcode = 'check_violation', constraint = 'report_frozen';
    end if;
    new.version := old.version + 1;
    new.updated_at := clock_timestamp();
  end if;

  if tg_op = 'INSERT' or (new.report_type, new.start_date, new.end_date) is distinct from (old.report_type, old.start_date, old.end_date) then
    if not exists (
      select from monitoring.project p
      where p.organization_id = new.organization_id and p.id = new.project_id
        and monitoring.is_report_range(new.report_type, new.start_date, new.end_date, p.fiscal_start_month)
    ) then
      raise exception 'the days of report % are no % range', new.id, new.report_type
        using errcode = 'check_violation', constraint = 'report_range_type';
    end if;
  end if;

  if new.program_donor_id is not null and (tg_op = 'INSERT' or new.program_donor_id is distinct from old.program_donor_id) then
    if not exists (
      select from monitoring.project p
      join monitoring.program_donor d on d.organization_id = p.organization_id and d.program_id = p.program_id
      where p.organization_id = new.organization_id and p.id = new.project_id and d.id = new.program_donor_id and d.deleted_at is null
    ) then
      raise exception 'grant % is not of the program of report %', new.program_donor_id, new.id
        using errcode = 'check_violation', constraint = 'report_grant';
    end if;
  end if;
  return new;
end
$$;

create or replace trigger check_report before insert or update on monitoring.report
  for each row execute function monitoring.check_report();

-- What belongs to a report is seen by who sees the report: it has its project. A publication follows the one before it; the lock makes
-- two at once follow each other.
create or replace function monitoring.check_report_part() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  parent monitoring.report;
begin
  select * into parent from monitoring.report r where r.organization_id = new.organization_id and r.id = new.report_id for update;
  if parent.id is null or parent.deleted_at is not null or parent.project_id <> new.project_id then
    raise exception '% is of no living report of project %', tg_table_name, new.project_id
      using errcode = 'check_violation', constraint = tg_table_name || '_report';
  end if;
  if tg_table_name = 'report_revision' and (to_jsonb(new) ->> 'revision')::integer <> parent.revision + 1 then
    raise exception 'revision % does not follow revision % of report %', to_jsonb(new) ->> 'revision', parent.revision, parent.id
      using errcode = 'check_violation', constraint = 'report_revision_order';
  end if;
  return new;
end
$$;

create or replace trigger check_report before insert or update on monitoring.report_section
  for each row execute function monitoring.check_report_part();
create or replace trigger check_report before insert on monitoring.report_revision
  for each row execute function monitoring.check_report_part();

-- ME-12: what was published stays as it was, whoever asks.
create or replace trigger append_only before update or delete on monitoring.report_revision
  for each row execute function platform.refuse_change();
