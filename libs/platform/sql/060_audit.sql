-- One hash over what an entry says and the entry before it: changing, removing or inserting one breaks the chain.
create or replace function platform.audit_hash(event platform.audit_event) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(event.previous_hash || E'\n' || jsonb_build_array(
    event.organization_id, event.sequence, event.id, event.actor_id, event.action,
    event.entity_type, event.entity_id, event.before_digest, event.after_digest, event.facts,
    event.request_id, event.ip,
    to_char(event.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  )::text, 'UTF8')), 'hex')
$$;

-- Appends to the organization's chain. Without the lock two writers read the same last entry and fork it.
create or replace function platform.chain_audit_event() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  last record;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit:' || new.organization_id, 0));
  select sequence, hash into last from platform.audit_event
    where organization_id = new.organization_id order by sequence desc limit 1;
  new.sequence := coalesce(last.sequence, 0) + 1;
  new.previous_hash := coalesce(last.hash, repeat('0', 64));
  new.created_at := clock_timestamp();
  new.hash := platform.audit_hash(new);
  return new;
end
$$;

create or replace trigger chain before insert on platform.audit_event
  for each row execute function platform.chain_audit_event();
create or replace trigger append_only before update or delete on platform.audit_event
  for each row execute function platform.refuse_change();
create or replace trigger append_only_truncate before truncate on platform.audit_event
  for each statement execute function platform.refuse_change();

-- Sequence of the first entry that does not fit the chain, with the reason; no row when all of it holds.
create or replace function platform.verify_audit_chain(organization uuid)
returns table (broken_at bigint, reason text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  event platform.audit_event;
  expected_sequence bigint := 1;
  expected_previous text := repeat('0', 64);
begin
  for event in
    select * from platform.audit_event where organization_id = organization order by sequence
  loop
    reason := case
      when event.sequence <> expected_sequence then 'an entry is missing before this one'
      when event.previous_hash <> expected_previous then 'does not follow the entry before it'
      when event.hash <> platform.audit_hash(event) then 'its content was changed'
    end;
    if reason is not null then
      broken_at := event.sequence;
      return next;
      return;
    end if;
    expected_sequence := event.sequence + 1;
    expected_previous := event.hash;
  end loop;
end
$$;
