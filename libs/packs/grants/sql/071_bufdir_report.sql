-- The life of a Bufdir report (docs/lifecycles/bufdir-report.md, apps/micro-report/src/packs/grants/reports/report-lifecycle.ts):
-- what its rows may hold, where they may go, and what never changes any more. Rules are those of design/packs/grants.md.

select platform.hold_check('grants', r.table_name, r.name, r.expression)
from (values
  ('bufdir_report', 'status', $q$status in ('draft', 'pending', 'generating', 'completed', 'failed', 'submitted')$q$),
  ('bufdir_report', 'format', $q$format in ('pdf', 'xlsx', 'csv', 'json')$q$),
  ('bufdir_report', 'period', $q$reporting_period_end > reporting_period_start$q$),
  ('bufdir_report', 'report_version', $q$report_version >= 1$q$),
  -- BU-V-11.
  ('bufdir_report', 'figures', $q$total_activity_count >= 0 and total_participant_count >= 0 and total_hours >= 0$q$),
  ('bufdir_report', 'hierarchy_scope', $q$hierarchy_scope ->> 'organization_id' = organization_id::text
    and jsonb_typeof(hierarchy_scope -> 'region_ids') = 'array'
    and jsonb_typeof(hierarchy_scope -> 'local_association_ids') = 'array'$q$),
  -- BU-V-14: which members an entry has is said by the code that writes it.
  ('bufdir_report', 'validation_warnings', $q$jsonb_typeof(validation_warnings) = 'array'$q$),
  ('bufdir_report', 'data', $q$case when status in ('completed', 'submitted')
    then num_nulls(report_data, report_sha256, generated_at, total_activity_count, total_participant_count, total_hours) = 0
    else num_nonnulls(report_data, report_sha256, generated_at) = 0 end$q$),
  -- BU-B-3: only what has data is the latest.
  ('bufdir_report', 'latest', $q$not is_latest_version or (status in ('completed', 'submitted') and deleted_at is null)$q$),
  -- BU-B-5: both or neither, and with them the status.
  ('bufdir_report', 'submission', $q$(status = 'submitted') = (submission_id is not null)
    and (submission_id is null) = (submitted_at is null)$q$),
  ('bufdir_report', 'error_message', $q$(status = 'failed') = (error_message is not null)$q$),
  -- BU-V-12: a report that was to be a file has one when it is completed, under its own key.
  ('bufdir_report', 'file', $q$case when status in ('completed', 'submitted') then format is null or storage_key is not null
    else storage_key is null end$q$),
  ('bufdir_report', 'storage_key', $q$storage_key ~ ('^bufdir-reports/' || organization_id || '/'
    || lpad(extract(year from reporting_period_end)::text, 4, '0') || '/' || id || '[.](pdf|xlsx|csv|json)$')$q$),

  ('bufdir_report_export', 'status', $q$status in ('pending', 'completed', 'failed')$q$),
  ('bufdir_report_export', 'format', $q$format in ('pdf', 'xlsx', 'csv', 'json')$q$),
  ('bufdir_report_export', 'file', $q$case when status = 'completed'
    then num_nulls(storage_key, size, sha256, completed_at) = 0 else storage_key is null end$q$),
  ('bufdir_report_annotation', 'text', $q$btrim(text) <> ''$q$),
  ('bufdir_submission_attempt', 'status', $q$status in ('sending', 'confirmed', 'unconfirmed')$q$),
  ('bufdir_submission_attempt', 'ended', $q$(status = 'sending') = (ended_at is null)$q$),
  ('bufdir_submission_attempt', 'times', $q$ended_at >= started_at$q$),
  ('bufdir_submission_attempt', 'confirmation', $q$(status = 'confirmed') = (submission_id is not null)$q$),
  ('bufdir_submission_attempt', 'reason', $q$(status = 'unconfirmed') = (error_code is not null)$q$)
) as r (table_name, name, expression);

