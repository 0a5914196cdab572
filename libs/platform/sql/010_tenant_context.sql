-- Which organization a transaction acts for. The setting is signed (libs/platform/src/tenancy/tenant-context.ts), so
-- SQL that slips past the application, or an injected set_config, cannot choose a tenant.
create table if not exists internal.tenant_secret (
  id integer primary key default 1 check (id = 1),
  secret text not null
);
revoke all on internal.tenant_secret from public;

-- The organization of this transaction; raises 42501 when the context is absent or its signature is wrong, because an
-- empty answer would look like "there is nothing". Definer, as only the owner may read the secret.
create or replace function platform.current_organization() returns uuid
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  context text := current_setting('galley.tenant', true);
  organization text := split_part(context, '.', 1);
  key bytea;
begin
  if context is null or context = '' then
    raise exception 'no tenant context' using errcode = '42501',
      hint = 'Run the statement inside Database.withTenant.';
  end if;
  select convert_to(secret, 'UTF8') into key from internal.tenant_secret;
  if key is null or context <> organization || '.' ||
     encode(sha256(key || sha256(key || convert_to('tenant:' || organization, 'UTF8'))), 'hex') then
    raise exception 'forged tenant context' using errcode = '42501';
  end if;
  return organization::uuid;
end
$$;
revoke all on function platform.current_organization() from public;
grant execute on function platform.current_organization() to galley_app;
