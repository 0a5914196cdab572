-- Who takes part, with whom they live, and in what. Some are registered with two projects' people: one person, two codes.
create temp table demo_participant on commit drop as
select p.*, i, pg_temp.nth(p.place, i) as n, p.place * 1000 + i as k,
  (array['female', 'female', 'female', 'male', 'male'])[1 + floor(pg_temp.chance('sex', pg_temp.nth(p.place, i)) * 5)::integer] as sex,
  pg_temp.chance('consent', pg_temp.nth(p.place, i)) < 0.92 as consents
from (select distinct on (project_id) organization_id, project_id, place, project_code from demo_period) p
cross join generate_series(1, pg_temp.monitored_participants()) as i;

insert into monitoring.participant (id, organization_id, project_id, code, person_key, name, sex, birth_date, household_head, consent, consent_on, location, created_at)
select pg_temp.id('0e5f1e1d', 'participant', k), organization_id, project_id, left(project_code, 3) || '-' || lpad(i::text, 4, '0'),
  -- The same families live on both sides of a border.
  case when place in (1, 2) and i % 45 = 7 then 'BORDER-' || i end,
  case when consents then pg_temp.pick(case sex when 'female' then given_female else given_male end, 'given', n) || ' ' || pg_temp.pick(family_names, 'family', n) end,
  sex, case when consents then date '2006-01-01' - pg_temp.whole(-3600, 18000, 'born', n) end, pg_temp.chance('head', n) < 0.6,
  consents, case when consents then date '2024-10-05' + pg_temp.whole(0, 600, 'consent', n) end,
  pg_temp.pick(array['North', 'South', 'Hill', 'River', 'Market'], 'place', n) || ' ' || pg_temp.whole(1, 9, 'block', n), timestamptz '2024-10-05 08:00Z'
from demo_participant cross join demo_names order by place, i;

insert into monitoring.household_member (id, organization_id, project_id, participant_id, line_no, name, sex, age, relation)
select pg_temp.id('0e5f1e1d', 'member', k::bigint * 100 + m), organization_id, project_id, pg_temp.id('0e5f1e1d', 'participant', k), m,
  case when consents then pg_temp.pick(case sex when 'female' then given_male else given_female end, 'given' || m, n) || ' ' || pg_temp.pick(family_names, 'family', n) end,
  (array['female', 'male'])[pg_temp.whole(1, 2, 'member sex' || m, n)],
  case when m = 1 then pg_temp.whole(19, 70, 'age', n) else pg_temp.whole(0, 17, 'age' || m, n) end,
  case when m = 1 then 'spouse' else 'child' end
-- 26 in nine families.
from demo_participant cross join demo_names cross join generate_series(1, (array[2, 3, 4, 1, 5, 3, 2, 4, 2])[1 + i % 9]) as m order by k, m;

create temp table demo_activity on commit drop as
select a.*, pg_temp.nth(p.place, a.nth) as n, p.organization_id, p.id as project_id, p.project_code, p.place, p.place * 100 + a.nth as k
from demo_work a join (select distinct d.organization_id, d.project_id as id, d.project_code, d.place, r.code as program_code
  from demo_period d join monitoring.project j on j.id = d.project_id join monitoring.program r on r.id = j.program_id) p on p.program_code = a.program_code;

insert into monitoring.activity (id, organization_id, project_id, result_node_id, code, title, planned_start_date, planned_end_date, start_date, end_date,
  location, status, planned, actual, unit)
select pg_temp.id('0e5f1e1d', 'activity', k), organization_id, project_id, result_node_id, 'A' || lpad(nth::text, 2, '0'), title,
  begins, begins + lasts, case when status <> 'planned' then begins + late end, case when status = 'completed' then begins + late + lasts end,
  location, status, planned, case status when 'planned' then null when 'completed' then round(planned * (0.8 + 0.3 * pg_temp.chance('done', n))::numeric) else round(planned * 0.4) end, unit
from (
  select a.*, j.location, date '2024-10-15' + ((nth - 1) % 15) * 48 as begins, 30 + pg_temp.whole(0, 90, 'lasts', n) as lasts, pg_temp.whole(-4, 25, 'late', n) as late,
    case when (nth - 1) % 15 = 9 then 'cancelled' when (nth - 1) % 15 < 11 then 'completed' when (nth - 1) % 15 < 14 then 'ongoing' else 'planned' end as status
  from demo_activity a join monitoring.project j on j.id = a.project_id
) a order by k;
update monitoring.activity set start_date = null, end_date = null, actual = null
where organization_id = pg_temp.monitored_organization() and status = 'cancelled';

insert into monitoring.activity_participant (id, organization_id, project_id, activity_id, participant_id, attended_on, role)
select distinct on (a.id, pt.k) pg_temp.id('0e5f1e1d', 'attendance', a.place::bigint * 10000000 + a.nth * 10000 + pt.i), a.organization_id, a.project_id, a.id,
  pg_temp.id('0e5f1e1d', 'participant', pt.k), least(a.start_date + pg_temp.whole(0, 25, 'day' || a.nth, pt.n), date '2026-09-30'),
  case when pg_temp.chance('role' || a.nth, pt.n) < 0.05 then 'volunteer' else 'participant' end
from (select d.place, d.nth, v.id, v.organization_id, v.project_id, v.start_date from demo_activity d join monitoring.activity v on v.id = pg_temp.id('0e5f1e1d', 'activity', d.k)
      where v.start_date is not null) a
join demo_participant pt on pt.place = a.place and pg_temp.chance('came' || a.nth, pt.n) < 0.3
order by a.id, pt.k;

insert into monitoring.budget_line (id, organization_id, project_id, code, category, description, budgeted, spent, currency)
select pg_temp.id('0e5f1e1d', 'budget', d.place * 100 + b.nth), j.organization_id, j.id, b.code, b.category, b.description, round(j.budget * b.share, 2),
  round(j.budget * b.share * (0.62 + 0.28 * pg_temp.chance(b.code, pg_temp.nth(d.place, b.nth)))::numeric, 2), j.currency
from (select distinct project_id, place from demo_period) d join monitoring.project j on j.id = d.project_id cross join demo_budget b order by d.place, b.nth;
