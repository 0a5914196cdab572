-- Choices that depend on their name and a number alone: the same demo has the same rows everywhere.
-- `n` is unique among all organizations of a demo (pg_temp.nth), so that no two make the same choices.
create or replace function pg_temp.chance(what text, n bigint) returns double precision language sql immutable as $$
  select (hashtextextended(what, n) & 4294967295)::double precision / 4294967296
$$;
-- A whole number from `low` to `high`, both included.
create or replace function pg_temp.whole(low integer, high integer, what text, n bigint) returns integer language sql immutable as $$
  select low + floor(pg_temp.chance(what, n) * (high - low + 1))::integer
$$;
create or replace function pg_temp.pick(choices text[], what text, n bigint) returns text language sql immutable as $$
  select choices[1 + floor(pg_temp.chance(what, n) * cardinality(choices))::integer]
$$;
create or replace function pg_temp.nth(place integer, i integer) returns bigint language sql immutable as $$
  select place::bigint * 10000000 + i
$$;
-- Ids of one kind follow each other, which indexes like; version and variant are those that RFC 9562 has for ids made in a way of
-- one's own.
create or replace function pg_temp.id(prefix text, kind text, i bigint) returns uuid language sql immutable as $$
  select (prefix || ('-' || left(md5(kind), 4) || '-8000-8000-') || lpad(to_hex(i), 12, '0'))::uuid
$$;
