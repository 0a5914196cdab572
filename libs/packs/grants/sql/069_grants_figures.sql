-- The figures of the Bufdir report (docs/bufdir.md). Everything is computed for a hierarchy as it was written down (`hierarchy_scope`),
-- never for the tree as it stands today, so that a report says the same whoever moves or closes a unit afterwards (BU-B-12).

-- The organization's units as they stand, in order of the tree: what a report is created with. Closed units are among them, for
-- the work that they did. Mentors of no unit are the organization's own.
create or replace function grants.hierarchy()
returns table (id uuid, parent_id uuid, kind text, code text, name text, county text, org_number text, member_count integer,
  peer_mentor_count integer)
language sql stable parallel safe as $$
  with recursive unit as (
    select u.*, p.id as living_parent_id
    from grants.organization_unit u
    left join grants.organization_unit p on p.organization_id = u.organization_id and p.id = u.parent_id and p.deleted_at is null
    where u.deleted_at is null
  ), tree as (
    select u.id, array[case u.kind when 'org' then '0' else '1' end || u.code] as path from unit u where u.living_parent_id is null
    union all
    select u.id, t.path || (case u.kind when 'region' then '0' else '1' end || u.code)
    from tree t join unit u on u.living_parent_id = t.id
  ), registered as (
    select u.id, count(*) as mentors
    from grants.peer_mentor m
    left join unit own on own.id = m.unit_id
    join unit u on case when own.id is null then u.kind = 'org' else u.id = own.id end
    where m.is_active and m.deleted_at is null
    group by u.id
  )
  select u.id, u.living_parent_id, u.kind, u.code, u.name, u.county, u.org_number, u.member_count, coalesce(r.mentors, 0)::integer
  from tree t
  join unit u on u.id = t.id
  left join registered r on r.id = t.id
  order by t.path collate "C"
$$;

-- The units of a hierarchy, each with the region that it is or belongs to: regions do not nest (grants.check_organization_unit).
create or replace function grants.scope_units(p_hierarchy jsonb)
returns table (unit_id uuid, kind text, region_id uuid, county text, org_number text, member_count integer)
language sql immutable parallel safe as $$
  with unit as (
    select u.* from jsonb_to_recordset(p_hierarchy -> 'units')
      as u (id uuid, parent_id uuid, kind text, county text, org_number text, member_count integer)
  )
  select u.id, u.kind, case 'region' when u.kind then u.id when p.kind then p.id end, u.county, u.org_number, u.member_count
  from unit u
  left join unit p on p.id = u.parent_id
$$;

-- Who a contact is: contacts with the same key are one person (BU-C-11), of one category. Whoever was removed since took part
-- all the same.
create or replace function grants.known_people()
returns table (contact_id uuid, code text, is_living boolean, person_key text, category text)
language sql stable parallel safe as $$
  with contact as (
    select c.id, c.code, c.deleted_at is null as is_living, coalesce(c.person_key, 'contact:' || c.id) as person_key, g.code as category
    from grants.contact c
    left join grants.contact_category g on g.organization_id = c.organization_id and g.id = c.category_id
  )
  select c.id, c.code, c.is_living, c.person_key, coalesce(min(c.category collate "C") over (partition by c.person_key), '')
  from contact c
$$;

-- The instant at which a local day begins. Where clocks go back to midnight the day has it twice, and PostgreSQL takes the later one.
create or replace function grants.day_begins(p_day date, p_zone text) returns timestamptz
language sql stable parallel safe as $$
  select case when ((p_day::timestamp at time zone p_zone) - interval '1 hour') at time zone p_zone >= p_day
    then (p_day::timestamp at time zone p_zone) - interval '1 hour' else p_day::timestamp at time zone p_zone end
$$;

-- The instants at which local days begin: p_from's, and that of the day after p_to.
create or replace function grants.local_span(p_from date, p_to date, p_zone text)
returns table (starts_at timestamptz, ends_at timestamptz)
language sql stable parallel safe as $$
  select grants.day_begins(p_from, p_zone), grants.day_begins(p_to + 1, p_zone)
$$;

