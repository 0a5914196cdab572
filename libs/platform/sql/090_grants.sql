-- Who may touch what. Everything is taken away first: this file is the whole truth about the service roles.
revoke all on schema internal, platform, tenant, bullmq from public, galley_app, galley_system, galley_data;
revoke all on all tables in schema internal, platform, tenant, bullmq
  from public, galley_app, galley_system, galley_data;
revoke all on all routines in schema internal, platform, tenant, bullmq
  from public, galley_app, galley_system, galley_data;
revoke create on schema public from public;

grant usage on schema platform, tenant, bullmq to galley_app, galley_system;
grant execute on all routines in schema platform, tenant, bullmq to galley_app, galley_system;

-- The application: rows of its organization. Jobs and archive entries are deleted softly, and only ever by a date.
grant select, insert, update, delete on all tables in schema platform, tenant to galley_app, galley_system;
revoke delete on tenant.tb_report_job, tenant.generated_report from galley_app;
revoke insert, delete on platform.organization from galley_app;
revoke insert, update, delete on platform.user_account, platform.document_type from galley_app;
revoke update, delete on platform.audit_event, platform.tb_report_template_version from galley_app, galley_system;

-- Packs with tables here: micro-data writes records as the application and reads datasets as galley_data.
do $$
declare
  pack text;
begin
  foreach pack in array platform.pack_schemas() loop
    execute format('revoke all on schema %I from public, galley_app, galley_system, galley_data', pack);
    execute format('revoke all on all tables in schema %I from public, galley_app, galley_system, galley_data', pack);
    execute format('revoke all on all routines in schema %I from public, galley_app, galley_system, galley_data', pack);
    execute format('grant usage on schema %I to galley_app, galley_system, galley_data', pack);
    execute format('grant select, insert, update, delete on all tables in schema %I to galley_app, galley_system', pack);
    execute format('grant select on all tables in schema %I to galley_data', pack);
    execute format('grant execute on all routines in schema %I to galley_app, galley_system, galley_data', pack);
  end loop;
end
$$;
-- Policies ask for it, whoever reads.
grant execute on function platform.current_organization(), platform.actor_level(), platform.acting_person(),
  platform.actor_projects() to galley_data;

-- The queue: enqueued in the caller's transaction, consumed by workers; its payloads are ids only.
grant select, insert, update, delete on all tables in schema bullmq to galley_app, galley_system;
grant usage, select on all sequences in schema bullmq to galley_app, galley_system;

-- Business data: whatever the administrator loads later can be bound at once. galley_data reads, and nothing else;
-- the schemas above are closed to it although these defaults reach tables created in them.
alter default privileges grant usage on schemas to galley_data;
alter default privileges grant select on tables to galley_data;
alter default privileges grant execute on routines to galley_data;
