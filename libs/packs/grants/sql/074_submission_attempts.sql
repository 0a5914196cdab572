-- Attempts to hand a report to Bufdir are evidence: what was sent does not change, an attempt ends once, and there is one at a time. What
-- their rows may hold, and that they stay, 071_bufdir_report.sql says.
create unique index if not exists bufdir_submission_attempt_sending on grants.bufdir_submission_attempt (organization_id, report_id)
  where status = 'sending';

create or replace function grants.check_submission_attempt() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  -- Whoever was given up for dead may still come back with Bufdir's answer.
  if old.status <> 'sending' and (old.error_code is distinct from 'interrupted' or new.status <> 'confirmed') then
    raise exception 'submission attempt % is % and cannot change any more', old.id, old.status
      using errcode = 'check_violation', constraint = 'bufdir_submission_attempt_final';
  end if;
  return new;
end
$$;

create or replace trigger check_attempt before update on grants.bufdir_submission_attempt
  for each row execute function grants.check_submission_attempt();
create or replace trigger immutable before update on grants.bufdir_submission_attempt
  for each row execute function platform.refuse_column_change(
    'id', 'organization_id', 'report_id', 'idempotency_key', 'request_hash', 'started_at', 'created_by_id');
