-- Eight quarters of values for every project and indicator. `demo_course` says how each indicator's values come about; choices depend
-- on a name and a number alone (chance.sql of the platform).
create temp table demo_period on commit drop as
select p.organization_id, p.id as project_id, p.code as project_code, row_number() over (order by p.code)::integer as place, q,
  pg_temp.id(left(md5(p.id::text), 8), 'period', q) as period_id,
  (date '2024-10-01' + make_interval(months => 3 * q))::date as first_day,
  (date '2024-10-01' + make_interval(months => 3 * q + 3))::date - 1 as last_day
from monitoring.project p cross join generate_series(0, 7) as q
where p.organization_id = pg_temp.monitored_organization();
update demo_period set place = d.place from (
  select project_id, dense_rank() over (order by project_code) as place from demo_period) d where d.project_id = demo_period.project_id;

insert into monitoring.reporting_period (id, organization_id, project_id, label, kind, start_date, end_date, calendar_start, calendar_end)
select period_id, organization_id, project_id, to_char(first_day, '"Q"Q YYYY'), 'quarter', first_day, last_day, first_day, last_day
from demo_period order by place, q;

create temp table demo_value on commit drop as
with numbered as (
  select d.*, c.indicator_id, c.code, c.kind, c.low, c.high, c.from_value, c.to_value, c.splits_sex, c.decimals,
    pg_temp.nth(d.place, d.q * 100 + c.nth) as n, d.place * 10000 + d.q * 100 + c.nth as i
  from demo_period d cross join demo_course c
), measured as (
  select *,
    case when kind = 'share' then pg_temp.whole(low::integer, high::integer, 'asked', n) end as denominator,
    from_value + (to_value - from_value) * (q / 7.0)::numeric as course
  from numbered
)
select *,
  case kind
    when 'flow' then round((pg_temp.whole(low::integer, high::integer, code, n))
      * case place when 1 then 1.0 when 2 then 0.85 when 3 then 0.95 else 0.9 end + case when decimals = 2 then 0.01 * pg_temp.whole(0, 99, 'cents', n) else 0 end, decimals)
    when 'stock' then round(course * (0.94 + 0.12 * pg_temp.chance('stock', pg_temp.nth(place, nth_of_code)))::numeric, decimals) end as amount,
  case kind when 'share' then round(denominator * (course + 0.06 * (pg_temp.chance('yes', n) - 0.5))::numeric) end as numerator,
  -- The last quarter is still under way; of the others everything is settled.
  case when q < 7 then 'approved' when i % 22 < 7 then 'approved' when i % 3 = 0 then 'draft' else 'submitted' end as status
from (select m.*, ascii(code) * 31 + length(code) as nth_of_code from measured m) m;
-- What is reported to date never falls.
update demo_value set amount = round(from_value + (to_value - from_value) * q / 7.0, 2) where code = 'SAVED_TO_DATE';

insert into monitoring.indicator_report (id, organization_id, indicator_id, project_id, reporting_period_id, start_date, end_date, value, numerator,
  denominator, target, narrative, status, submitted_by, submitted_at, approved_by, approved_at, source, created_by_id, created_at)
select pg_temp.id('0e5f1e1d', 'value', i), organization_id, indicator_id, project_id, period_id, first_day, last_day,
  case kind when 'share' then round(numerator / denominator * 100, 6) else amount end, numerator, denominator,
  case kind when 'flow' then round((low + high) / 2) when 'stock' then round(from_value + (to_value - from_value) * q / 7.0, decimals)
    when 'share' then round(100 * (from_value + (to_value - from_value) * least(1, q / 7.0 + 0.1)), 2) end,
  case when kind = 'none' or i % 13 = 0 then pg_temp.pick(array[
    'The rains came three weeks late; the seed fair was moved and fewer families planted in time.',
    'Roads were closed for most of February, and two villages could not be reached.',
    'The new savings groups chose women as treasurers in nine of ten cases.',
    'Attendance fell during the harvest, as it does every year, and has recovered since.',
    'Prices of spare parts doubled; the pump caretakers now keep a common stock.',
    'A second complaints desk was opened after women said that the first one was too far.',
    'Teachers asked for shorter workshops nearer to their schools, and came in greater numbers.',
    'Referrals take less than three days since the clinic has a contact of its own.'], 'narrative', n) end,
  status, case when status <> 'draft' then writer end, case when status <> 'draft' then last_day + interval '9 days' end,
  case when status = 'approved' then approver end, case when status = 'approved' then last_day + interval '16 days' end, 'manual', writer, last_day + interval '8 days'
