-- Figures and findings over the lines of a report (069_grants_figures.sql).

-- The lines of a report: the frozen ones of p_report, else those that the records give at this instant.
create or replace function grants.report_lines(p_report uuid, p_from date, p_to date, p_zone text, p_hierarchy jsonb, p_schema jsonb)
returns table (kind text, unit_id uuid, region_id uuid, type_key text, minutes integer, mentor_ids uuid[], person_keys text[],
  person_categories text[], participations integer, anonymous integer, events integer, is_countable boolean)
language sql stable parallel safe as $$
  select l.kind, l.unit_id, l.region_id, l.type_key, l.minutes, l.mentor_ids, l.person_keys, l.person_categories, l.participations,
    l.anonymous, l.events, l.is_countable
  from grants.bufdir_report_line l where l.report_id = p_report
  union all
  select l.kind, l.unit_id, l.region_id, l.type_key, l.minutes, l.mentor_ids, l.person_keys, l.person_categories, l.participations,
    l.anonymous, l.events, l.is_countable
  from grants.activity_lines(p_from, p_to, p_zone, p_hierarchy, p_schema) l where p_report is null
$$;

-- One row per level and what it is about (SummaryLevel in libs/packs/grants/src/bufdir/figure-rows.ts). Every level is counted from
-- the lines themselves: people and mentors once at each, so that no figure is the sum of those below it (BU-C-2, BU-C-5).
-- Regions and local associations without lines have zeros (BU-B-7). A report that is not there, or not the reader's, has no rows.
create or replace function grants.activity_summary(p_report uuid, p_from date, p_to date, p_zone text, p_hierarchy jsonb, p_schema jsonb)
returns table (level text, unit_id uuid, type_key text, category_code text, activities bigint, minutes bigint, mentor_minutes bigint,
  participations bigint, unique_participants bigint, anonymous bigint, peer_mentors bigint, events bigint, countable_days bigint)
language sql stable parallel safe as $$
  with scope as (
    select p_hierarchy as hierarchy where p_report is null
    union all
    select r.hierarchy_scope from grants.bufdir_report r where r.id = p_report and r.deleted_at is null
  ), unit as materialized (
    select u.unit_id, u.kind from scope s cross join grants.scope_units(s.hierarchy) u
  ), line as materialized (
    select l.* from grants.report_lines(p_report, p_from, p_to, p_zone, p_hierarchy, p_schema) l
  ), person as materialized (
    -- Most people are met at one place: of them alone, levels are counted in a fraction of the time.
    select distinct l.unit_id, l.region_id, l.type_key, p.category, p.person collate "C" as person
    from line l, unnest(l.person_keys, l.person_categories) as p (person, category)
  ), mentor as materialized (
    select distinct l.unit_id, l.region_id, l.type_key, mentor_id from line l, unnest(l.mentor_ids) mentor_id
  ), category as materialized (
    -- '' = people without one, those whom nobody knows among them.
    select c.category, sum(c.participations) as participations, sum(c.anonymous) as anonymous
    from (
      select category, count(*) as participations, 0 as anonymous from line l, unnest(l.person_categories) category group by category
      union all
      select '', l.anonymous, l.anonymous from line l where l.anonymous > 0
    ) c
    group by c.category
  ), part as (
    -- Levels are told apart by which columns are grouped by: grouping() says it in bits. First what can be added up …
    select grouping(l.type_key, l.region_id, l.unit_id) + 8 as bits, l.type_key, l.region_id, l.unit_id, null::text as category,
      count(*) filter (where l.kind = 'activity') as activities, sum(l.minutes) as minutes,
      sum(l.minutes * cardinality(l.mentor_ids)) as mentor_minutes, sum(l.participations) as participations, 0 as people,
      sum(l.anonymous) as anonymous, 0 as mentors, sum(l.events) as events, count(*) filter (where l.is_countable) as countable_days
    from line l
    group by grouping sets ((), (l.type_key), (l.region_id), (l.region_id, l.type_key), (l.unit_id))
    union all
    select 7, null, null, null, c.category, count(*) filter (where l.kind = 'activity'), sum(l.minutes),
      sum(l.minutes * cardinality(l.mentor_ids)), 0, 0, 0, 0, sum(l.events), count(*) filter (where l.is_countable)
    from category c join line l on c.category = any (l.person_categories) or c.category = '' and l.anonymous > 0
    group by c.category
    union all
    select 7, null, null, null, c.category, 0, 0, 0, c.participations, 0, c.anonymous, 0, 0, 0 from category c
    union all
    -- … then people, each once at every level …
    select grouping(p.category, p.type_key, p.region_id, p.unit_id), p.type_key, p.region_id, p.unit_id, p.category, 0, 0, 0, 0,
      count(distinct p.person), 0, 0, 0, 0
    from person p
    group by grouping sets ((), (p.category), (p.type_key), (p.region_id), (p.region_id, p.type_key), (p.unit_id))
    union all
    -- … and mentors likewise …
    select grouping(m.type_key, m.region_id, m.unit_id) + 8, m.type_key, m.region_id, m.unit_id, null, 0, 0, 0, 0, 0, 0,
      count(distinct m.mentor_id), 0, 0
    from mentor m
    group by grouping sets ((), (m.type_key), (m.region_id), (m.region_id, m.type_key), (m.unit_id))
    union all
    select 7, null, null, null, m.category, 0, 0, 0, 0, 0, 0, count(*), 0, 0
    from (
      select distinct c.category, mentor_id
      from category c
      join line l on c.category = any (l.person_categories) or c.category = '' and l.anonymous > 0, unnest(l.mentor_ids) mentor_id
    ) m
    group by m.category
    union all
    -- … and what is in the hierarchy without having done anything.
    select case u.kind when 'region' then 13 else 14 end, null, case u.kind when 'region' then u.unit_id end,
      case u.kind when 'local' then u.unit_id end, null, 0, 0, 0, 0, 0, 0, 0, 0, 0
    from unit u where u.kind in ('region', 'local')
  ), named as (
    select v.level, v.place, coalesce(p.unit_id, p.region_id) as unit_id, p.type_key, nullif(p.category, '') as category_code, p.activities,
      p.minutes, p.mentor_minutes, p.participations, p.people, p.anonymous, p.mentors, p.events, p.countable_days
    from part p
    join (values (15, 1, 'organization'), (11, 2, 'type'), (7, 3, 'category'), (13, 4, 'region'), (9, 5, 'region_type'),
      (14, 6, 'local_association')) as v (bits, place, level) on v.bits = p.bits
    where (p.type_key is not null or v.level not in ('type', 'region_type'))
      and (p.region_id is not null or v.level not in ('region', 'region_type'))
      and (v.level <> 'local_association' or p.unit_id in (select u.unit_id from unit u where u.kind = 'local'))
  )
  select n.level, n.unit_id, n.type_key, n.category_code, sum(n.activities)::bigint, coalesce(sum(n.minutes), 0)::bigint,
    coalesce(sum(n.mentor_minutes), 0)::bigint, coalesce(sum(n.participations), 0)::bigint, sum(n.people)::bigint,
    coalesce(sum(n.anonymous), 0)::bigint, sum(n.mentors)::bigint, coalesce(sum(n.events), 0)::bigint, sum(n.countable_days)::bigint
  from named n
  where exists (select from scope)
  group by n.level, n.place, n.unit_id, n.type_key, n.category_code
  order by n.place, n.unit_id, n.type_key collate "C", n.category_code collate "C"
