-- What the contracts promise, the breaches that were noticed, and what was decided about damages.
insert into energy.obligation (id, organization_id, project_id, contract_id, clause, name, clause_text, guarantee_kind, period, threshold, ld_per_point,
  cap_period, cap_annual, assumed_availability)
select pg_temp.id('obligation', c.code, g.clause), c.organization_id, c.project_id, c.id, g.clause, g.name, g.clause_text, g.kind, g.period, g.threshold,
  g.ld_per_point * pg_temp.worth(c.currency), g.cap_period * pg_temp.worth(c.currency), g.cap_annual * pg_temp.worth(c.currency), g.assumed
from energy.contract c
cross join (values
  ('7.1', 'Availability guarantee', 'The plant is available for at least this share of the hours of a month that no excused event takes away.', 'availability', 'month', 96, 4000, 15000, 60000, 1.0),
  ('7.2', 'Capacity factor guarantee', 'Over a quarter the plant delivers at least this share of what its capacity could.', 'capacity_factor', 'quarter', 20, 2500, 20000, 50000, 0.95)
) as g(clause, name, clause_text, kind, period, threshold, ld_per_point, cap_period, cap_annual, assumed)
where c.organization_id = pg_temp.organization() and c.kind = 'PPA';

insert into energy.obligation (id, organization_id, project_id, contract_id, clause, name, guarantee_kind, due_date)
select pg_temp.id('obligation', c.code, d.clause || n), c.organization_id, c.project_id, c.id, d.clause || '.' || n, d.name, 'duty',
  (pg_temp.first_day() + make_interval(months => d.every * n, days => d.day))::date
from energy.contract c
cross join (values ('9.1', 'Insurance certificate', 3, 14), ('9.4', 'Operation and maintenance report', 2, 20), ('11.2', 'Environmental monitoring report', 6, 9)) as d(clause, name, every, day)
cross join generate_series(1, 5) as n
where c.organization_id = pg_temp.organization();

-- Thirty breaches in each organization, nine of them cured in time.
with chosen as (
  select o.*, c.code as contract, p.code as project, row_number() over (order by pg_temp.chance('breach', o.id::text)) as n
  from energy.obligation o
  join energy.contract c on c.id = o.contract_id
  join energy.project p on p.id = o.project_id
  cross join generate_series(1, 3)
  where o.organization_id = pg_temp.organization() and (o.guarantee_kind <> 'duty' or o.due_date < pg_temp.last_day())
), breach as (
  select *, case when guarantee_kind = 'duty' then due_date + 1
    else (date_trunc('month', pg_temp.first_day() + pg_temp.whole(0, 360, 'breached', n::text)) + interval '1 month')::date end::timestamptz as starts
  from chosen where n <= 30
)
insert into energy.default_event (id, organization_id, project_id, contract_id, obligation_id, reference, breach_start, cure_deadline, time_cured, status, description)
select pg_temp.id('default', n::text), organization_id, project_id, contract_id, id, format('DE-%s-%s', project, lpad(n::text, 3, '0')), starts,
  starts + interval '30 days', case when n <= 9 then starts + make_interval(days => pg_temp.whole(3, 28, 'cured', n::text)) end,
  case when n <= 9 then 'cured' when starts + interval '30 days' < pg_temp.last_day() then 'expired' else 'open' end,
  format('%s: %s', clause, name)
from breach;

-- Damages that people looked at: some charged, some waived.
insert into energy.ld_calculation (id, organization_id, project_id, contract_id, obligation_id, period_start, waived_amount, waived_reason, invoiced_ref)
select pg_temp.id('ld', o.id::text, month::date::text), o.organization_id, o.project_id, o.contract_id, o.id, month::date,
  case when pg_temp.chance('waived', o.id::text, month::text) < 0.25 then 500 * pg_temp.whole(1, 4, 'waiver', o.id::text, month::text) * pg_temp.worth(c.currency) end,
  case when pg_temp.chance('waived', o.id::text, month::text) < 0.25 then 'Agreed in the operations committee' end,
  case when pg_temp.chance('charged', o.id::text, month::text) < 0.5 then format('CN-LD-%s-%s', c.code, to_char(month, 'YYMM')) end
from energy.obligation o
join energy.contract c on c.id = o.contract_id
cross join generate_series(pg_temp.first_day(), pg_temp.last_day() - 60, interval '1 month') as month
where o.organization_id = pg_temp.organization() and o.guarantee_kind = 'availability' and pg_temp.chance('decided', o.id::text, month::text) < 0.4;

insert into energy.adjustment (id, organization_id, project_id, contract_id, adjusted_on, kind, reference, amount, description)
select pg_temp.id('capacity', c.code, month::text), c.organization_id, c.project_id, c.id, (month + interval '1 month - 1 day')::date, 'capacity',
  format('CAP-%s', to_char(month, 'YYYY-MM')), round(c.capacity_kw * 0.25 * pg_temp.worth(c.currency), 2), 'Capacity charge for ' || to_char(month, 'YYYY-MM')
from energy.contract c cross join generate_series(pg_temp.first_day(), pg_temp.last_day(), interval '1 month') as month
where c.organization_id = pg_temp.organization() and c.kind = 'PPA';
