-- The last three years that were complete when the demo was written.
create or replace function pg_temp.first_year() returns integer language sql immutable as $$ select 2023 $$;
create or replace function pg_temp.last_year() returns integer language sql immutable as $$ select 2025 $$;

-- $1 says which organizations are to be made, and how large (src/demo/seed-grants-demo.ts).
create temp table demo_organization on commit drop as
select p.*, left(md5('galley-grants-demo ' || p.id), 8) as prefix
from jsonb_to_recordset($1::jsonb) as p(place integer, id uuid, short_name text, org_number text, terms jsonb, unmapped jsonb,
  coordinator uuid, accounts jsonb, local_associations integer, contacts integer, peer_mentors integer, activities integer);
analyze demo_organization;