-- The type keys of a schema version (grants/bufdir/<version>.json) by what an organization calls them, in small letters: its
-- own labels, else the keys themselves.
create or replace function grants.type_keys(p_schema jsonb)
returns table (internal text, type_key text)
language sql stable parallel safe as $$
  with known as (
    select t ->> 'key' as type_key from jsonb_array_elements((p_schema -> 'activity_types') || (p_schema -> 'other_type')) t
  ), label as (
    select lower(l.internal) as internal, l.key from grants.organization_label l
    where l.kind = 'activity_type' and l.deleted_at is null
  )
  select l.internal, l.key from label l where l.key in (select k.type_key from known k)
  union all
  select k.type_key, k.type_key from known k where k.type_key not in (select l.internal from label l)
$$;

-- What a report counts, one line per approved activity and one per event that belongs to no activity: whose local day lies in the
-- period (BU-C-1), of the units of the hierarchy. Contacts and attendees of an activity's events are merged by person
-- (BU-C-11). The first rule of the schema that an activity does not meet is its exclusion_reason (BU-C-6).
create or replace function grants.activity_lines(p_from date, p_to date, p_zone text, p_hierarchy jsonb, p_schema jsonb)
returns table (kind text, source_id uuid, unit_id uuid, region_id uuid, type text, type_key text, local_date date, minutes integer,
  mentor_ids uuid[], person_keys text[], person_categories text[], participations integer, anonymous integer, events integer,
  is_countable boolean, exclusion_reason text)
