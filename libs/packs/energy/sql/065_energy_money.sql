-- What is open of every issued invoice and credit note on a day, by how long it is overdue: counted from the due date,
-- upper bounds belong to their bucket (EN-C10). Later invoices and later payments do not count, drafts never do.
create or replace function energy.open_items(p_as_of date, p_direction text, p_projects uuid[], p_contracts uuid[])
returns table (project_id uuid, project text, contract_id uuid, contract text, direction text, kind text, counterparty text, invoice_no text,
  invoice_date date, due_date date, currency text, original numeric, paid_as_of numeric, open numeric, days_overdue integer,
  bucket_current numeric, bucket_1_30 numeric, bucket_31_60 numeric, bucket_61_90 numeric, bucket_91_120 numeric, bucket_over_120 numeric)
language sql stable parallel safe as $$
  with item as (
    select p.id as project_id, p.code as project, c.id as contract_id, c.code as contract, i.direction, i.kind, i.counterparty, i.invoice_no,
      i.invoice_date, i.due_date, i.currency, i.total as original, coalesce(paid.amount, 0) as paid_as_of,
      i.total - coalesce(paid.amount, 0) as open, p_as_of - i.due_date as days
    from energy.invoice i
    join energy.project p on p.organization_id = i.organization_id and p.id = i.project_id and p.deleted_at is null
    left join energy.contract c on c.organization_id = i.organization_id and c.id = i.contract_id
    left join lateral (
      select sum(payment.amount) as amount from energy.payment payment
      where payment.organization_id = i.organization_id and payment.invoice_id = i.id and payment.deleted_at is null
        and payment.paid_on <= p_as_of
    ) paid on true
    where i.deleted_at is null and i.status = 'issued' and i.invoice_date <= p_as_of
      and (p_direction is null or i.direction = p_direction)
      and (p_projects is null or p.id = any (p_projects)) and (p_contracts is null or c.id = any (p_contracts))
  )
  select i.project_id, i.project, i.contract_id, i.contract, i.direction, i.kind, i.counterparty, i.invoice_no, i.invoice_date, i.due_date,
    i.currency, i.original, i.paid_as_of, i.open, greatest(i.days, 0),
    case when i.days <= 0 then i.open end, case when i.days between 1 and 30 then i.open end,
    case when i.days between 31 and 60 then i.open end, case when i.days between 61 and 90 then i.open end,
    case when i.days between 91 and 120 then i.open end, case when i.days > 120 then i.open end
  from item i
  where i.open <> 0
$$;

-- The period of the same length right before; whole months before whole months. Null where there is no beginning.
create or replace function energy.prior_period(p_from date, p_to date) returns daterange
language sql immutable parallel safe as $$
  select case
    when not isfinite(p_from) or not isfinite(p_to) or p_to < p_from then null
    when extract(day from p_from) = 1 and extract(day from p_to + 1) = 1 then
      daterange((p_from - make_interval(months => (12 * extract(year from age(p_to + 1, p_from)) + extract(month from age(p_to + 1, p_from)))::integer))::date, p_from)
    else daterange(p_from - (p_to - p_from + 1), p_from) end
$$;

-- Budget, actual and prior actual of every cost line whose month begins from p_from to p_to. Lines that only the prior
-- period has are shown as well. What a line states as prior counts where the prior period has no row of it (EN-C11).
create or replace function energy.expense_lines(p_from date, p_to date, p_prior daterange, p_projects uuid[], p_contracts uuid[])
returns table (currency text, category text, vendor text, gl_account text, budget numeric, actual numeric, prior numeric)
language sql stable parallel safe as $$
  with cost as (
    select e.*, e.period between p_from and p_to as is_current, coalesce(e.period <@ p_prior, false) as is_prior
    from energy.expense e
    join energy.project p on p.organization_id = e.organization_id and p.id = e.project_id and p.deleted_at is null
    where e.deleted_at is null and (e.period between p_from and p_to or e.period <@ p_prior)
      and (p_projects is null or p.id = any (p_projects)) and (p_contracts is null or e.contract_id = any (p_contracts))
  )
  select c.currency, c.category, c.vendor, c.gl_account,
    coalesce(sum(c.budget) filter (where c.is_current), 0), coalesce(sum(c.actual) filter (where c.is_current), 0),
    coalesce(sum(c.actual) filter (where c.is_prior), sum(c.prior) filter (where c.is_current))
  from cost c
  group by c.currency, c.category, c.vendor, c.gl_account
$$;

