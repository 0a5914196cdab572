-- The life of an export request (docs/lifecycles/export-request.md, apps/micro-report/src/exports/export-lifecycle.ts)
-- and who may do what with it and with the other tables of the source (design/packs/energy.md, sections 2 and 7).

create or replace function tenant.check_export_request() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  was text := case when tg_op = 'UPDATE' then old.status::text else 'new' end;
  -- Null = the service, which has checked what it writes; otherwise a person's statement, held to a decision.
  person uuid := platform.actor_id();
  decision constant text[] := '{status,decided_by,decided_at,approved_by,approved_at,decision_reason,rejection_reason,updated_at,updated_by_id,version}';
  -- What housekeeping may still touch on a request that has left the file behind, or none.
  soft constant text[] := '{status,download_count,expires_at,updated_at,updated_by_id,version}';
begin
  if was || '→' || new.status not in (
    'new→pending',
    'pending→pending', 'pending→approved', 'pending→cancelled',
    'approved→approved', 'approved→processing', 'approved→cancelled',
    'processing→processing', 'processing→completed', 'processing→failed', 'processing→pending',
    'completed→completed', 'completed→expired',
    'failed→failed', 'cancelled→cancelled', 'expired→expired'
  ) then
    raise exception 'an export request cannot go from % to %', was, new.status
      using errcode = 'check_violation', constraint = 'export_request_transition';
  end if;

  if tg_op = 'INSERT' then
    if person is not null then
      -- Nobody counts for themselves: what no server has counted needs an approval (rules EN-AP-4 and 5).
      new.requires_approval := true;
      new.estimated_record_count := null;
      new.approval_reasons := '{unknown-count}';
    end if;
    new.actual_record_count := null;
    new.download_count := 0;
    new.approved_by := null;
    new.approved_at := null;
    new.decided_by := null;
    new.decided_at := null;
    return new;
  end if;

  if new.organization_id <> old.organization_id then
    raise exception 'export request % stays with its organization', old.id using errcode = '42501';
  end if;
  if (new.id, new.requested_by, new.created_at, new.data_type, new.format, new.bu_codes, new.project_id, new.filters,
      new.options, new.reason, new.requester, new.report_template_id, new.template_version) is distinct from
     (old.id, old.requested_by, old.created_at, old.data_type, old.format, old.bu_codes, old.project_id, old.filters,
      old.options, old.reason, old.requester, coalesce(old.report_template_id, new.report_template_id),
      coalesce(old.template_version, new.template_version)) then
    raise exception 'what export request % asks for cannot change', old.id
      using errcode = 'check_violation', constraint = 'export_request_frozen';
  end if;
  if old.requires_approval and not new.requires_approval then
    raise exception 'export request % needs an approval and keeps needing it', old.id
      using errcode = 'check_violation', constraint = 'export_request_requirement';
  end if;
  if was in ('completed', 'failed', 'cancelled', 'expired') and to_jsonb(new) - soft is distinct from to_jsonb(old) - soft then
    raise exception 'export request % is % and cannot change any more', old.id, was
      using errcode = 'check_violation', constraint = 'export_request_final';
  end if;
  if person is not null and (to_jsonb(new) - decision is distinct from to_jsonb(old) - decision
     or new.status not in ('approved', 'cancelled', old.status)) then
    raise exception 'people decide on export requests; what else happens to them the service does'
      using errcode = 'check_violation', constraint = 'export_request_decision';
  end if;

  if new.status <> old.status then
    case new.status
      when 'approved' then
        if new.requires_approval then
          new.decided_by := coalesce(person, new.decided_by, new.approved_by);
          new.decided_at := clock_timestamp();
          new.approved_by := new.decided_by;
        else
          new.approved_by := null;
          new.decided_by := null;
        end if;
        new.approved_at := clock_timestamp();
        new.rejection_reason := null;
      when 'cancelled' then
        new.decided_by := coalesce(person, new.decided_by);
        if new.decided_by = old.requested_by then
          -- Taking back is no decision.
          new.decided_by := old.decided_by;
        elsif new.decided_by is distinct from old.decided_by then
          new.decided_at := clock_timestamp();
          if coalesce(btrim(new.rejection_reason), '') = '' then
            raise exception 'export request % is rejected with a reason', old.id
              using errcode = 'check_violation', constraint = 'export_request_rejection_reason';
          end if;
        end if;
      when 'pending' then
        new.requires_approval := true;
        new.approved_by := null;
        new.approved_at := null;
        new.decided_by := null;
        new.decided_at := null;
      when 'processing' then
        new.processing_started_at := coalesce(new.processing_started_at, clock_timestamp());
      when 'completed', 'failed' then
        new.processing_ended_at := coalesce(new.processing_ended_at, clock_timestamp());
        new.processing_time_ms := coalesce(new.processing_time_ms, greatest(0,
          round(extract(epoch from new.processing_ended_at - new.processing_started_at) * 1000)));
      else
        null;
    end case;
  end if;
  new.version := old.version + 1;
  return new;
