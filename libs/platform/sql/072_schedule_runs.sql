-- The life of a slot (docs/lifecycles/schedule.md): while it is due it has no row, it is the schedule's next_run_at; then
-- it is fired, skipped or failed, once and for good. The unique key (schedule, instant) is what keeps it at once.
create or replace function tenant.check_schedule_run() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'UPDATE' then
    raise exception 'slot % of schedule % is % and cannot change any more', old.scheduled_for, old.schedule_id, old.outcome
      using errcode = 'check_violation', constraint = 'schedule_run_final';
  end if;
  if new.trigger || '→' || new.outcome not in (
    'slot→fired', 'slot→skipped', 'slot→failed',
    'catch_up→fired', 'catch_up→skipped', 'catch_up→failed',
    'manual→fired'
  ) then
    raise exception 'a slot of trigger % cannot become %', new.trigger, new.outcome
      using errcode = 'check_violation', constraint = 'schedule_run_transition';
  end if;
  return new;
end
$$;

create or replace trigger check_run before insert or update on tenant.schedule_run
  for each row execute function tenant.check_schedule_run();

do $$
begin
  if not exists (select from pg_constraint where conname = 'schedule_run_outcome') then
    -- A fired slot names its job, any other says why it has none; only a hand has a requester.
    alter table tenant.schedule_run add constraint schedule_run_outcome check (
      case outcome when 'fired' then job_id is not null and reason is null
                   else job_id is null and reason is not null end
    );
    alter table tenant.schedule_run add constraint schedule_run_requester check (
      (trigger = 'manual') = (requested_by_id is not null)
    );
  end if;
end
$$;

-- When a slot is to be fired: itself, later by the schedule's jitter. The twin of `jitterMs` in libs/schedule, so that no
-- replica, restart or crash moves it. A jitter that is no number of seconds counts as none: one bad row must not stop
-- the statement that looks for all due ones.
create or replace function tenant.schedule_fires_at(schedule uuid, slot timestamptz, jitter_seconds text)
returns timestamptz language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case when jitter_seconds ~ '^[1-9][0-9]{0,5}$' then slot + interval '1 ms' * (
    ('x' || encode(substring(sha256(convert_to(
        schedule || ' ' || to_char(slot at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'UTF8'))
      for 4), 'hex'))::bit(32)::bigint % (jitter_seconds::bigint * 1000 + 1))
  else slot end
$$;