from demo_value join demo_person using (project_id) order by i;

-- Families count women, men and those of whom it is not known, and these add up.
insert into monitoring.indicator_report_value (id, organization_id, indicator_report_id, project_id, category_key, value, numerator, denominator)
select pg_temp.id('0e5f1e1d', 'category', i::bigint * 10 + c), organization_id, pg_temp.id('0e5f1e1d', 'value', i), project_id,
  'sex:' || (array['female', 'male', 'unknown'])[c],
  case when kind = 'share' then round((array[yes_female, numerator - yes_female, null])[c] / (array[asked_female, denominator - asked_female, null])[c] * 100, 6)
    else (array[women, amount - women - nobody, nobody])[c] end,
  (array[yes_female, numerator - yes_female, null])[c], (array[asked_female, denominator - asked_female, null])[c]
from (
  select *, round(amount * (0.5 + 0.1 * pg_temp.chance('women', n))::numeric) as women, round(amount * 0.02) as nobody,
    round(denominator * 0.55) as asked_female, round(numerator * 0.55) as yes_female
  from demo_value where splits_sex
) v cross join generate_series(1, case when kind = 'share' then 2 else 3 end) as c
order by i, c;

-- Some values were sent back before they were right.
insert into monitoring.indicator_report (id, organization_id, indicator_id, project_id, reporting_period_id, start_date, end_date, value, status,
  submitted_by, submitted_at, rejection_reason, source, created_by_id, created_at)
select pg_temp.id('0e5f1e1d', 'rejected', i), organization_id, indicator_id, project_id, period_id, first_day, last_day, amount * 10, 'rejected',
  writer, last_day + interval '6 days', 'Ten times last quarter: was a digit too many typed?', 'manual', writer, last_day + interval '5 days'
from demo_value join demo_person using (project_id) where kind = 'flow' and q between 1 and 5 and i % 53 = 0 order by i;

-- Up to the end of last year nothing can be changed any more.
update monitoring.reporting_period set is_locked = true, locked_at = timestamptz '2026-02-16 06:00Z'
where organization_id = pg_temp.monitored_organization() and end_date < date '2026-01-01';

-- Baselines are what was there before the first quarter, targets what eight and a bit quarters should bring.
insert into monitoring.project_indicator (id, organization_id, project_id, indicator_id, baseline, baseline_date, target, target_date)
select pg_temp.id('0e5f1e1d', 'measured', d.place * 100 + c.nth), d.organization_id, d.project_id, c.indicator_id,
  case c.kind when 'flow' then 0 when 'stock' then c.from_value when 'share' then round(c.from_value * 100, 2) end,
  case when c.kind <> 'none' then date '2024-09-30' end,
  case c.kind when 'flow' then round((c.low + c.high) / 2 * (array[7.6, 8.0, 8.4, 7.2])[d.place] * (0.8 + 0.35 * pg_temp.chance('target', pg_temp.nth(d.place, c.nth)))::numeric, -1)
    when 'stock' then round(c.to_value) when 'share' then round(c.to_value * 100) end,
  case when c.kind <> 'none' then date '2026-12-31' end
from (select distinct organization_id, project_id, place from demo_period) d cross join demo_course c order by d.place, c.nth;
