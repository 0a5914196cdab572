-- Projects, contracts, meters and prices of one organization; $1 says what they are (see src/demo/organizations.ts).
create temp table plan on commit drop as select $1::jsonb as facts;

insert into energy.project (id, organization_id, code, name, country, timezone)
select pg_temp.id('project', p.code), pg_temp.organization(), p.code, p.name, p.country, p.timezone
from plan, jsonb_to_recordset(facts -> 'projects') as p(code text, name text, country text, timezone text);

insert into energy.contract (id, organization_id, project_id, code, name, kind, counterparty, currency, start_date, end_date,
  capacity_kw, tax_pct, market, rounding_policy)
select pg_temp.id('contract', c.code), pg_temp.organization(), pg_temp.id('project', c.project), c.code, c.name, c.kind, c.counterparty,
  c.currency, date '2025-01-01', date '2039-12-31', c.capacity_kw, c.tax_pct, c.market, coalesce(c.rounding_policy, 'none')
from plan, jsonb_to_recordset(facts -> 'contracts') as c(code text, project text, name text, kind text, counterparty text, currency text,
  capacity_kw numeric, tax_pct numeric, market text, rounding_policy text);

insert into energy.meter (id, organization_id, project_id, contract_id, code, name, serial_no)
select pg_temp.id('meter', m.code), pg_temp.organization(), c.project_id, c.id, m.code, m.name, 'LG-' || pg_temp.whole(100000, 999999, 'serial', m.code)
from plan, jsonb_to_recordset(facts -> 'meters') as m(code text, contract text, name text)
join energy.contract c on c.id = pg_temp.id('contract', m.contract);

-- A tariff a calendar year, a little dearer each time.
insert into energy.tariff (id, organization_id, project_id, contract_id, valid_from, valid_to, discount, floor, ceiling)
select pg_temp.id('tariff', c.code, y.year::text), c.organization_id, c.project_id, c.id, make_date(y.year, 1, 1),
  case y.year when 2025 then date '2025-12-31' end, 0.15,
  (0.118 + 0.002 * (y.year - 2025)) * pg_temp.worth(c.currency), (0.148 + 0.002 * (y.year - 2025)) * pg_temp.worth(c.currency)
from energy.contract c cross join (values (2025), (2026)) as y(year)
where c.organization_id = pg_temp.organization() and c.kind = 'PPA';

insert into energy.reference_price (id, organization_id, market, currency, valid_from, price, source)
select pg_temp.id('price', m.market, month::date::text), pg_temp.organization(), m.market, m.currency, month::date,
  round(pg_temp.worth(m.currency) * (0.158 + 0.03 * sin(2 * pi() * (extract(month from month) - 1) / 12) + 0.02 * (pg_temp.chance('price', m.market, month::text) - 0.5))::numeric, 4),
  m.market || ' monthly average'
from (select distinct market, currency from energy.contract where organization_id = pg_temp.organization() and market is not null) m,
  generate_series(pg_temp.first_day(), pg_temp.last_day(), interval '1 month') as month;
