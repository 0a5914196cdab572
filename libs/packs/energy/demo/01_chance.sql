-- Choices that depend on their name and the organization alone: the same demo has the same rows everywhere.
create or replace function pg_temp.organization() returns uuid language sql stable as $$
  select current_setting('energy_demo.organization')::uuid
$$;
create or replace function pg_temp.id(variadic parts text[]) returns uuid language sql stable as $$
  -- Version and variant as RFC 9562 wants them of an id made in a way of one's own: what comes over the API is checked for both.
  select overlay(overlay(md5('galley-energy-demo ' || pg_temp.organization() || ' ' || array_to_string(parts, ' ')) placing '8' from 13) placing '8' from 17)::uuid
$$;
-- A fraction in [0, 1).
create or replace function pg_temp.chance(variadic parts text[]) returns double precision language sql stable as $$
  select ('x' || substr(md5(pg_temp.organization() || array_to_string(parts, ' ')), 1, 8))::bit(32)::bigint::double precision / 4294967296
$$;
-- A whole number from `low` to `high`, both included.
create or replace function pg_temp.whole(low integer, high integer, variadic parts text[]) returns integer language sql stable as $$
  select low + floor(pg_temp.chance(variadic parts) * (high - low + 1))::integer
$$;
create or replace function pg_temp.pick(choices text[], variadic parts text[]) returns text language sql stable as $$
  select choices[pg_temp.whole(1, cardinality(choices), variadic parts)]
$$;
-- First and last day of the demo.
create or replace function pg_temp.first_day() returns date language sql immutable as $$ select date '2025-06-01' $$;
create or replace function pg_temp.last_day() returns date language sql immutable as $$ select date '2026-06-30' $$;
-- A line of CSV.
create or replace function pg_temp.csv(variadic parts text[]) returns text language sql immutable as $$
  select string_agg(case when part ~ '[",\r\n]' then '"' || replace(part, '"', '""') || '"' else coalesce(part, '') end, ',' order by place)
  from unnest(parts) with ordinality as p(part, place)
$$;
-- What a dollar is about worth: amounts of the demo are thought of in dollars.
create or replace function pg_temp.worth(currency text) returns numeric language sql immutable as $$
  select case currency when 'KES' then 130 when 'NOK' then 10 when 'GBP' then 0.8 when 'EUR' then 0.9 else 1 end
$$;
