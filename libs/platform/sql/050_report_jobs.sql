-- The life of a job (docs/lifecycles): queued → processing → completed | failed | cancelled. A waiting job may fail or
-- be cancelled; a running one may be handed back to the queue or claimed again when its worker is gone. Final is final.
create or replace function tenant.check_report_job() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  was text := case when tg_op = 'UPDATE' then old.status::text else 'new' end;
  -- What housekeeping may still touch on a final row.
  soft constant text[] := '{deleted_at,deleted_by_id,updated_at,updated_by_id,expires_at,file_url}';
begin
  if was || '→' || new.status not in (
    'new→queued',
    'queued→queued', 'queued→processing', 'queued→failed', 'queued→cancelled',
    'processing→processing', 'processing→queued',
    'processing→completed', 'processing→failed', 'processing→cancelled',
    'completed→completed', 'failed→failed', 'cancelled→cancelled'
  ) then
    raise exception 'a job cannot go from % to %', was, new.status
      using errcode = 'check_violation', constraint = 'tb_report_job_transition';
  end if;
  if was in ('completed', 'failed', 'cancelled') then
    if to_jsonb(new) - soft is distinct from to_jsonb(old) - soft then
      raise exception 'job % is % and cannot change any more', old.id, was
        using errcode = 'check_violation', constraint = 'tb_report_job_final';
    end if;
    return new;
  end if;
  if tg_op = 'UPDATE' and (new.id, new.organization_id, new.requested_by_id, new.created_at)
     is distinct from (old.id, old.organization_id, old.requested_by_id, old.created_at) then
    raise exception 'job % keeps its identity', old.id
      using errcode = 'check_violation', constraint = 'tb_report_job_identity';
  end if;
  if was = 'processing' and new.status <> 'queued' and new.attempts < old.attempts then
    raise exception 'job % has already had attempt %', old.id, old.attempts
      using errcode = 'check_violation', constraint = 'tb_report_job_attempts';
  end if;

  -- The database clock fills what the writer leaves open, so that times agree whoever wrote them.
  case new.status
    when 'queued' then
      new.started_at := null;
      new.completed_at := null;
      new.duration_ms := null;
      new.owner := null;
      new.lease_expires_at := null;
    when 'processing' then
      new.started_at := coalesce(new.started_at, clock_timestamp());
      new.completed_at := null;
      new.duration_ms := null;
    else
      new.completed_at := greatest(coalesce(new.completed_at, clock_timestamp()), new.started_at);
      new.duration_ms := round(extract(epoch from
        new.completed_at - coalesce(new.started_at, new.completed_at)) * 1000);
      new.owner := null;
      new.lease_expires_at := null;
  end case;
  return new;
end
$$;

create or replace trigger check_job before insert or update on tenant.tb_report_job
  for each row execute function tenant.check_report_job();

do $$
begin
  if not exists (select from pg_constraint where conname = 'tb_report_job_times') then
    alter table tenant.tb_report_job add constraint tb_report_job_times check (
      case status
        when 'queued' then started_at is null and completed_at is null and duration_ms is null
        when 'processing' then started_at is not null and completed_at is null and duration_ms is null
        else completed_at is not null and duration_ms >= 0 and completed_at >= coalesce(started_at, completed_at)
      end
    );
    alter table tenant.tb_report_job add constraint tb_report_job_progress check (progress between 0 and 100);
  end if;
end
$$;
