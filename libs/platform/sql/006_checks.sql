-- Holds a check of a table to its expression, under the name <table>_<name>: added where it is not there, made anew where the
-- expression has changed since. What was applied is remembered in the comment of the constraint, for PostgreSQL writes
-- expressions in its own words.
create or replace function platform.hold_check(schema_name text, table_name text, name text, expression text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  target text := format('%I.%I', schema_name, table_name);
  constraint_name text := table_name || '_' || name;
  applied text := md5(expression);
begin
  if applied = (
    select obj_description(c.oid, 'pg_constraint') from pg_constraint c
    where c.conrelid = target::regclass and c.conname = constraint_name
  ) then
    return;
  end if;
  execute format('alter table %s drop constraint if exists %I, add constraint %I check (%s)',
    target, constraint_name, constraint_name, expression);
  execute format('comment on constraint %I on %s is %L', constraint_name, target, applied);
end
$$;
