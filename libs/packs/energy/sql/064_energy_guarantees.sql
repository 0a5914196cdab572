-- How long the period of a guarantee is; PostgreSQL reads no quarters.
create or replace function energy.period_length(period text) returns interval
language sql immutable parallel safe as $$
  select case period when 'quarter' then interval '3 months' when 'year' then interval '1 year' else interval '1 month' end
$$;

-- Every guarantee and duty that is due from p_from to p_to, as it stands on p_as_of, with the liquidated damages of each
-- period. p_from null = since the contract began. Guarantees are measured over whole months, quarters or years of the project's zone that lie
-- within the contract. A period that misses a day of meter data has no measure and no damages, but status
-- insufficient_data (EN-C9); figures that people stated (ld_calculation) count instead.
--
--   availability     100 × operating hours / (hours − excused hours)                                        EN-C4, EN-C6
--   capacity_factor  100 × kWh / (capacity × (hours − excused hours) × assumed availability)                 EN-C7
--   output           kWh; a shortfall costs what the energy costs more elsewhere                              EN-C8
--
-- Damages are rounded to cents once, then cut by the period's cap, less what is waived (all of it where the breach was
-- cured in time), then cut by what the calendar year's cap has left (EN-C5).
create or replace function energy.guarantee_periods(p_from date, p_to date, p_as_of date, p_projects uuid[], p_contracts uuid[])
returns table (project_id uuid, project text, contract_id uuid, contract text, currency text, obligation_id uuid, clause text,
  obligation text, guarantee_kind text, unit text, period_start date, period_end date, due_date date, hours numeric,
  excused_hours numeric, guaranteed numeric, measured numeric, shortfall numeric, rate numeric, gross_ld numeric, cap_applied numeric,
  waived numeric, net_ld numeric, cap_annual numeric, remaining_annual_cap numeric, status text, is_cured boolean,
  breach_start timestamptz, cure_deadline timestamptz, cured_at timestamptz, waived_reason text, invoiced_ref text)
