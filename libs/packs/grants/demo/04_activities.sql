-- Three years of peer work. What an activity is to be stands in `planned` first: mentors, participants and events are made of it.
-- `life` of the last year's: some were approved after the first report, or after the second; a few were withdrawn, or had to be
-- corrected, when the second had been submitted (06_before_second_version.sql, 07_before_third_version.sql).
create temp table planned on commit drop as
with numbered as (
  select o.*, y.year, j, (y.year - pg_temp.first_year()) * o.activities + j as i,
    case when y.year < pg_temp.last_year() then null when j % 150 = 4 then 'late' when j % 360 = 5 then 'later'
      when j % 1800 = 6 then 'withdrawn' when j % 750 = 8 then 'corrected' end as life
  from demo_organization o
  cross join generate_series(pg_temp.first_year(), pg_temp.last_year()) as y(year)
  cross join generate_series(1, o.activities) as j
), chosen as (
  select *, pg_temp.nth(place, i) as n,
    -- Now and then two in a row are the same work on the same day, with the same people.
    pg_temp.nth(place, i - case when j % 400 = 2 then 1 else 0 end) as s
  from numbered
), sorted as (
  select *, floor(power(pg_temp.chance('unit', s), 1.8) * (local_associations - 1))::integer as unit,
    case when jsonb_array_length(unmapped) > 0 and pg_temp.chance('unmapped', s) < 0.02 then 'other'
      when pg_temp.chance('kind', s) < 0.62 then 'one_to_one' when pg_temp.chance('kind', s) < 0.93 then 'group' else 'course' end as kind
  from chosen
)
select id as organization_id, prefix, place, coordinator, local_associations - 1 as units, contacts, peer_mentors, i, j, n, year, life, kind, unit,
  case kind when 'other' then unmapped ->> 0 else terms -> kind ->> pg_temp.whole(0, jsonb_array_length(terms -> kind) - 1, 'word', s) end as word,
  (make_date(year, 1, 1) + pg_temp.whole(0, 364, 'day', s) + make_interval(hours => pg_temp.whole(9, 20, 'hour', n), mins => 30 * pg_temp.whole(0, 1, 'half', n)))
    at time zone 'Europe/Oslo' as date,
  case kind when 'one_to_one' then 30 + 15 * pg_temp.whole(0, 6, 'minutes', n)
    when 'course' then case when pg_temp.chance('short', n) < 0.05 then 60 else 90 + 30 * pg_temp.whole(0, 11, 'minutes', n) end
    else case when pg_temp.chance('short', n) < 0.08 then 30 else 45 + 15 * pg_temp.whole(0, 9, 'minutes', n) end end as minutes,
  case when life in ('late', 'later') or j % 50 in (7, 23, 41) then 'pending'
    when j % 50 = 33 and not (year = pg_temp.last_year() and j % 1800 = 33) then 'rejected' else 'approved' end as status,
  case when pg_temp.chance('nobody', s) < 0.005 then 0 when kind = 'one_to_one' then 1 when kind = 'course' then pg_temp.whole(4, 14, 'people', s)
    else case when pg_temp.chance('few', s) < 0.1 then pg_temp.whole(1, 2, 'people', s) else pg_temp.whole(3, 8, 'people', s) end end as people,
  power(pg_temp.chance('first person', s), 2) as first_person,
  case when pg_temp.chance('alone', s) < 0.008 then 0 when kind = 'course' or kind = 'group' and pg_temp.chance('two', s) < 0.2 then 2 else 1 end as mentors,
  pg_temp.chance('first mentor', s) as first_mentor
from sorted;
-- The first minutes of a year belong to it by the clock of Oslo, though not by UTC; likewise its last evening.
update planned set date = (make_date(year, 1, 1) + time '00:15') at time zone 'Europe/Oslo' where j = 1;
update planned set date = (make_date(year, 12, 31) + time '23:30') at time zone 'Europe/Oslo' where j = 3;
analyze planned;

insert into grants.activity (id, organization_id, unit_id, reference, type, date, duration_min, title, location_country, is_in_person, approval_status,
  decided_at, decided_by_id, decision_note)
select pg_temp.id(prefix, 'activity', i), organization_id, pg_temp.id(prefix, 'unit', 101 + unit), year || '-' || lpad(j::text, 5, '0'), word, date,
  -- Somebody had written an hour too much.
  minutes + case when life = 'corrected' then 60 else 0 end,
  case when kind = 'course' then pg_temp.pick(array['Å leve med endring', 'Hverdagsmestring', 'Pårørende i fokus', 'Bli likeperson', 'Kropp og pust', 'Retten til hjelp'], 'title', n) end,
  case when pg_temp.chance('country', n) < 0.006 then 'SE' when pg_temp.chance('country', n) < 0.01 then null else 'NO' end,
  not (kind = 'one_to_one' and pg_temp.chance('remote', n) < 0.07), status,
  case when status <> 'pending' then date + make_interval(hours => pg_temp.whole(20, 200, 'decided', n)) end, case when status <> 'pending' then coordinator end,
  case when status = 'rejected' then pg_temp.pick(array['Registrert to ganger', 'Ikke likepersonsarbeid', 'Mangler opplysninger'], 'note', n) end
from planned order by place, i;

-- People of an association follow each other, `units` apart.
insert into grants.activity_peer_mentor (id, organization_id, activity_id, peer_mentor_id)
select pg_temp.id(prefix, 'led', i::bigint * 100 + k), organization_id, pg_temp.id(prefix, 'activity', i),
  pg_temp.id(prefix, 'mentor', unit + 1 + units * ((floor(first_mentor * own)::integer + k) % own))
from (select *, (peer_mentors - unit - 1) / units + 1 as own from planned) p cross join lateral generate_series(0, mentors - 1) as k
order by place, i, k;

insert into grants.activity_contact (id, organization_id, activity_id, contact_id)
select pg_temp.id(prefix, 'took part', i::bigint * 100 + k), organization_id, pg_temp.id(prefix, 'activity', i),
  -- Some come more often than others, and each year a few stay away and a few are new.
  pg_temp.id(prefix, 'contact', unit + 1 + units * ((floor(first_person * own * 0.7)::integer + k + 5 * (year - pg_temp.first_year())) % own))
from (select *, (contacts - unit - 1) / units + 1 as own from planned) p cross join lateral generate_series(0, people - 1) as k
order by place, i, k;