end
$$;

create or replace trigger check_request before insert or update on tenant.export_request
  for each row execute function tenant.check_export_request();

-- A request is processing from the moment a worker claims its job, in the same transaction.
create or replace function tenant.start_export_request() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update tenant.export_request set status = 'processing', processing_started_at = new.started_at, updated_at = clock_timestamp()
  where organization_id = new.organization_id and id = new.export_request_id and job_id = new.id and status = 'approved';
  return null;
end
$$;

create or replace trigger start_export_request after update of status on tenant.tb_report_job
  for each row when (new.export_request_id is not null and new.status = 'processing')
  execute function tenant.start_export_request();

do $$
begin
  if not exists (select from pg_constraint where conname = 'export_request_four_eyes') then
    alter table tenant.export_request add constraint export_request_four_eyes check (
      decided_by <> requested_by and approved_by <> requested_by
      and (not requires_approval or approved_by is not null or status in ('pending', 'cancelled'))
    );
    alter table tenant.export_request add constraint export_request_downloads check (
      download_count between 0 and max_downloads
    );
    alter table tenant.export_request add constraint export_request_completed check (
      status not in ('completed', 'expired') or (actual_record_count >= 0 and expires_at is not null)
    );
    alter table tenant.export_request add constraint export_request_reason check (btrim(reason) <> '');
  end if;
end
$$;

-- The matrix of the source for people, beside the organization's own policy (080_row_security.sql): restrictive for an
-- application that acts for somebody, permissive for galley_member, who has nothing else. A table without a policy for
-- DELETE loses no row. Projects: who is no member of a project does not see what belongs to it (packs/README, rule 1).
do $$
declare
  target record;
  project constant text := 'project_id is null or platform.actor_sees_project(project_id, organization_id)';
  is_service constant text := '(select platform.actor_id()) is null';
  is_admin constant text := '(select platform.actor_is_admin())';
  belongs constant text := 'organization_id in (select platform.actor_organizations())';
  administers constant text := 'organization_id in (select o from platform.actor_organizations() o where platform.actor_is_admin(o))';
begin
  for target in
    select * from (values
      -- table, who inserts beyond the service, and whether administrators update
      ('tenant.export_request', 'requested_by = (select platform.actor_id())', true),
      ('platform.tb_report_template', null, true),
      ('tenant.tb_report_schedule', null, true),
      ('tenant.generated_report', 'true', false)
    ) as matrix(name, inserts, updates)
  loop
    execute format('drop policy if exists actor_reads on %s', target.name);
    execute format('drop policy if exists actor_inserts on %s', target.name);
    execute format('drop policy if exists actor_updates on %s', target.name);
    execute format('drop policy if exists actor_deletes on %s', target.name);
    execute format('drop policy if exists member_reads on %s', target.name);
    execute format('drop policy if exists member_inserts on %s', target.name);
    execute format('drop policy if exists member_updates on %s', target.name);

    execute format('create policy actor_reads on %s as restrictive for select to galley_app using (%s)', target.name, project);
    execute format('create policy actor_inserts on %s as restrictive for insert to galley_app with check (%s or (%s and (%s)))',
      target.name, is_service, coalesce(target.inserts, is_admin), project);
    execute format('create policy actor_updates on %s as restrictive for update to galley_app using (%s or (%s and (%s)))',
      target.name, is_service, case when target.updates then is_admin else 'false' end, project);
    execute format('create policy actor_deletes on %s as restrictive for delete to galley_app using (%s)', target.name, is_service);

    execute format('create policy member_reads on %s for select to galley_member using ((%s) and (%s))', target.name,
      case when target.name = 'platform.tb_report_template'
        then format('%s or (organization_id is null and (select platform.actor_id()) is not null)', belongs) else belongs end,
      project);
    execute format('create policy member_inserts on %s for insert to galley_member with check (%s and (%s))', target.name,
      case when target.inserts is null then administers else format('%s and %s', belongs, target.inserts) end, project);
    if target.updates then
      execute format('create policy member_updates on %s for update to galley_member using (%s) with check (%s)',
        target.name, administers, administers);
    end if;
  end loop;
end
$$;

-- A template names a source, which its trigger looks up.
drop policy if exists member_reads on platform.tb_dataset_source;
create policy member_reads on platform.tb_dataset_source for select to galley_member using (
  organization_id in (select platform.actor_organizations())
  or (organization_id is null and (select platform.actor_id()) is not null));
