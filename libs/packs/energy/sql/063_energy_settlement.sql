-- What a settlement bills: one line per meter, tariff and reference price of the days from p_from to p_to. Lines are
-- rounded to cents each, metered and deemed energy by themselves, and only then added up (EN-C2, EN-C3). Without a
-- reference price a line has no rate and no amount.
create or replace function energy.settlement_lines(p_from date, p_to date, p_projects uuid[], p_contracts uuid[])
returns table (project_id uuid, project text, contract_id uuid, contract text, counterparty text, currency text, meter text,
  first_day date, last_day date, days_without_data integer, opening numeric, closing numeric, metered_kwh numeric, deemed_kwh numeric,
  billable_kwh numeric, mrp numeric, discount_pct numeric, floor numeric, ceiling numeric, rate numeric,
  energy_amount numeric, deemed_amount numeric, line_amount numeric)
language sql stable parallel safe as $$
  with priced as (
    select p.id as project_id, p.code as project, c.id as contract_id, c.code as contract, c.counterparty, c.currency, m.code as meter,
      d.day, d.opening, d.closing, d.metered_kwh, d.deemed_kwh,
      r.price as mrp, t.discount, t.floor, t.ceiling
    from energy.meter_day d
    join energy.meter m on m.organization_id = d.organization_id and m.id = d.meter_id and m.kind = 'settlement' and m.deleted_at is null
    join energy.contract c on c.organization_id = m.organization_id and c.id = m.contract_id and c.deleted_at is null and c.status <> 'draft'
    join energy.project p on p.organization_id = c.organization_id and p.id = c.project_id and p.deleted_at is null
    left join energy.tariff t on t.organization_id = c.organization_id and t.contract_id = c.id and t.deleted_at is null
      and d.day >= t.valid_from and d.day <= coalesce(t.valid_to, d.day)
    left join lateral (
      select price.price from energy.reference_price price
      where price.organization_id = c.organization_id and price.market = c.market and price.currency = c.currency
        and price.deleted_at is null and price.valid_from <= d.day and d.day <= coalesce(price.valid_to, d.day)
      order by price.valid_from desc limit 1
    ) r on true
    where d.deleted_at is null and d.day between p_from and p_to
      and d.day >= c.start_date and d.day <= coalesce(c.end_date, d.day)
      and (p_projects is null or p.id = any (p_projects)) and (p_contracts is null or c.id = any (p_contracts))
  ), lines as (
    select l.project_id, l.project, l.contract_id, l.contract, l.counterparty, l.currency, l.meter, min(l.day) as first_day, max(l.day) as last_day,
      max(l.day) - min(l.day) + 1 - count(l.metered_kwh)::integer as days_without_data,
      (array_agg(l.opening order by l.day))[1] as opening, (array_agg(l.closing order by l.day desc))[1] as closing,
      sum(l.metered_kwh) as metered_kwh, sum(l.deemed_kwh) as deemed_kwh,
      l.mrp, l.discount, l.floor, l.ceiling, energy.rate(l.mrp, l.discount, l.floor, l.ceiling) as rate
    from priced l
    group by l.project_id, l.project, l.contract_id, l.contract, l.counterparty, l.currency, l.meter, l.mrp, l.discount, l.floor, l.ceiling
  )
  select l.project_id, l.project, l.contract_id, l.contract, l.counterparty, l.currency, l.meter, l.first_day, l.last_day, l.days_without_data,
    l.opening, l.closing, l.metered_kwh, l.deemed_kwh, coalesce(l.metered_kwh, 0) + l.deemed_kwh,
    l.mrp, trim_scale(100 * l.discount), l.floor, l.ceiling, l.rate,
    round(l.metered_kwh * l.rate, 2), round(l.deemed_kwh * l.rate, 2),
    round(coalesce(l.metered_kwh, 0) * l.rate, 2) + round(l.deemed_kwh * l.rate, 2)
  from lines l
$$;

-- What is added to a settlement or taken off, in the days from p_from to p_to.
create or replace function energy.settlement_adjustments(p_from date, p_to date, p_projects uuid[], p_contracts uuid[])
returns table (project_id uuid, project text, contract_id uuid, contract text, currency text, kind text, reference text,
  adjusted_on date, description text, amount numeric)
language sql stable parallel safe as $$
  select p.id, p.code, c.id, c.code, c.currency, a.kind, a.reference, a.adjusted_on, a.description, a.amount
  from energy.adjustment a
  join energy.contract c on c.organization_id = a.organization_id and c.id = a.contract_id and c.deleted_at is null and c.status <> 'draft'
  join energy.project p on p.organization_id = c.organization_id and p.id = c.project_id and p.deleted_at is null
  where a.deleted_at is null and a.adjusted_on between p_from and p_to
    and (p_projects is null or p.id = any (p_projects)) and (p_contracts is null or c.id = any (p_contracts))
$$;

-- One row per contract: its lines, its adjustments, tax on their sum, and what is due (EN-C2).
create or replace function energy.settlement_statement(p_from date, p_to date, p_projects uuid[], p_contracts uuid[])
returns table (project_id uuid, project text, contract_id uuid, contract text, counterparty text, currency text, billable_kwh numeric,
  energy_amount numeric, deemed_amount numeric, adjustments numeric, subtotal numeric, tax_pct numeric, tax numeric, net_due numeric)
language sql stable parallel safe as $$
  with lines as (
    select l.contract_id, sum(l.billable_kwh) as billable_kwh, sum(l.energy_amount) as energy_amount, sum(l.deemed_amount) as deemed_amount
    from energy.settlement_lines(p_from, p_to, p_projects, p_contracts) l group by l.contract_id
  ), adjusted as (
    select a.contract_id, sum(a.amount) as amount
    from energy.settlement_adjustments(p_from, p_to, p_projects, p_contracts) a group by a.contract_id
  ), settled as (
    select c.*, p.code as project, l.billable_kwh, l.energy_amount, l.deemed_amount, a.amount as adjustments,
      coalesce(l.energy_amount, 0) + coalesce(l.deemed_amount, 0) + coalesce(a.amount, 0) as subtotal
    from lines l
    full join adjusted a on a.contract_id = l.contract_id
    join energy.contract c on c.id = coalesce(l.contract_id, a.contract_id)
    join energy.project p on p.organization_id = c.organization_id and p.id = c.project_id
  )
  select s.project_id, s.project, s.id, s.code, s.counterparty, s.currency, s.billable_kwh, s.energy_amount, s.deemed_amount,
    s.adjustments, s.subtotal, trim_scale(s.tax_pct), round(s.subtotal * s.tax_pct / 100, 2),
    s.subtotal + round(s.subtotal * s.tax_pct / 100, 2)
  from settled s
$$;
