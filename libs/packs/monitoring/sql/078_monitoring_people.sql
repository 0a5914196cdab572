-- Who took part (ME-17, ME-C10): people are counted once at every scope, so that no figure is the sum of those below it.

-- Age bands as donors ask for them; an age that nobody knows, or cannot be, is unknown.
create or replace function monitoring.age_band(p_age integer) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case when p_age between 0 and 4 then '0-4' when p_age between 5 and 11 then '5-11' when p_age between 12 and 17 then '12-17'
    when p_age between 18 and 24 then '18-24' when p_age between 25 and 59 then '25-59' when p_age >= 60 then '60+' else 'unknown' end
$$;

-- Age in years on a day; null where it is unknown, or the day is before the birth.
create or replace function monitoring.age_on(p_birth_date date, p_day date) returns integer
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$ select case when p_day >= p_birth_date then extract(year from age(p_day, p_birth_date))::integer end $$;

-- Who took part in these projects until a day. Participants with one key are one person; whoever was removed since took part all the
-- same, and so did whoever is registered in another project (the policies of 083_monitoring_rows.sql let them be seen where they come).
create or replace function monitoring.attendances(p_projects uuid[], p_to date)
returns table (attendance_id uuid, project_id uuid, activity_id uuid, attended_on date, participant_id uuid, person text, sex text, birth_date date)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
-- Of rows that were just loaded the planner takes all for one, and would go through all of a table for every row of another.
set enable_nestloop = off
as $$
  select a.id, a.project_id, a.activity_id, a.attended_on, a.participant_id, coalesce(p.person_key, 'participant:' || p.id), p.sex, p.birth_date
  from monitoring.activity_participant a
  join monitoring.activity y on y.id = a.activity_id and y.deleted_at is null
  join monitoring.participant p on p.id = a.participant_id
  where a.project_id = any (p_projects) and a.deleted_at is null and a.attended_on <= p_to
$$;

-- The households of these participants, by sex and age.
create or replace function monitoring.households(p_participants uuid[])
returns table (participant_id uuid, sex text, age_band text, members bigint)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select m.participant_id, m.sex, monitoring.age_band(m.age), count(*)
  from monitoring.household_member m
  where m.participant_id = any (p_participants) and m.deleted_at is null
  group by 1, 2, 3
$$;

-- People who took part from p_from to p_to, split by p_by: total, project, period, sex, age, sex_age or activity; columns that it does not split
-- by are null. Periods are those of the projects, as the calendar has them; days outside any are in none.
--   attendances every time that somebody took part
--   people      everybody once (by age: in the band of their first attendance in the range, so that bands add up)
--   new_people  those of them who had not taken part in this scope before p_from, or before the period
--   direct      the same people, as opposed to
--   indirect    those who live with them, by their own sex and age; never among the direct ones
create or replace function monitoring.people_figures(p_projects uuid[], p_from date, p_to date, p_by text)
returns table (project_id uuid, period_start date, period_end date, period_label text, sex text, age_band text, activity_id uuid,
  attendances bigint, people bigint, new_people bigint, direct bigint, indirect bigint)
language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
  with known as materialized (
    select a.*, min(a.attended_on) over (partition by a.person,
      case p_by when 'project' then a.project_id when 'activity' then a.activity_id end) as first_on
    from monitoring.attendances(p_projects, p_to) a
  ), person as materialized (
    -- Records of one person may differ: what is known goes before what is not.
    select k.person, coalesce(min(k.sex) filter (where k.sex <> 'unknown'), 'unknown') as sex,
      monitoring.age_on(min(k.birth_date), min(k.attended_on) filter (where k.attended_on >= p_from)) as age
    from known k
    group by k.person
  ), registered as (
    select p.person, h.participant_id, h.sex, h.age_band, h.members, sum(h.members) over (partition by p.person, h.participant_id) as size
    from monitoring.households((select array_agg(distinct k.participant_id) from known k)) h
    join (select distinct k.participant_id, k.person from known k) p on p.participant_id = h.participant_id
  ), household as materialized (
    -- Who is on record several times lives in one household all the same: in the largest of those on record.
    select r.person, r.sex, r.age_band, r.members
    from (select r.*, dense_rank() over (partition by r.person order by r.size desc, r.participant_id) as nth from registered r) r
    where r.nth = 1
  ), period as (
    select t.project_id, t.start_date, t.end_date, coalesce(t.calendar_start, t.start_date) as period_start,
      coalesce(t.calendar_end, t.end_date) as period_end, t.label
    from monitoring.reporting_period t
    where p_by = 'period' and t.project_id = any (p_projects) and t.deleted_at is null and t.start_date <= p_to and t.end_date >= p_from
  ), label as (
    select t.period_start, t.period_end, min(t.label collate "C") as label from period t group by 1, 2
  ), taken as (
    select case when p_by = 'project' then k.project_id end as project_id, t.period_start, t.period_end,
      case when p_by in ('sex', 'sex_age') then p.sex end as sex, case when p_by in ('age', 'sex_age') then monitoring.age_band(p.age) end as age_band,
      case when p_by = 'activity' then k.activity_id end as activity_id, k.person, count(distinct k.attendance_id) as attendances,
      min(k.first_on) >= greatest(p_from, t.period_start) as is_new
    from known k
    join person p on p.person = k.person
    left join period t on t.project_id = k.project_id and k.attended_on between t.start_date and t.end_date
    where k.attended_on >= p_from and (p_by <> 'period' or t.period_start is not null)
    group by 1, 2, 3, 4, 5, 6, 7
  ), counted as (
    select t.project_id, t.period_start, t.period_end, t.sex, t.age_band, t.activity_id, t.attendances, 1 as people, t.is_new::integer as is_new,
      0 as members
    from taken t
    union all
    select t.project_id, t.period_start, t.period_end, case when t.sex is not null then h.sex end,
      case when t.age_band is not null then h.age_band end, t.activity_id, 0, 0, 0, h.members
    from taken t
    join household h on h.person = t.person
  )
  select c.project_id, c.period_start, c.period_end, l.label, c.sex, c.age_band, c.activity_id, sum(c.attendances)::bigint, sum(c.people)::bigint,
    sum(c.is_new)::bigint, sum(c.people)::bigint, sum(c.members)::bigint
  from counted c
  left join label l on l.period_start = c.period_start and l.period_end = c.period_end
  where p_by <> 'total'
  group by c.project_id, c.period_start, c.period_end, l.label, c.sex, c.age_band, c.activity_id
  union all
  -- Nobody is a figure too.
  select null, null, null, null, null, null, null, coalesce(sum(c.attendances), 0)::bigint, coalesce(sum(c.people), 0)::bigint,
    coalesce(sum(c.is_new), 0)::bigint, coalesce(sum(c.people), 0)::bigint, coalesce(sum(c.members), 0)::bigint
  from counted c
  where p_by = 'total'
  having p_by = 'total'
$$;