-- Revenue (lines of issued invoices that we generated, without tax, by the end of what they bill) and expenses by
-- category: the period, the one before, the year so far, and the period's budget where there is one.
create or replace function energy.financial_lines(p_from date, p_to date, p_prior daterange, p_projects uuid[], p_contracts uuid[])
returns table (currency text, section text, category text, current numeric, prior numeric, ytd numeric, budget numeric)
language sql stable parallel safe as $$
  with booked as (
    select i.currency::text, 'revenue' as section, case when l.kind in ('energy', 'capacity') then l.kind else 'other' end as category,
      coalesce(i.period_end, i.invoice_date) as day, coalesce(l.amount, i.subtotal) as amount, null::numeric as budget, null::numeric as stated_prior
    from energy.invoice i
    join energy.project p on p.organization_id = i.organization_id and p.id = i.project_id and p.deleted_at is null
    left join energy.invoice_line l on l.organization_id = i.organization_id and l.invoice_id = i.id and l.deleted_at is null
    where i.deleted_at is null and i.status = 'issued' and i.direction = 'generated'
      and (p_projects is null or p.id = any (p_projects)) and (p_contracts is null or i.contract_id = any (p_contracts))
    union all
    select e.currency, 'expenses', e.category, e.period, e.actual, e.budget, e.prior
    from energy.expense e
    join energy.project p on p.organization_id = e.organization_id and p.id = e.project_id and p.deleted_at is null
    where e.deleted_at is null
      and (p_projects is null or p.id = any (p_projects)) and (p_contracts is null or e.contract_id = any (p_contracts))
  ), timed as (
    select b.*, b.day between p_from and p_to as is_current, coalesce(b.day <@ p_prior, false) as is_prior,
      b.day between date_trunc('year', p_to::timestamp)::date and p_to as is_ytd
    from booked b
  )
  select t.currency, t.section, t.category,
    coalesce(sum(t.amount) filter (where t.is_current), 0),
    coalesce(sum(t.amount) filter (where t.is_prior), sum(t.stated_prior) filter (where t.is_current)),
    coalesce(sum(t.amount) filter (where t.is_ytd), 0),
    sum(t.budget) filter (where t.is_current)
  from timed t
  where t.is_current or t.is_prior or t.is_ytd
  group by t.currency, t.section, t.category
$$;

-- What each contract generated in each month of the days from p_from to p_to.
create or replace function energy.generation(p_from date, p_to date, p_projects uuid[], p_contracts uuid[])
returns table (project_id uuid, project text, contract_id uuid, contract text, month date, meters integer, days_without_data integer,
  metered_kwh numeric, deemed_kwh numeric, total_kwh numeric, hours numeric, operating_hours numeric, availability_pct numeric,
  capacity_factor_pct numeric)
language sql stable parallel safe as $$
  with monthly as (
    select p.id as project_id, p.code as project, c.id as contract_id, c.code as contract, c.capacity_kw,
      date_trunc('month', d.day::timestamp)::date as month, count(distinct m.id)::integer as meters,
      count(*) filter (where d.metered_kwh is null)::integer as days_without_data,
      sum(d.metered_kwh) as metered_kwh, sum(d.deemed_kwh) as deemed_kwh, sum(d.operating_hours) as operating_hours,
      -- The hours of a day are what its zone makes of it.
      sum(extract(epoch from (d.day + 1)::timestamp at time zone p.timezone - d.day::timestamp at time zone p.timezone) / 3600)
        filter (where d.operating_hours is not null) as available_of,
      sum(extract(epoch from (d.day + 1)::timestamp at time zone p.timezone - d.day::timestamp at time zone p.timezone) / 3600)
        filter (where d.metered_kwh is not null) as metered_of
    from energy.meter_day d
    join energy.meter m on m.organization_id = d.organization_id and m.id = d.meter_id and m.kind = 'settlement' and m.deleted_at is null
    join energy.contract c on c.organization_id = m.organization_id and c.id = m.contract_id and c.deleted_at is null and c.status <> 'draft'
    join energy.project p on p.organization_id = c.organization_id and p.id = c.project_id and p.deleted_at is null
    where d.deleted_at is null and d.day between p_from and p_to
      and (p_projects is null or p.id = any (p_projects)) and (p_contracts is null or c.id = any (p_contracts))
    group by p.id, p.code, c.id, c.code, c.capacity_kw, date_trunc('month', d.day::timestamp)
  )
  select g.project_id, g.project, g.contract_id, g.contract, g.month, g.meters, g.days_without_data, g.metered_kwh, g.deemed_kwh,
    coalesce(g.metered_kwh, 0) + g.deemed_kwh, g.metered_of / g.meters, g.operating_hours,
    energy.percent(g.operating_hours, g.available_of), energy.percent(g.metered_kwh, g.capacity_kw * g.metered_of / g.meters)
  from monthly g
$$;