language sql stable parallel safe as $$
  with unit as materialized (
    select u.unit_id, u.region_id from grants.scope_units(p_hierarchy) u
  ), rule as materialized (
    select r.type_key, p_schema #>> '{countable_days,country}' as country,
      (r.rule ->> 'requires_in_person')::boolean as requires_in_person, (r.rule ->> 'min_participants')::integer as min_participants,
      coalesce((r.rule ->> 'counts_leader')::boolean, false) as counts_leader, (r.rule ->> 'min_minutes')::integer as min_minutes
    from jsonb_each((p_schema -> 'countable_days') - 'country') as r (type_key, rule)
  ), activity as materialized (
    select a.organization_id, a.id, a.unit_id, u.region_id, a.type, coalesce(k.type_key, p_schema #>> '{other_type,key}') as type_key,
      a.date, a.duration_min, a.location_country, a.is_in_person
    from grants.activity a
    cross join grants.local_span(p_from, p_to, p_zone) s
    join unit u on u.unit_id = a.unit_id
    left join grants.type_keys(p_schema) k on k.internal = lower(a.type)
    where a.deleted_at is null and a.approval_status = 'approved' and a.date >= s.starts_at and a.date < s.ends_at
  ), event as materialized (
    select e.organization_id, e.id, 'activity' as kind, a.id as source_id, e.unit_id, null::uuid as region_id, e.date
    from activity a
    join grants.event e on e.organization_id = a.organization_id and e.activity_id = a.id and e.deleted_at is null
    union all
    select e.organization_id, e.id, 'event', e.id, e.unit_id, u.region_id, e.date
    from grants.event e
    cross join grants.local_span(p_from, p_to, p_zone) s
    join unit u on u.unit_id = e.unit_id
    where e.activity_id is null and e.deleted_at is null and e.date >= s.starts_at and e.date < s.ends_at
  ), contact as materialized (
    -- Keys are compared by their bytes, here as in the frozen lines.
    select p.contact_id, p.code, p.is_living, p.person_key collate "C" as person_key, p.category from grants.known_people() p
  ), called as (
    -- What an attendee may be called by; a key goes before another contact's code.
    select distinct on (c.name) c.name, c.person_key, c.category
    from (
      select person_key as name, 0 as place, person_key, category from contact
      union all
      select code, 1, person_key, category from contact where is_living
    ) c
    order by c.name, c.place
  ), attendee as materialized (
    select e.kind, e.source_id, t.person_key collate "C" as person_key, t.anonymous_count
    from event e
    join grants.event_attendee t on t.organization_id = e.organization_id and t.event_id = e.id and t.deleted_at is null
  ), person as (
    select a.id as source_id, 'activity' as kind, c.person_key, c.category
    from activity a
    join grants.activity_contact l on l.organization_id = a.organization_id and l.activity_id = a.id and l.deleted_at is null
    join contact c on c.contact_id = l.contact_id
    union
    select t.source_id, t.kind, coalesce(c.person_key, t.person_key), coalesce(c.category, '')
    from attendee t
    left join called c on c.name = t.person_key
    where t.person_key is not null
  ), people as (
    select p.source_id, p.kind, array_agg(p.person_key order by p.person_key) as person_keys,
      array_agg(p.category order by p.person_key) as person_categories
    from person p group by p.source_id, p.kind
  ), unknown as (
    select t.kind, t.source_id, sum(t.anonymous_count)::integer as anonymous from attendee t group by t.kind, t.source_id
  ), arranged as (
    select e.source_id, count(*)::integer as events from event e where e.kind = 'activity' group by e.source_id
  ), led as (
    select a.id as source_id, array_agg(l.peer_mentor_id order by l.peer_mentor_id) as mentor_ids
    from activity a
    join grants.activity_peer_mentor l on l.organization_id = a.organization_id and l.activity_id = a.id and l.deleted_at is null
    group by a.id
  ), counted as (
    select 'activity' as kind, a.id as source_id, a.unit_id, a.region_id, a.type, a.type_key, a.date, a.duration_min as minutes,
      coalesce(l.mentor_ids, '{}') as mentor_ids, coalesce(r.events, 0) as events, a.location_country, a.is_in_person
    from activity a
    left join led l on l.source_id = a.id
    left join arranged r on r.source_id = a.id
    union all
    select e.kind, e.source_id, e.unit_id, e.region_id, null, null, e.date, 0, '{}', 1, null, null
    from event e where e.kind = 'event'
  ), attended as (
    select c.*, coalesce(p.person_keys, '{}') as person_keys, coalesce(p.person_categories, '{}') as person_categories,
      cardinality(coalesce(p.person_keys, '{}')) + coalesce(u.anonymous, 0) as participations, coalesce(u.anonymous, 0) as anonymous
    from counted c
    left join people p on p.source_id = c.source_id and p.kind = c.kind
    left join unknown u on u.source_id = c.source_id and u.kind = c.kind
  ), judged as materialized (
    select a.*, case
      when a.kind = 'event' then null
      when r.type_key is null then 'UNMAPPED_TYPE'
      when a.location_country is distinct from r.country then 'OUTSIDE_NORWAY'
      when r.requires_in_person and not a.is_in_person then 'NOT_IN_PERSON'
      when a.mentor_ids = '{}' then 'NO_PEER_MENTOR'
      when a.participations + case when r.counts_leader then cardinality(a.mentor_ids) else 0 end < r.min_participants
        then format('LT_%s_PARTICIPANTS', r.min_participants)
      when a.minutes < r.min_minutes then format('LT_%s_MIN', r.min_minutes)
      end as exclusion_reason
    from attended a
    left join rule r on r.type_key = a.type_key
  ), repeated as (
    -- Points are per day: of what a mentor did with the same people on one day, the first counts.
    select distinct m.source_id
    from (
      select j.source_id, row_number() over (
        partition by (j.date at time zone p_zone)::date, mentor, j.type_key, j.person_keys, j.anonymous order by j.date, j.source_id) as nth
      from judged j, unnest(j.mentor_ids) mentor
      where j.kind = 'activity' and j.exclusion_reason is null and j.person_keys <> '{}'
    ) m
    where m.nth > 1
  )
  select j.kind, j.source_id, j.unit_id, j.region_id, j.type, j.type_key, (j.date at time zone p_zone)::date, j.minutes, j.mentor_ids,
    j.person_keys, j.person_categories, j.participations, j.anonymous, j.events,
    j.kind = 'activity' and j.exclusion_reason is null and r.source_id is null,
    case when r.source_id is null then j.exclusion_reason else 'SAME_PARTICIPANTS_SAME_DAY' end
  from judged j
  left join repeated r on r.source_id = j.source_id
$$;
