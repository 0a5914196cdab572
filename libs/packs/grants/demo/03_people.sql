-- Contacts and peer mentors of the local associations. Person i belongs to association 1 + (i - 1) % active, where `active` leaves out
-- the new one: activities find the people of an association without a search.
create temp table first_name (n integer, name text) on commit drop;
insert into first_name select row_number() over (), name from unnest(array['Anne', 'Inger', 'Kari', 'Marit', 'Ingrid', 'Liv', 'Eva', 'Berit', 'Astrid', 'Bjørg', 'Hilde',
  'Nora', 'Emma', 'Sara', 'Amina', 'Fatima', 'Zofia', 'Jan', 'Per', 'Bjørn', 'Ole', 'Lars', 'Kjell', 'Knut', 'Arne', 'Svein', 'Thomas', 'Geir', 'Ahmed', 'Ali', 'Emil',
  'Jakob', 'Piotr', 'Sigrid', 'Turid', 'Øyvind', 'Åse']) as name;
create temp table last_name (n integer, name text) on commit drop;
insert into last_name select row_number() over (), name from unnest(array['Hansen', 'Johansen', 'Olsen', 'Larsen', 'Andersen', 'Pedersen', 'Nilsen', 'Kristiansen', 'Jensen',
  'Karlsen', 'Johnsen', 'Pettersen', 'Eriksen', 'Berg', 'Haugen', 'Hagen', 'Johannessen', 'Andreassen', 'Jacobsen', 'Dahl', 'Jørgensen', 'Halvorsen', 'Henriksen', 'Lund',
  'Sørensen', 'Jakobsen', 'Moen', 'Gundersen', 'Iversen', 'Strand', 'Solberg', 'Svendsen', 'Martinsen', 'Eide', 'Bakken', 'Ali', 'Ahmed', 'Nguyen', 'Kowalski', 'Sæther',
  'Lie']) as name;

insert into grants.contact (id, organization_id, code, name, person_key, category_id, unit_id, email)
select pg_temp.id(o.prefix, 'contact', i), o.id, code, f.name || ' ' || l.name,
  -- Three in a hundred are known in two associations, under a code in each: a pair is 20 apart.
  case when i % 100 in (11, 12, 13, 31, 32, 33) then 'person-' || lpad((i - case when i % 100 > 30 then 20 else 0 end)::text, 5, '0') end,
  case when chance < 0.55 then pg_temp.id(o.prefix, 'category', 1) when chance < 0.75 then pg_temp.id(o.prefix, 'category', 2)
    when chance < 0.84 then pg_temp.id(o.prefix, 'category', 3) when chance < 0.92 then pg_temp.id(o.prefix, 'category', 4)
    when chance < 0.98 then pg_temp.id(o.prefix, 'category', 5) end,
  pg_temp.id(o.prefix, 'unit', 101 + (i - 1) % (o.local_associations - 1)),
  case when pg_temp.chance('email', x.n) < 0.6 then lower(code) || '@post.example' end
from demo_organization o
cross join generate_series(1, o.contacts) as i
cross join lateral (select pg_temp.nth(o.place, i) as n, 'K-' || lpad(i::text, 5, '0') as code) x
cross join lateral (select pg_temp.chance('category', x.n) as chance) y
join first_name f on f.n = pg_temp.whole(1, 37, 'first', case when i % 100 in (31, 32, 33) then x.n - 20 else x.n end)
join last_name l on l.n = pg_temp.whole(1, 41, 'last', case when i % 100 in (31, 32, 33) then x.n - 20 else x.n end);

-- The first of them have accounts.
insert into grants.peer_mentor (id, organization_id, code, name, unit_id, user_id, registered_on)
select pg_temp.id(o.prefix, 'mentor', i), o.id, 'LP-' || lpad(i::text, 3, '0'), coalesce(o.accounts -> (i - 1) ->> 'name', f.name || ' ' || l.name),
  pg_temp.id(o.prefix, 'unit', 101 + (i - 1) % (o.local_associations - 1)), (o.accounts -> (i - 1) ->> 'id')::uuid,
  date '2015-01-01' + pg_temp.whole(0, 2900, 'registered', x.n)
from demo_organization o
cross join generate_series(1, o.peer_mentors) as i
cross join lateral (select pg_temp.nth(o.place, i) as n) x
join first_name f on f.n = pg_temp.whole(1, 37, 'mentor first', x.n)
join last_name l on l.n = pg_temp.whole(1, 41, 'mentor last', x.n);
analyze grants.contact;
