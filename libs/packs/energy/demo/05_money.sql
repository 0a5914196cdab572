-- Invoices (200 in each organization), payments (450), expenses (600).
-- What the settlements come to is billed on the third of the month after.
with month as (
  select month::date as starts, (month + interval '1 month - 1 day')::date as ends
  from generate_series(pg_temp.first_day(), pg_temp.last_day(), interval '1 month') as month
), settled as (
  select s.*, month.starts, month.ends
  from month
  cross join lateral energy.settlement_statement(month.starts, month.ends,
    (select array_agg(id) from energy.project where organization_id = pg_temp.organization()), null) as s
  join energy.contract c on c.id = s.contract_id and c.kind = 'PPA'
)
insert into energy.invoice (id, organization_id, project_id, contract_id, direction, invoice_no, counterparty, invoice_date, due_date, period_start,
  period_end, currency, subtotal, tax, total, status, description)
select pg_temp.id('invoice', contract, starts::text), pg_temp.organization(), project_id, contract_id, 'generated',
  format('%s-%s', contract, to_char(starts, 'YYMM')), counterparty, ends + 3, ends + 33, starts, ends, currency, subtotal, tax, subtotal + tax,
  case when ends = pg_temp.last_day() then 'draft' else 'issued' end, 'Energy of ' || to_char(starts, 'YYYY-MM')
from settled;

insert into energy.invoice_line (id, organization_id, project_id, invoice_id, line_no, kind, description, amount)
select pg_temp.id('line', i.invoice_no, l.line_no::text), i.organization_id, i.project_id, i.id, l.line_no, l.kind, l.description, l.amount
from energy.invoice i
cross join lateral (
  select coalesce(sum(a.amount) filter (where a.kind = 'capacity'), 0) as capacity from energy.adjustment a
  where a.contract_id = i.contract_id and a.adjusted_on between i.period_start and i.period_end
) a
cross join lateral (values (1, 'energy', 'Energy delivered', i.subtotal - a.capacity), (2, 'capacity', 'Capacity charge', a.capacity)) as l(line_no, kind, description, amount)
where i.organization_id = pg_temp.organization();

-- A credit note now and then.
insert into energy.invoice (id, organization_id, project_id, contract_id, direction, kind, invoice_no, credits_id, counterparty, invoice_date, due_date,
  period_start, period_end, currency, subtotal, tax, total, status, description)
select pg_temp.id('credit', i.invoice_no), i.organization_id, i.project_id, i.contract_id, 'generated', 'credit_note', 'CN-' || i.invoice_no, i.id,
  i.counterparty, i.invoice_date + 12, i.invoice_date + 12, i.period_start, i.period_end, i.currency, -round(i.subtotal * 0.02, 2),
  -round(i.tax * 0.02, 2), -round(i.subtotal * 0.02, 2) - round(i.tax * 0.02, 2), 'issued', 'Correction of a meter reading'
from (select *, row_number() over (order by pg_temp.chance('credited', invoice_no)) as n from energy.invoice
  where organization_id = pg_temp.organization() and status = 'issued') as i
where n <= 8;

-- Everything else that is bought, until there are two hundred.
insert into energy.invoice (id, organization_id, project_id, contract_id, direction, invoice_no, counterparty, invoice_date, due_date, currency,
  subtotal, tax, total, status, description)
select pg_temp.id('bought', n::text), pg_temp.organization(), c.project_id, c.id, 'received', format('%s-%s', upper(left(md5(v.vendor), 3)), 40000 + n),
  v.vendor, v.day, v.day + v.terms, c.currency, v.amount, round(v.amount * c.tax_pct / 100, 2), v.amount + round(v.amount * c.tax_pct / 100, 2),
  case when pg_temp.chance('draft', n::text) < 0.03 then 'draft' else 'issued' end, v.what
from generate_series(1, 200 - (select count(*)::integer from energy.invoice where organization_id = pg_temp.organization())) as n
cross join lateral (
  select id, project_id, currency, tax_pct from energy.contract where organization_id = pg_temp.organization() order by pg_temp.chance('bought for', n::text, code) limit 1
) c
cross join lateral (
  select pg_temp.pick(array['Baltic Crane Hire', 'Helios Spare Parts', 'Northwind Insurance', 'Terra Land Lease', 'Volt & Watt Engineering', 'Skyline Drones', 'Quiet Fields Mowing'], 'vendor', n::text) as vendor,
    pg_temp.pick(array['Spare parts', 'Site work', 'Inspection', 'Lease', 'Insurance premium'], 'what', n::text) as what,
    pg_temp.first_day() + pg_temp.whole(0, 394, 'bought on', n::text) as day, pg_temp.whole(1, 6, 'terms', n::text) * 15 as terms,
    round((300 + 14000 * power(pg_temp.chance('amount', n::text), 2))::numeric * pg_temp.worth(c.currency), 2) as amount
) v;

