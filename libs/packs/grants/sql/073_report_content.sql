-- What the files of a report are made of: the frozen report_data of a completed report, else what its generation has staged. Never
-- live records, so that every file of a report says the same, whenever it is made. Runs as the caller: row-level security decides
-- whose reports are seen; no row = there is none, or it is not theirs.
create or replace function grants.report_content(p_report uuid)
returns table (report_version integer, content jsonb, warnings jsonb, taken_at timestamptz)
language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select r.report_version, coalesce(r.report_data, s.report_data),
    case when r.report_data is null then s.validation_warnings else r.validation_warnings end,
    -- The instant of the report, not of the file.
    coalesce(r.generated_at, s.created_at)
  from grants.bufdir_report r
  left join grants.bufdir_report_result s on s.organization_id = r.organization_id and s.report_id = r.id
  where r.id = p_report and r.deleted_at is null and coalesce(r.report_data, s.report_data) is not null
$$;

-- Entries of report_data that carry figures, in their order; where `p_own` is given, the organization's own figures stand last. They
-- are no sum of the entries: people are counted once at every level (BU-C-2).
create or replace function grants.report_figures(p_entries jsonb, p_own jsonb default null)
returns table (place integer, entry jsonb, is_sum boolean, activities bigint, unique_participants bigint, hours numeric,
  participations bigint, anonymous bigint, peer_mentors bigint, mentor_hours numeric, events bigint, countable_days bigint)
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select e.place::integer, e.entry, e.place > jsonb_array_length(p_entries), (e.entry ->> 'activities')::bigint,
    (e.entry ->> 'unique_participants')::bigint, (e.entry ->> 'hours')::numeric, (e.entry ->> 'participations')::bigint,
    (e.entry ->> 'anonymous')::bigint, (e.entry ->> 'peer_mentors')::bigint, (e.entry ->> 'mentor_hours')::numeric,
    (e.entry ->> 'events')::bigint, (e.entry ->> 'countable_days')::bigint
  from jsonb_array_elements(p_entries || case when p_own is null then '[]' else jsonb_build_array(p_own) end) with ordinality as e (entry, place)
$$;

-- The units of a report in the order of report_data, each with its depth below the root and what it hangs below.
create or replace function grants.report_units(p_content jsonb)
returns table (place integer, unit jsonb, depth integer, parent text)
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  with recursive units as (
    select u.place::integer as place, u.unit, u.unit ->> 'id' as id, u.unit ->> 'parent_id' as parent_id
    from jsonb_array_elements(p_content -> 'hierarchy') with ordinality as u (unit, place)
  ), tree as (
    select u.place, u.unit, u.id, 0 as depth, null::text as parent
    from units u where not exists (select from units above where above.id = u.parent_id)
    union all
    select u.place, u.unit, u.id, t.depth + 1, t.unit ->> 'name' from tree t join units u on u.parent_id = t.id
  )
  select t.place, t.unit, t.depth, t.parent from tree t
$$;
