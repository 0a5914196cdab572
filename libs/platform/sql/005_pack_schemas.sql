-- Schemas of packs that keep tables in the product's own database: row-level security and rights are theirs alike
-- (080_row_security.sql, 090_grants.sql).
create or replace function platform.pack_schemas() returns text[]
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$ select '{energy,grants,monitoring}'::text[] $$;