-- Four hundred and fifty payments, in up to three parts each; what is recent is unpaid, some is paid in part.
with payable as (
  select i.*, row_number() over (order by i.due_date, i.id) as n
  from energy.invoice i
  where i.organization_id = pg_temp.organization() and i.status = 'issued' and i.kind = 'invoice' and i.total > 10
), part as (
  select p.*, k, pg_temp.chance('partial', p.id::text) < 0.06 as is_partial
  from payable p cross join generate_series(1, 3) as k
), ranked as (
  select *, row_number() over (order by k, n) as rank from part
)
insert into energy.payment (id, organization_id, project_id, invoice_id, reference, paid_on, amount, method)
select pg_temp.id('payment', id::text, k::text), organization_id, project_id, id, format('PAY-%s-%s', invoice_no, k),
  -- Three in ten are late.
  least(invoice_date + 8 * k + pg_temp.whole(0, 34, 'paid', id::text, k::text)
    + case when pg_temp.chance('late', id::text) < 0.3 then pg_temp.whole(15, 150, 'how late', id::text) else 0 end, pg_temp.last_day() + 20),
  case when k < parts then round(total / parts, 2)
    when is_partial then round(total / parts * 0.4, 2)
    else total - (parts - 1) * round(total / parts, 2) end,
  pg_temp.pick(array['bank transfer', 'bank transfer', 'direct debit', 'letter of credit'], 'method', id::text)
from (select *, count(*) over (partition by id) as parts from ranked where rank <= 450) as paid;

insert into energy.expense (id, organization_id, project_id, period, category, vendor, gl_account, reference, currency, budget, actual, description)
select pg_temp.id('expense', n::text), pg_temp.organization(), p.id, month, x.category, x.vendor, x.gl_account, format('EXP-%s', lpad(n::text, 4, '0')), p.currency,
  x.budget, case when x.category = 'Contingency' then round((x.base * 0.3 * pg_temp.chance('contingency', n::text))::numeric, 2)
    else round((x.base * (0.82 + 0.45 * pg_temp.chance('actual', n::text)))::numeric, 2) end, x.category || ' of ' || to_char(month, 'YYYY-MM')
from generate_series(0, 599) as n
cross join lateral (
  select pr.id, c.currency from (select id, row_number() over (order by code) as place, count(*) over () as places from energy.project
    where organization_id = pg_temp.organization()) pr
  join energy.contract c on c.project_id = pr.id and c.kind = 'PPA'
  where place = n % places + 1
) p
cross join lateral (select (pg_temp.first_day() + make_interval(months => (n / 3) % 13))::date as month) m
cross join lateral (
  select e.*, case when e.category = 'Contingency' then 0 else e.base end as budget
  from (select row_number() over () - 1 as place, v.category, v.vendor, v.gl_account, v.base * pg_temp.worth(p.currency) as base from (values
    ('O&M', 'Volt & Watt Engineering', '6100', 42000.00), ('O&M', 'Skyline Drones', '6110', 3500.00), ('Insurance', 'Northwind Insurance', '6200', 12000.00),
    ('Land lease', 'Terra Land Lease', '6300', 8000.00), ('Land lease', 'County council', '6310', 1250.00), ('Spare parts', 'Helios Spare Parts', '6400', 5000.00),
    ('Spare parts', 'Baltic Crane Hire', '6410', 2600.00), ('Grid fees', 'Transmission operator', '6500', 9400.00), ('Security', 'Night Owl Guards', '6600', 2100.00),
    ('Vegetation', 'Quiet Fields Mowing', '6700', 1700.00), ('Audit and legal', 'Marsh & Hill LLP', '6800', 4800.00), ('Software', 'Sunline Monitoring', '6900', 1900.00),
    ('Travel', null, '6950', 900.00), ('Contingency', null, '6990', 1500.00), ('Community fund', 'Village trust', '7000', 2500.00), ('Training', null, '7100', 650.00)
  ) as v(category, vendor, gl_account, base)) e
  where e.place = (n / 39) % 16
) x;
