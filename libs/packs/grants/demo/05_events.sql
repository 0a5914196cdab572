-- Open arrangements: most belong to a group or a course and bring people along that nobody knows, others stand for themselves.
create temp table arranged on commit drop as
select *, row_number() over (partition by organization_id order by year, i) as e from (
  select organization_id, prefix, place, units, contacts, year, i, unit, date, true as is_linked,
    row_number() over (partition by organization_id, year order by i) as r
  from planned where kind in ('group', 'course') and j % 50 not in (7, 23, 33, 41) and life is null
  union all
  select organization_id, prefix, place, units, contacts, year, i, pg_temp.whole(0, units - 1, 'event unit', n),
    (date_trunc('day', date at time zone 'Europe/Oslo') + interval '18 hours') at time zone 'Europe/Oslo', false, null
  from planned where j % 150 = 10
) as candidate
where not is_linked or r % 45 = 7;

insert into grants.event (id, organization_id, unit_id, activity_id, code, name, date)
select pg_temp.id(prefix, 'event', e), organization_id, pg_temp.id(prefix, 'unit', 101 + unit), case when is_linked then pg_temp.id(prefix, 'activity', i) end,
  'ARR-' || lpad(e::text, 4, '0'),
  case when is_linked then pg_temp.pick(array['Åpent hus', 'Åpen temakveld', 'Kom og bli kjent'], 'event', e)
    else pg_temp.pick(array['Stand på biblioteket', 'Folkemøte', 'Informasjonskveld på sykehuset', 'Sommerfest'], 'event', e) end, date
from arranged order by place, e;

-- Known people under the key or the code of their contact, somebody who is no contact, and how many nobody wrote down.
insert into grants.event_attendee (id, organization_id, event_id, line_no, person_key, anonymous_count)
select pg_temp.id(a.prefix, 'attendee', e::bigint * 100 + row_number() over (partition by a.organization_id, e order by l.place)), a.organization_id,
  pg_temp.id(a.prefix, 'event', e), row_number() over (partition by a.organization_id, e order by l.place), l.person_key, l.anonymous_count
from (select *, pg_temp.nth(place, e::integer) as n from arranged) a
cross join lateral (
  select k as place, coalesce(c.person_key, c.code) as person_key, null::integer as anonymous_count
  from generate_series(1, pg_temp.whole(1, 4, 'attendees', n)) as k
  join grants.contact c on c.organization_id = a.organization_id
    and c.id = pg_temp.id(a.prefix, 'contact', 1 + a.unit + a.units * ((pg_temp.whole(0, 50, 'attendee', n) + k) % ((a.contacts - a.unit - 1) / a.units + 1)))
  union all
  select 10, 'gjest-' || a.e, null where pg_temp.chance('guest', n) < 0.3
  union all
  select 11, null, pg_temp.whole(2, 25, 'anonymous', n) where pg_temp.chance('anonymous', n) < 0.75
) l;

analyze grants.organization_unit, grants.organization_label, grants.peer_mentor, grants.activity, grants.activity_peer_mentor,
  grants.activity_contact, grants.event, grants.event_attendee;
