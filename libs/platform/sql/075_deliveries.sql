-- The life of a delivery (docs/lifecycles/delivery.md): pending → sending → delivered | failed, or suppressed from the
-- start. What failed, or was suppressed by a condition, may be tried again by hand; what was delivered never is.
create or replace function tenant.check_delivery() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  was text := case when tg_op = 'UPDATE' then old.status else 'new' end;
begin
  if was || '→' || new.status not in (
    'new→pending', 'new→suppressed',
    'pending→pending', 'pending→sending',
    'sending→sending', 'sending→delivered', 'sending→pending', 'sending→failed',
    'failed→failed', 'failed→pending',
    'suppressed→suppressed', 'suppressed→pending'
  ) then
    raise exception 'a delivery cannot go from % to %', was, new.status
      using errcode = 'check_violation', constraint = 'delivery_transition';
  end if;
  if tg_op = 'UPDATE' then
    if (new.id, new.organization_id, new.job_id, new.channel, new.target, new.message_id, new.created_at)
       is distinct from (old.id, old.organization_id, old.job_id, old.channel, old.target, old.message_id, old.created_at) then
      raise exception 'delivery % keeps its identity', old.id
        using errcode = 'check_violation', constraint = 'delivery_identity';
    end if;
    if new.attempts <> old.attempts + (case when was <> 'sending' and new.status = 'sending' then 1 else 0 end) then
      raise exception 'delivery % counts an attempt when it is claimed, and only then', old.id
        using errcode = 'check_violation', constraint = 'delivery_attempts';
    end if;
    if was = 'suppressed' and new.status = 'pending' and old.reason not like 'condition-%' then
      raise exception 'delivery % was suppressed for good: %', old.id, old.reason
        using errcode = 'check_violation', constraint = 'delivery_suppressed_for_good';
    end if;
  end if;

  if new.status <> 'sending' then
    new.owner := null;
    new.lease_expires_at := null;
  end if;
  if new.status = 'sending' and was <> 'sending' then
    new.last_attempt_at := clock_timestamp();
  end if;
  if new.status = 'pending' then
    new.reason := null;
    new.next_attempt_at := coalesce(new.next_attempt_at, clock_timestamp());
  else
    new.next_attempt_at := null;
  end if;
  if new.status = 'delivered' then
    new.delivered_at := clock_timestamp();
    new.last_error := null;
    new.last_error_code := null;
  end if;
  return new;
end
$$;

create or replace trigger check_delivery before insert or update on tenant.delivery
  for each row execute function tenant.check_delivery();

-- One event to one endpoint: pending → sending → delivered | failed; suppressed when its endpoint is deleted before.
-- All ends are final: a replay is a row of its own.
create or replace function tenant.check_webhook_delivery() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  was text := case when tg_op = 'UPDATE' then old.status else 'new' end;
begin
  if was || '→' || new.status not in (
    'new→pending',
    'pending→pending', 'pending→sending', 'pending→suppressed',
    'sending→sending', 'sending→delivered', 'sending→pending', 'sending→failed'
  ) then
    raise exception 'a post to a webhook cannot go from % to %', was, new.status
      using errcode = 'check_violation', constraint = 'webhook_delivery_transition';
  end if;
  if tg_op = 'UPDATE' then
    if (new.id, new.organization_id, new.endpoint_id, new.event_id, new.event_type, new.payload, new.replay_of, new.created_at)
       is distinct from
       (old.id, old.organization_id, old.endpoint_id, old.event_id, old.event_type, old.payload, old.replay_of, old.created_at) then
      raise exception 'webhook delivery % keeps its identity and its payload', old.id
        using errcode = 'check_violation', constraint = 'webhook_delivery_identity';
    end if;
    if new.attempts <> old.attempts + (case when was = 'pending' and new.status = 'sending' then 1 else 0 end) then
      raise exception 'webhook delivery % counts an attempt when it is claimed, and only then', old.id
        using errcode = 'check_violation', constraint = 'webhook_delivery_attempts';
    end if;
  end if;

  if new.status <> 'sending' then
    new.owner := null;
    new.lease_expires_at := null;
  end if;
  if new.status = 'sending' and was <> 'sending' then
    new.last_attempt_at := clock_timestamp();
  end if;
  if new.status = 'pending' then
    new.next_attempt_at := coalesce(new.next_attempt_at, clock_timestamp());
  else
    new.next_attempt_at := null;
  end if;
  if new.status = 'delivered' then
    new.delivered_at := clock_timestamp();
    new.last_error := null;
  end if;
  return new;
end
$$;

create or replace trigger check_webhook_delivery before insert or update on tenant.webhook_delivery
  for each row execute function tenant.check_webhook_delivery();

do $$
begin
  if not exists (select from pg_constraint where conname = 'delivery_state') then
    alter table tenant.delivery add constraint delivery_state check (
      case status
        when 'pending' then next_attempt_at is not null and delivered_at is null
        when 'sending' then owner is not null and lease_expires_at is not null and delivered_at is null
        when 'delivered' then delivered_at is not null
        when 'failed' then last_error_code is not null and delivered_at is null
        when 'suppressed' then reason is not null and delivered_at is null
        else false
      end
    );
    alter table tenant.delivery add constraint delivery_attempts_bounded check (attempts between 0 and max_attempts);
    alter table tenant.delivery add constraint delivery_form check (form in ('attachment', 'link', 'file', 'message'));
    alter table tenant.webhook_delivery add constraint webhook_delivery_state check (
      case status
        when 'pending' then next_attempt_at is not null and delivered_at is null
        when 'sending' then owner is not null and lease_expires_at is not null and delivered_at is null
        when 'delivered' then delivered_at is not null
        when 'failed' then delivered_at is null
        when 'suppressed' then delivered_at is null
        else false
      end
    );
    alter table tenant.webhook_delivery add constraint webhook_delivery_attempts_bounded
      check (attempts between 0 and max_attempts);
    -- A delivery is of a job of its own organization, and goes with it.
    alter table tenant.delivery add constraint delivery_job
      foreign key (organization_id, job_id) references tenant.tb_report_job (organization_id, id);
  end if;
end
$$;

-- What dispatchers look for, twice a second; the rows that are done, which are most, are in none of them.
create index if not exists delivery_due on tenant.delivery (next_attempt_at) where status = 'pending';
create index if not exists delivery_leased on tenant.delivery (lease_expires_at) where status = 'sending';
create index if not exists webhook_delivery_due on tenant.webhook_delivery (next_attempt_at) where status = 'pending';
create index if not exists webhook_delivery_leased on tenant.webhook_delivery (lease_expires_at) where status = 'sending';

-- An endpoint hears of an event once; replays are asked for.
create unique index if not exists webhook_delivery_once on tenant.webhook_delivery (endpoint_id, event_id)
  where replay_of is null;

-- One text per kind and language among the living.
create unique index if not exists message_template_live on tenant.message_template (organization_id, kind, locale)
  where deleted_at is null;
create unique index if not exists webhook_endpoint_live_name on tenant.webhook_endpoint (organization_id, name)
  where deleted_at is null;
