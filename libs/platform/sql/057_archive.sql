-- The life of an archived file (docs/lifecycles/archived-file.md): standard → archived ⇄ restored, each of them → purged →
-- removed. While a legal hold stands, nothing moves, removes or forgets the file, whoever asks.
create or replace function tenant.archive_state(entry tenant.generated_report) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case
    when entry.storage_class = 'removed' then 'removed'
    when entry.purged_at is not null then 'purged'
    when entry.storage_class <> 'archive' then 'standard'
    when entry.expires_at is null then 'archived'
    else 'restored'
  end
$$;

-- Whether the file was ordered to be kept for good, as what is filed with an authority is: nobody decides otherwise later.
create or replace function tenant.is_ordered_for_good(entry tenant.generated_report) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select entry.retention_class = 'permanent' and exists (
    select from tenant.tb_report_job j
    where j.organization_id = entry.organization_id and j.id = entry.job_id and j.retention_class = 'permanent')
$$;

create or replace function tenant.check_archive_entry() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  was text := case when tg_op = 'INSERT' then 'new' else tenant.archive_state(old) end;
  becomes text;
  is_held boolean := tg_op <> 'INSERT' and old.legal_hold_at is not null;
begin
  if tg_op = 'DELETE' then
    if is_held then
      raise exception 'file % is under a legal hold and cannot be deleted', old.id
        using errcode = 'check_violation', constraint = 'generated_report_held';
    end if;
    if tenant.is_ordered_for_good(old) then
      raise exception 'file % is kept for good', old.id
        using errcode = 'check_violation', constraint = 'generated_report_permanent';
    end if;
    return old;
  end if;
  becomes := tenant.archive_state(new);
  if was <> becomes and was || '→' || becomes not in (
    'new→standard',
    'standard→archived', 'standard→purged',
    'archived→restored', 'restored→archived',
    'archived→purged', 'restored→purged',
    'purged→removed'
  ) then
    raise exception 'an archived file cannot go from % to %', was, becomes
      using errcode = 'check_violation', constraint = 'generated_report_transition';
  end if;
  if tg_op = 'INSERT' then
    if new.archived_path is not null or new.archived_at is not null or new.legal_hold_at is not null then
      raise exception 'a file enters the archive where it was stored and without a hold'
        using errcode = 'check_violation', constraint = 'generated_report_transition';
    end if;
    return new;
  end if;

  if (new.retention_class <> 'permanent' or new.purge_at is not null or new.deleted_at is not null
      or becomes in ('purged', 'removed') or (becomes = 'standard' and new.expires_at is not null))
     and tenant.is_ordered_for_good(old) then
    raise exception 'file % is kept for good', old.id
      using errcode = 'check_violation', constraint = 'generated_report_permanent';
  end if;

  -- Restoring and giving back only say who may read: no byte moves.
  if is_held and (
    becomes in ('purged', 'removed') or (was = 'standard' and becomes = 'archived')
    or (new.archived_path, new.first_removed_at, new.snapshot_key, new.deleted_at, new.retention_class, new.purge_at)
      is distinct from
      (old.archived_path, old.first_removed_at, old.snapshot_key, old.deleted_at, old.retention_class, old.purge_at)
  ) then
    raise exception 'file % is under a legal hold', old.id
      using errcode = 'check_violation', constraint = 'generated_report_held';
  end if;
  if new.legal_hold_at is not null and not is_held and was in ('purged', 'removed') then
    raise exception 'file % is % and cannot be held any more', old.id, was
      using errcode = 'check_violation', constraint = 'generated_report_held';
  end if;
  -- The addresses of the copies are written once, like the first one.
  if old.archived_path is not null and new.archived_path is distinct from old.archived_path
     or old.snapshot_key is not null and new.snapshot_key is distinct from old.snapshot_key
     or old.purged_at is not null and new.purged_at is distinct from old.purged_at then
    raise exception 'file % keeps its addresses and the date of its purge', old.id
      using errcode = 'check_violation', constraint = 'generated_report_immutable';
  end if;
  return new;
end
$$;

create or replace trigger check_entry before insert or update or delete on tenant.generated_report
  for each row execute function tenant.check_archive_entry();

do $$
begin
  if not exists (select from pg_constraint where conname = 'generated_report_classes') then
    alter table tenant.generated_report add constraint generated_report_classes check (
      storage_class in ('standard', 'archive', 'removed')
      and retention_class in ('export', 'report', 'archive', 'permanent'));
    alter table tenant.generated_report add constraint generated_report_archived check (
      (storage_class <> 'archive' or archived_path is not null)
      and (archived_path is null) = (archived_at is null)
      and (first_removed_at is null or archived_path is not null));
    alter table tenant.generated_report add constraint generated_report_hold check (
      (legal_hold_at is null) = (legal_hold_by_id is null) and (legal_hold_at is null) = (legal_hold_reason is null));
    alter table tenant.generated_report add constraint generated_report_snapshot check (
      (snapshot_key is null) = (snapshot_size is null) and (snapshot_key is null) = (snapshot_sha256 is null));
  end if;
end
$$;

-- A key names one file: no two entries may remove each other's.
create unique index if not exists generated_report_archived_path on tenant.generated_report (archived_path)
  where archived_path is not null;
create unique index if not exists generated_report_snapshot_key on tenant.generated_report (snapshot_key)
  where snapshot_key is not null;
-- What the reaper looks for.
create index if not exists generated_report_purged on tenant.generated_report (purged_at)
  where purged_at is not null and storage_class <> 'removed';
