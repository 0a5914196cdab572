-- The tree: an organization, six regions, forty local associations. The last of them is new and has done nothing yet.
insert into grants.organization_unit (id, organization_id, kind, code, name, org_number)
select pg_temp.id(o.prefix, 'unit', 0), o.id, 'org', 'ORG', t.name, o.org_number
from demo_organization o join platform.organization t on t.id = o.id;

create temp table region (n integer, code text, name text) on commit drop;
insert into region values (1, 'R-NORD', 'Nord'), (2, 'R-MIDT', 'Midt'), (3, 'R-VEST', 'Vest'), (4, 'R-SOR', 'Sør'), (5, 'R-OST', 'Øst'), (6, 'R-INN', 'Innlandet');

insert into grants.organization_unit (id, organization_id, parent_id, kind, code, name)
select pg_temp.id(o.prefix, 'unit', r.n), o.id, pg_temp.id(o.prefix, 'unit', 0), 'region', r.code, o.short_name || ' ' || r.name
from demo_organization o cross join region r;

create temp table town (n integer, region integer, name text, county text) on commit drop;
insert into town
select row_number() over (), t.* from (values
  (5, 'Oslo', 'Oslo'), (3, 'Bergen', 'Vestland'), (2, 'Trondheim', 'Trøndelag'), (3, 'Stavanger', 'Rogaland'), (5, 'Drammen', 'Buskerud'),
  (5, 'Fredrikstad', 'Østfold'), (4, 'Kristiansand', 'Agder'), (1, 'Tromsø', 'Troms'), (4, 'Sandefjord', 'Vestfold'), (2, 'Ålesund', 'Møre og Romsdal'),
  (4, 'Skien', 'Telemark'), (1, 'Bodø', 'Nordland'), (5, 'Lillestrøm', 'Akershus'), (6, 'Hamar', 'Innlandet'), (3, 'Haugesund', 'Rogaland'),
  (5, 'Moss', 'Østfold'), (4, 'Arendal', 'Agder'), (4, 'Tønsberg', 'Vestfold'), (6, 'Gjøvik', 'Innlandet'), (2, 'Molde', 'Møre og Romsdal'),
  (1, 'Harstad', 'Troms'), (5, 'Kongsberg', 'Buskerud'), (2, 'Steinkjer', 'Trøndelag'), (6, 'Lillehammer', 'Innlandet'), (1, 'Alta', 'Finnmark'),
  (3, 'Voss', 'Vestland'), (5, 'Ski', 'Akershus'), (4, 'Larvik', 'Vestfold'), (1, 'Mo i Rana', 'Nordland'), (6, 'Elverum', 'Innlandet'),
  (2, 'Kristiansund', 'Møre og Romsdal'), (3, 'Førde', 'Vestland'), (4, 'Notodden', 'Telemark'), (1, 'Narvik', 'Nordland'), (6, 'Kongsvinger', 'Innlandet'),
  (2, 'Namsos', 'Trøndelag'), (3, 'Egersund', 'Rogaland'), (1, 'Hammerfest', 'Finnmark'), (5, 'Halden', 'Østfold'), (1, 'Kirkenes', 'Finnmark')
) as t(region, name, county);

insert into grants.organization_unit (id, organization_id, parent_id, kind, code, name, county, member_count)
select pg_temp.id(o.prefix, 'unit', 100 + t.n), o.id, pg_temp.id(o.prefix, 'unit', t.region), 'local', 'L-' || lpad(t.n::text, 2, '0'),
  o.short_name || ' ' || t.name, t.county, pg_temp.whole(25, 60, 'members', pg_temp.nth(o.place, t.n)) + 400 / t.n
from demo_organization o join town t on t.n <= o.local_associations;

-- Its own words for what it does; `unmapped` activities have none.
insert into grants.organization_label (id, organization_id, kind, key, internal)
select pg_temp.id(o.prefix, 'label', row_number() over (partition by o.id order by t.key desc, w.place)), o.id, 'activity_type', t.key, w.word
from demo_organization o cross join jsonb_each(o.terms) as t(key, words) cross join jsonb_array_elements_text(t.words) with ordinality as w(word, place);

create temp table category (n integer, code text, name text) on commit drop;
insert into category values (1, 'medlem', 'Medlem'), (2, 'parorende', 'Pårørende'), (3, 'ungdom', 'Ungdom under 26 år'), (4, 'henvist', 'Henvist fra sykehus'), (5, 'nydiagnostisert', 'Nydiagnostisert');
insert into grants.contact_category (id, organization_id, code, name)
select pg_temp.id(o.prefix, 'category', c.n), o.id, c.code, c.name from demo_organization o cross join category c;

insert into grants.report_period (id, organization_id, kind, label, start_date, end_date)
select pg_temp.id(o.prefix, 'period', row_number() over (partition by o.id order by y.year, k.months desc, k.part)), o.id, k.kind,
  case k.kind when 'half_year' then format('H%s ', k.part) when 'quarter' then format('Q%s ', k.part) else '' end || y.year,
  make_date(y.year, k.months * (k.part - 1) + 1, 1), (make_date(y.year, k.months * (k.part - 1) + 1, 1) + make_interval(months => k.months))::date - 1
from demo_organization o
cross join generate_series(pg_temp.first_year(), pg_temp.last_year()) as y(year)
cross join (values ('year', 12, 1), ('half_year', 6, 1), ('half_year', 6, 2), ('quarter', 3, 1), ('quarter', 3, 2), ('quarter', 3, 3), ('quarter', 3, 4))
  as k(kind, months, part);