-- BU-B-3: of a period one version is the latest, never two.
create unique index if not exists bufdir_report_latest_version on grants.bufdir_report
  (organization_id, reporting_period_start, reporting_period_end) where is_latest_version;

-- BU-V-8: a period has one report in progress at most.
create unique index if not exists bufdir_report_in_progress on grants.bufdir_report
  (organization_id, reporting_period_start, reporting_period_end)
  where status in ('draft', 'pending', 'generating') and deleted_at is null;

-- One file per format, made or being made; what failed may be tried again.
create unique index if not exists bufdir_report_export_format on grants.bufdir_report_export
  (organization_id, report_id, format) where status <> 'failed';

create or replace function grants.check_bufdir_report() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  was text := case when tg_op = 'UPDATE' then old.status else 'new' end;
  housekeeping constant text[] := '{version,updated_at,updated_by_id}';
  deletion constant text[] := '{deleted_at,deleted_by_id}';
  -- What may still change where the report stands; null = all that is not frozen from the beginning.
  open text[];
begin
  if was || '→' || new.status not in (
    'new→draft',
    'draft→draft', 'draft→pending', 'draft→generating',
    'pending→pending', 'pending→generating', 'pending→failed',
    'generating→generating', 'generating→completed', 'generating→failed',
    'completed→completed', 'completed→submitted',
    'failed→failed', 'submitted→submitted'
  ) then
    raise exception 'a Bufdir report cannot go from % to %', was, new.status
      using errcode = 'check_violation', constraint = 'bufdir_report_transition';
  end if;

  if tg_op = 'INSERT' then
    -- Its days are those of its period, which is of the same organization (foreign key): BU-B-6.
    if not exists (
      select from grants.report_period p where p.organization_id = new.organization_id and p.id = new.period_id
        and p.start_date = new.reporting_period_start and p.end_date = new.reporting_period_end
    ) then
      raise exception 'the days of Bufdir report % are not those of its period', new.id
        using errcode = 'check_violation', constraint = 'bufdir_report_period_days';
    end if;
    return new;
  end if;

  if (new.id, new.organization_id, new.period_id, new.reporting_period_start, new.reporting_period_end, new.period_label,
      new.report_version, new.hierarchy_scope, new.bufdir_schema_version, new.generated_by, new.created_at, new.created_by_id,
      case when was = 'draft' then '' else new.format end) is distinct from
     (old.id, old.organization_id, old.period_id, old.reporting_period_start, old.reporting_period_end, old.period_label,
      old.report_version, old.hierarchy_scope, old.bufdir_schema_version, old.generated_by, old.created_at, old.created_by_id,
      case when was = 'draft' then '' else old.format end) then
    raise exception 'what Bufdir report % was made for cannot change', old.id
      using errcode = 'check_violation', constraint = 'bufdir_report_frozen';
  end if;

  -- BU-B-11.
  if old.storage_key is not null and new.storage_key is distinct from old.storage_key then
    raise exception 'the file of Bufdir report % is written once', old.id
      using errcode = 'check_violation', constraint = 'bufdir_report_storage_key_immutable';
  end if;

  -- BU-B-14.
  if new.deleted_at is not null and was not in ('draft', 'failed', 'completed') then
    raise exception 'Bufdir report % is % and cannot be deleted', old.id, was
      using errcode = 'check_violation', constraint = 'bufdir_report_deletion';
  end if;

  -- BU-B-4.
  open := case
    when old.deleted_at is not null then '{}'
    when was = 'submitted' then '{is_latest_version}'
    when was = 'completed' and new.status = 'submitted' then '{status,submission_id,submitted_at}'
    when was = 'completed' then '{is_latest_version,storage_key}' || deletion
    when was = 'failed' then deletion
  end;
  if open is not null and to_jsonb(new) - (open || housekeeping) is distinct from to_jsonb(old) - (open || housekeeping) then
    raise exception 'Bufdir report % is % and cannot change any more', old.id,
      case when old.deleted_at is null then was else 'deleted' end
      using errcode = 'check_violation', constraint = 'bufdir_report_final';
  end if;

  new.version := old.version + 1;
  new.updated_at := clock_timestamp();
  return new;
