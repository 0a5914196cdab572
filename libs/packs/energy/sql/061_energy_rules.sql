-- What holds for every energy row, whatever writes it.
select platform.hold_check('energy', r.table_name, r.name, r.expression)
from (values
  ('contract', 'kind', $q$kind in ('PPA', 'O&M')$q$),
  ('contract', 'status', $q$status in ('draft', 'active', 'expired', 'terminated')$q$),
  ('contract', 'dates', $q$end_date >= start_date$q$),
  ('contract', 'currency', $q$currency ~ '^[A-Z]{3}$'$q$),
  ('contract', 'amounts', $q$capacity_kw > 0 and tax_pct >= 0$q$),
  ('contract', 'rounding_policy', $q$rounding_policy in ('none', 'two_decimals', 'one_decimal', 'whole_points')$q$),
  ('tariff', 'discount', $q$discount between 0 and 1$q$),
  ('tariff', 'limits', $q$coalesce(floor, 0) >= 0 and (floor is null or ceiling is null or ceiling >= floor)$q$),
  ('tariff', 'dates', $q$valid_to >= valid_from$q$),
  ('meter', 'kind', $q$kind in ('settlement', 'check')$q$),
  ('meter_reading', 'times', $q$ends_at > starts_at$q$),
  ('meter_reading', 'amounts', $q$energy_kwh >= 0 and register_kwh >= 0$q$),
  ('meter_reading', 'quality', $q$quality in ('measured', 'estimated', 'corrected')$q$),
  ('meter_day', 'amounts', $q$metered_kwh >= 0 and deemed_kwh >= 0 and opening >= 0 and closing >= 0$q$),
  -- A day of 25 hours is one on which the clocks go back.
  ('meter_day', 'hours', $q$operating_hours between 0 and 25$q$),
  ('reference_price', 'currency', $q$currency ~ '^[A-Z]{3}$'$q$),
  ('reference_price', 'dates', $q$valid_to >= valid_from$q$),
  ('obligation', 'guarantee_kind', $q$guarantee_kind in ('availability', 'capacity_factor', 'output', 'duty')$q$),
  ('obligation', 'period', $q$period in ('month', 'quarter', 'year')$q$),
  ('obligation', 'dates', $q$valid_to >= valid_from$q$),
  ('obligation', 'promise', $q$case when guarantee_kind = 'duty' then due_date is not null else threshold is not null end$q$),
  ('obligation', 'amounts', $q$threshold >= 0 and ld_per_point >= 0 and cap_period >= 0 and cap_annual >= 0$q$),
  ('obligation', 'assumed_availability', $q$assumed_availability > 0 and assumed_availability <= 1$q$),
  ('event', 'times', $q$ends_at > starts_at$q$),
  ('default_event', 'status', $q$status in ('open', 'cured', 'expired')$q$),
  ('default_event', 'times', $q$cure_deadline >= breach_start and time_cured >= breach_start$q$),
  ('default_event', 'cured', $q$status <> 'cured' or time_cured is not null$q$),
  ('ld_calculation', 'amounts', $q$waived_amount >= 0 and stated_hours >= 0 and stated_kwh >= 0$q$),
  ('invoice', 'direction', $q$direction in ('generated', 'received')$q$),
  ('invoice', 'kind', $q$kind in ('invoice', 'credit_note')$q$),
  ('invoice', 'status', $q$status in ('draft', 'issued', 'void')$q$),
  ('invoice', 'currency', $q$currency ~ '^[A-Z]{3}$'$q$),
  ('invoice', 'dates', $q$period_end >= period_start$q$),
  ('invoice', 'total', $q$total = subtotal + tax$q$),
  ('invoice', 'sign', $q$case kind when 'credit_note' then total <= 0 and subtotal <= 0 else total >= 0 end$q$),
  ('invoice', 'credits', $q$credits_id is null or (kind = 'credit_note' and credits_id <> id)$q$),
  ('invoice_line', 'kind', $q$kind in ('energy', 'capacity', 'liquidated_damages', 'other')$q$),
  ('payment', 'amount', $q$amount <> 0$q$),
  ('expense', 'period', $q$extract(day from period) = 1$q$),
  ('expense', 'currency', $q$currency ~ '^[A-Z]{3}$'$q$),
  ('adjustment', 'kind', $q$kind in ('capacity', 'liquidated_damages', 'correction', 'other')$q$)
) as r (table_name, name, expression);

-- On every day a contract has one tariff at most.
create or replace function energy.check_tariff() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.deleted_at is not null then
    return new;
  end if;
  -- Two tariffs that come at the same time must not both find the days free.
  perform pg_advisory_xact_lock(hashtextextended('energy-tariff:' || new.contract_id, 0));
  if exists (
    select from energy.tariff other
    where other.organization_id = new.organization_id and other.contract_id = new.contract_id and other.id <> new.id
      and other.deleted_at is null
      and daterange(other.valid_from, other.valid_to, '[]') && daterange(new.valid_from, new.valid_to, '[]')
  ) then
    raise exception 'a tariff of this contract is valid in these days already'
      using errcode = 'exclusion_violation', constraint = 'tariff_overlap';
  end if;
  return new;
end
$$;

create or replace trigger check_tariff before insert or update of organization_id, contract_id, valid_from, valid_to, deleted_at
  on energy.tariff
  for each row execute function energy.check_tariff();