language sql stable parallel safe as $$
  with promised as (
    select p.id as project_id, p.code as project, p.timezone, c.id as contract_id, c.code as contract, c.currency, c.capacity_kw,
      c.rounding_policy, o.id as obligation_id, o.organization_id, o.clause, o.name as obligation, o.guarantee_kind, o.period, o.due_date,
      o.threshold, o.ld_per_point, o.cap_period, o.cap_annual, o.assumed_availability, o.alternative_price, o.contract_price,
      greatest(c.start_date, o.valid_from) as first_day, least(c.end_date, o.valid_to) as last_day
    from energy.obligation o
    join energy.contract c on c.organization_id = o.organization_id and c.id = o.contract_id and c.deleted_at is null and c.status <> 'draft'
    join energy.project p on p.organization_id = c.organization_id and p.id = c.project_id and p.deleted_at is null
    where o.deleted_at is null
      and (p_projects is null or p.id = any (p_projects)) and (p_contracts is null or c.id = any (p_contracts))
  ), period as (
    -- From the year's first period on, whatever p_from says: annual caps remember what earlier periods used of them.
    select o.*, start::date as period_start, (start + energy.period_length(o.period))::date - 1 as period_end
    from promised o
    cross join lateral generate_series(
      date_trunc('year', greatest(o.first_day, p_from)::timestamp), p_to::timestamp, energy.period_length(o.period)) as start
    where o.guarantee_kind <> 'duty'
  ), whole as (
    select w.*, w.period_start::timestamp at time zone w.timezone as starts_at,
      (w.period_end + 1)::timestamp at time zone w.timezone as ends_at
    from period w
    where w.period_start >= w.first_day and w.period_end <= coalesce(w.last_day, w.period_end) and w.period_end <= p_to
  ), metered as (
    -- Per period: one line per settlement meter, and one without a meter where the contract has none.
    select w.obligation_id, w.period_start, count(m.id) as meters,
      avg(extract(epoch from w.ends_at - w.starts_at) / 3600) as hours,
      avg(energy.excused_hours(w.project_id, w.contract_id, m.id, w.starts_at, w.ends_at)) as excused_hours,
      sum(d.hours) as operating_hours, sum(d.kwh) as kwh,
      bool_and(coalesce(d.days_with_hours = w.period_end - w.period_start + 1, false)) as has_hours,
      bool_and(coalesce(d.days_with_kwh = w.period_end - w.period_start + 1, false)) as has_kwh
    from whole w
    left join energy.meter m on m.organization_id = w.organization_id and m.contract_id = w.contract_id
      and m.kind = 'settlement' and m.deleted_at is null
    left join lateral (
      select sum(day.operating_hours) as hours, sum(day.metered_kwh + day.deemed_kwh) as kwh,
        count(day.operating_hours) as days_with_hours, count(day.metered_kwh) as days_with_kwh
      from energy.meter_day day
      where day.organization_id = w.organization_id and day.meter_id = m.id and day.deleted_at is null
        and day.day between w.period_start and w.period_end
    ) d on true
    group by w.obligation_id, w.period_start
  ), measured as (
    select w.*, m.hours, m.excused_hours, l.waived_amount, l.waived_reason,
      coalesce(l.invoiced_ref, i.invoice_no) as invoiced_ref, n.breach_start, n.cure_deadline, n.time_cured,
      coalesce(n.time_cured <= coalesce(n.cure_deadline, n.time_cured), false) as is_cured,
      w.period_end > p_as_of as is_ahead,
      -- Excused from the first hour to the last: nothing was promised.
      m.hours - m.excused_hours <= 0 and w.guarantee_kind <> 'output' as is_excused,
      case when w.period_end > p_as_of or (m.hours - m.excused_hours <= 0 and w.guarantee_kind <> 'output') then null
        when w.guarantee_kind = 'availability' then
          100 * coalesce(l.stated_hours, case when m.has_hours then m.operating_hours end)
            / (greatest(m.meters, 1) * (m.hours - m.excused_hours))
        when w.guarantee_kind = 'capacity_factor' then
          100 * coalesce(l.stated_kwh, case when m.has_kwh then m.kwh end)
            / (w.capacity_kw * (m.hours - m.excused_hours) * w.assumed_availability)
        else coalesce(l.stated_kwh, case when m.has_kwh then m.kwh end) end as measured
    from whole w
    join metered m on m.obligation_id = w.obligation_id and m.period_start = w.period_start
    left join energy.ld_calculation l on l.organization_id = w.organization_id and l.obligation_id = w.obligation_id
      and l.period_start = w.period_start and l.deleted_at is null
    left join energy.invoice i on i.organization_id = l.organization_id and i.id = l.invoice_id and i.deleted_at is null
    left join lateral (
      select d.* from energy.default_event d
      where d.organization_id = w.organization_id and d.obligation_id = w.obligation_id and d.deleted_at is null
        and d.breach_start >= w.starts_at and d.breach_start < w.ends_at
      order by d.breach_start desc, d.id desc limit 1
    ) n on true
  ), damaged as (
    select m.*, s.shortfall, r.rate, round(s.shortfall * r.rate, 2) as gross_ld,
      case when m.is_ahead then 'upcoming' when m.is_excused then 'compliant' when m.measured is null then 'insufficient_data'
        when m.measured >= m.threshold then 'compliant' when m.is_cured then 'cured' else 'breach' end as status
    from measured m
    cross join lateral (select case when m.guarantee_kind = 'output' then greatest(m.threshold - m.measured, 0)
      else energy.rounded_shortfall(greatest(m.threshold - m.measured, 0), m.rounding_policy) end
      -- greatest() looks past nulls, a shortfall does not.
      where m.measured is not null) as s (shortfall)
    cross join lateral (select case when m.guarantee_kind = 'output'
      then greatest(m.alternative_price - m.contract_price, 0) else m.ld_per_point end) as r (rate)
    union all
    select m.*, null, null, null, case when m.is_ahead then 'upcoming' when m.is_excused then 'compliant' else 'insufficient_data' end
    from measured m where m.measured is null
  ), capped as (
    -- least() looks past nulls: where nothing is owed, the cap would be.
    select d.*, case when d.gross_ld is not null then least(d.gross_ld, d.cap_period) end as payable,
      least(case when d.status = 'cured' then coalesce(d.waived_amount, d.gross_ld) else coalesce(d.waived_amount, 0.00) end,
        d.gross_ld, d.cap_period) as waived
    from damaged d
  ), yearly as (
    select k.*, k.payable - k.waived as owed,
      sum(coalesce(k.payable - k.waived, 0)) over (
        partition by k.obligation_id, extract(year from k.period_start) order by k.period_start) as owed_this_year
    from capped k
  ), limited as (
    select y.*, case when y.gross_ld is null then null
      else least(y.owed_this_year, y.cap_annual) - least(y.owed_this_year - y.owed, y.cap_annual) end as net_ld
    from yearly y
  )
  select l.project_id, l.project, l.contract_id, l.contract, l.currency, l.obligation_id, l.clause, l.obligation, l.guarantee_kind,
    case l.guarantee_kind when 'output' then 'kWh' else '%' end, l.period_start, l.period_end, l.period_end,
    round(l.hours, 4), round(l.excused_hours, 4), l.threshold, l.measured, l.shortfall, l.rate, l.gross_ld,
    l.gross_ld - l.waived - l.net_ld, case when l.gross_ld is not null then l.waived end, l.net_ld, l.cap_annual,
    l.cap_annual - least(l.owed_this_year, l.cap_annual), l.status, l.status = 'cured',
    l.breach_start, l.cure_deadline, l.time_cured, l.waived_reason, l.invoiced_ref
  from limited l
  where p_from is null or l.period_end >= p_from
  union all
  -- Duties are done by their day unless a default was noticed.
  select o.project_id, o.project, o.contract_id, o.contract, o.currency, o.obligation_id, o.clause, o.obligation, o.guarantee_kind,
    null, null, null, o.due_date, null, null, o.threshold, null, null, null, null, null, null, null, null, null,
    case when n.id is null then case when o.due_date > p_as_of then 'upcoming' else 'compliant' end
      when n.time_cured <= coalesce(n.cure_deadline, n.time_cured) then 'cured' else 'breach' end,
    coalesce(n.time_cured <= coalesce(n.cure_deadline, n.time_cured), false), n.breach_start, n.cure_deadline, n.time_cured, null, null
  from promised o
  left join lateral (
    select d.* from energy.default_event d
    where d.organization_id = o.organization_id and d.obligation_id = o.obligation_id and d.deleted_at is null
    order by d.breach_start desc, d.id desc limit 1
  ) n on true
  where o.guarantee_kind = 'duty' and o.due_date <= p_to and (p_from is null or o.due_date >= p_from)
$$;