end
$$;

create or replace trigger check_report before insert or update on grants.bufdir_report
  for each row execute function grants.check_bufdir_report();

-- A period stays while it has reports: they would be under a period that nobody sees, and their next version under another.
create or replace function grants.check_reported_period() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from grants.bufdir_report r
    where r.organization_id = new.organization_id and r.period_id = new.id and r.deleted_at is null
  ) then
    raise exception 'period % has reports', old.id
      using errcode = 'foreign_key_violation', constraint = 'report_period_reports';
  end if;
  return new;
end
$$;

create or replace trigger check_reports before update of deleted_at on grants.report_period
  for each row when (old.deleted_at is null and new.deleted_at is not null)
  execute function grants.check_reported_period();

-- What a generation has staged becomes the report's data, and its file stands under this key (null = it has none). The moment of
-- the report is that of its figures, whenever and however often they are printed. False where nothing is staged.
create or replace function grants.freeze_bufdir_result(report uuid, file_key text) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update grants.bufdir_report r set
    status = 'completed', generation_step = null, report_data = s.report_data,
    report_sha256 = encode(sha256(convert_to(s.report_data::text, 'UTF8')), 'hex'),
    validation_warnings = s.validation_warnings,
    total_activity_count = (s.report_data #>> '{totals,activities}')::integer,
    total_participant_count = (s.report_data #>> '{totals,unique_participants}')::integer,
    total_hours = (s.report_data #>> '{totals,hours}')::numeric,
    generated_at = s.created_at, storage_key = file_key
  from grants.bufdir_report_result s
  where r.id = report and r.status = 'generating' and s.organization_id = r.organization_id and s.report_id = r.id;
  if not found then
    return false;
  end if;
  delete from grants.bufdir_report_result s where s.report_id = report;
  return true;
end
$$;

-- BU-B-13: what was reported is kept for good, whoever asks.
create or replace function grants.refuse_bufdir_delete() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'rows of %.% are never deleted', tg_table_schema, tg_table_name
    using errcode = 'check_violation', constraint = tg_table_name || '_permanent';
end
$$;

create or replace trigger permanent before delete on grants.bufdir_report
  for each row execute function grants.refuse_bufdir_delete();
create or replace trigger permanent before delete on grants.bufdir_report_export
  for each row execute function grants.refuse_bufdir_delete();
create or replace trigger permanent before delete on grants.bufdir_submission_attempt
  for each row execute function grants.refuse_bufdir_delete();

-- BU-B-11: an export that is there is not made again.
create or replace trigger immutable before update on grants.bufdir_report_export
  for each row when (old.status = 'completed') execute function platform.refuse_change();

create or replace trigger append_only before update or delete on grants.bufdir_report_annotation
  for each row execute function platform.refuse_change();

-- The lines prove the figures: none changes, and once the report has its data none comes or goes.
create or replace function grants.check_bufdir_lines() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from (select distinct organization_id, report_id from touched) t
    join grants.bufdir_report r on r.organization_id = t.organization_id and r.id = t.report_id
    where r.status in ('completed', 'submitted')
  ) then
    raise exception 'the lines of a completed Bufdir report are frozen: % is refused', tg_op
      using errcode = 'check_violation', constraint = 'bufdir_report_line_frozen';
  end if;
  return null;
end
$$;

create or replace trigger append_only before update on grants.bufdir_report_line
  for each row execute function platform.refuse_change();
create or replace trigger frozen_against_insert after insert on grants.bufdir_report_line
  referencing new table as touched for each statement execute function grants.check_bufdir_lines();
create or replace trigger frozen_against_delete after delete on grants.bufdir_report_line
  referencing old table as touched for each statement execute function grants.check_bufdir_lines();