$$;

-- What the records of a period lack for a report: what has to be decided or mapped first, and what Bufdir asks for and nobody has
-- stated. A code that nothing is affected by has no row. Texts stand in the schema version (grants/bufdir/<version>.json).
create or replace function grants.report_findings(p_from date, p_to date, p_zone text, p_hierarchy jsonb, p_schema jsonb)
returns table (code text, severity text, affected_count bigint, subject text)
language sql stable parallel safe as $$
  with unit as materialized (
    select u.* from grants.scope_units(p_hierarchy) u
  ), line as materialized (
    select l.unit_id, l.type, l.type_key, l.mentor_ids, l.person_keys, l.person_categories, l.participations
    from grants.activity_lines(p_from, p_to, p_zone, p_hierarchy, p_schema) l
  ), activity as materialized (
    select l.* from line l where l.type is not null
  ), finding as (
    select 1 as place, 'UNAPPROVED_ACTIVITIES' as code, 'warning' as severity, count(*) as affected_count, null::text as subject
    from grants.activity a
    cross join grants.local_span(p_from, p_to, p_zone) s
    join unit u on u.unit_id = a.unit_id
    where a.deleted_at is null and a.approval_status in ('pending', 'flagged') and a.date >= s.starts_at and a.date < s.ends_at
    union all
    -- Who says that a type is `other` has mapped it.
    select 2, 'UNMAPPED_ACTIVITY_TYPE', 'warning', count(*), min(a.type collate "C")
    from activity a
    where a.type_key = p_schema #>> '{other_type,key}' and lower(a.type) not in (select k.internal from grants.type_keys(p_schema) k)
    group by lower(a.type)
    union all
    select 3, 'CONTACT_WITHOUT_CATEGORY', 'warning', count(distinct p.person_key), null
    from line l, unnest(l.person_keys, l.person_categories) as p (person_key, category)
    where p.category = '' and p.person_key in (select c.person_key from grants.known_people() c)
    union all
    select 4, 'ACTIVITY_WITHOUT_PEER_MENTOR', 'warning', count(*), null from activity a where a.mentor_ids = '{}'
    union all
    select 5, 'ACTIVITY_WITHOUT_PARTICIPANTS', 'warning', count(*), null from activity a where a.participations = 0
    union all
    select 6, 'EMPTY_LOCAL_ASSOCIATION', 'info', count(*), null
    from unit u where u.kind = 'local' and u.unit_id not in (select a.unit_id from activity a)
    union all
    select 7, 'ORG_NUMBER_MISSING', 'info', count(*), null from unit u where u.kind = 'org' and u.org_number is null
    union all
    -- Stated by the organization as a whole, or by every local association.
    select 8, 'MEMBERS_MISSING', 'info', count(*), null
    from unit u
    where u.kind in ('org', 'local') and u.member_count is null
      and not exists (select from unit o where o.kind = 'org' and o.member_count is not null)
      and (u.kind = 'local' or not exists (select from unit l where l.kind = 'local'))
    union all
    select 9, 'COUNTY_MISSING', 'info', count(*), null from unit u where u.kind = 'local' and u.county is null
  )
  select f.code, f.severity, f.affected_count, f.subject
  from finding f
  where f.affected_count > 0
  order by f.place, f.subject
$$;
