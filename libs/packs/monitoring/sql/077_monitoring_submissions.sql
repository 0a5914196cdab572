-- Submissions of forms: which period they are of, their answers one by one, and the draft values that they feed (ME-F9). Held here for
-- whatever writes: resources, files, SQL. What a form makes of answers is computed before (libs/packs/monitoring/src/forms).

-- The period of a project that an instant falls into, by the local day of the organization; the shortest, where a month and a
-- quarter both have that day. Null = none.
create or replace function monitoring.period_at(p_organization uuid, p_project uuid, p_at timestamptz) returns uuid
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select p.id from monitoring.reporting_period p
  where p.organization_id = p_organization and p.project_id = p_project and p.deleted_at is null
    and (p_at at time zone monitoring.zone_of(p_organization))::date between p.start_date and p.end_date
  order by p.end_date - p.start_date, p.start_date, p.id limit 1
$$;

-- ME-3: a submission of a locked period is neither written nor changed, even where it feeds nothing. Whoever writes into one period
-- waits for the others here, before the period is kept from being locked: were it the other way round, somebody would always keep
-- it, and who locks would wait for ever.
create or replace function monitoring.enter_period(p_organization uuid, p_period uuid, p_submission uuid) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('monitoring-submissions:' || p_period, 0));
  perform monitoring.require_open('form_submission', jsonb_populate_record(null::monitoring.indicator_report, jsonb_build_object(
    'id', p_submission, 'organization_id', p_organization, 'reporting_period_id', p_period)));
end
$$;

create or replace function monitoring.check_form_submission() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  form monitoring.form;
  given monitoring.form_submission;
begin
  if new.deleted_at is not null then
    return new;
  end if;
  if tg_op = 'UPDATE' then
    if (new.organization_id, new.form_id) is distinct from (old.organization_id, old.form_id) then
      raise exception 'submission % is of another form', new.id
        using errcode = 'check_violation', constraint = 'form_submission_form', hint = new.id;
    end if;
    new.submitted_by := old.submitted_by;
  end if;
  given := new;

  -- A form that is no draft never becomes one again: no lock.
  select f.* into form from monitoring.form f
  where f.organization_id = new.organization_id and f.id = new.form_id and f.deleted_at is null;
  if form.id is null or form.status = 'draft' then
    raise exception 'form % is not published', new.form_id
      using errcode = 'check_violation', constraint = 'form_submission_published', hint = new.id;
  end if;
  new.project_id := form.project_id;
  new.form_version := form.form_version;
  new.submitted_at := coalesce(new.submitted_at, case when tg_op = 'UPDATE' then old.submitted_at end, now());
  if tg_op = 'INSERT' then
    new.submitted_by := coalesce(platform.acting_person(), new.submitted_by);
  elsif new.submitted_at <> old.submitted_at and new.reporting_period_id = old.reporting_period_id
    and old.reporting_period_id = monitoring.period_at(old.organization_id, old.project_id, old.submitted_at)
  then
    -- Its period followed from its day, and does so again.
    new.reporting_period_id := null;
  end if;
  new.reporting_period_id := coalesce(new.reporting_period_id,
    monitoring.period_at(new.organization_id, new.project_id, new.submitted_at));

  -- A write that comes to what is there already, for period and instant follow, is none.
  if tg_op = 'UPDATE' and given is distinct from new then
    given := new;
    given.version := old.version;
    given.updated_at := old.updated_at;
    given.updated_by_id := old.updated_by_id;
    if given is not distinct from old then
      return null;
    end if;
  end if;
  if new.reporting_period_id is not null and not exists (
    select from monitoring.reporting_period p
    where p.organization_id = new.organization_id and p.id = new.reporting_period_id and p.project_id = new.project_id
      and p.deleted_at is null
  ) then
    raise exception 'submission % is of a period of another project', new.id
      using errcode = 'check_violation', constraint = 'form_submission_reporting_period', hint = new.id;
  end if;
  if exists (
    select from jsonb_object_keys(new.answers) name
    where not exists (
      select from monitoring.form_field f
      where f.organization_id = new.organization_id and f.form_id = new.form_id and f.name = name.name and f.deleted_at is null)
  ) then
    raise exception 'submission % answers what was not asked', new.id
      using errcode = 'check_violation', constraint = 'form_submission_answers', hint = new.id;
  end if;
  return new;
end
$$;

-- Not of indicator_report_id, which follows.
create or replace trigger check_form_submission before insert
  or update of organization_id, project_id, form_id, form_version, reference, reporting_period_id, submitted_by, submitted_at,
    answers, version, deleted_at
  on monitoring.form_submission
  for each row execute function monitoring.check_form_submission();

-- One row of each answer, as answers are counted by field. They come and go with the document that they are of.
create or replace function monitoring.keep_form_answers(p_submissions uuid[]) returns void
language sql volatile set search_path = pg_catalog, pg_temp
-- Of answers that were just written the planner takes all for one, and would go through all of them for every row of these.
set enable_nestloop = off
as $$
  with wanted as materialized (
    select s.organization_id, s.project_id, s.id as submission_id, f.id as field_id, a.value, s.updated_by_id
    from monitoring.form_submission s
    cross join lateral jsonb_each(s.answers) a
    join monitoring.form_field f on f.organization_id = s.organization_id and f.form_id = s.form_id and f.name = a.key
      and f.deleted_at is null
    where s.id = any (p_submissions) and s.deleted_at is null
  ), gone as (
    update monitoring.form_answer a
    set deleted_at = now(), deleted_by_id = s.updated_by_id, updated_at = now(), updated_by_id = s.updated_by_id,
      version = a.version + 1
    from monitoring.form_submission s
    where a.submission_id = any (p_submissions) and a.deleted_at is null and s.id = any (p_submissions)
      and s.organization_id = a.organization_id and s.id = a.submission_id
      and not exists (select from wanted w where w.submission_id = a.submission_id and w.field_id = a.field_id)
  ), changed as (
    update monitoring.form_answer a
    set value = w.value, updated_at = now(), updated_by_id = w.updated_by_id, version = a.version + 1
    from wanted w
    where a.submission_id = any (p_submissions) and a.submission_id = w.submission_id and a.field_id = w.field_id
      and a.deleted_at is null and a.value <> w.value
  )
  insert into monitoring.form_answer (id, organization_id, project_id, submission_id, field_id, value, created_by_id, updated_by_id)
  select gen_random_uuid(), w.organization_id, w.project_id, w.submission_id, w.field_id, w.value, w.updated_by_id, w.updated_by_id
  from wanted w
  where not exists (
    select from monitoring.form_answer a
    where a.submission_id = any (p_submissions) and a.submission_id = w.submission_id and a.field_id = w.field_id
      and a.deleted_at is null)
$$;

-- The answers of living submissions that feed values.
create or replace function monitoring.fed_by(p_submissions monitoring.form_submission[])
returns table (organization_id uuid, submission_id uuid, reporting_period_id uuid, indicator_id uuid, order_index integer, value jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select s.organization_id, s.id, s.reporting_period_id, f.indicator_id, f.order_index, s.answers -> f.name
  from unnest(p_submissions) s
  join monitoring.form_field f on f.organization_id = s.organization_id and f.form_id = s.form_id and f.deleted_at is null
    and f.indicator_id is not null
  where s.deleted_at is null and s.reporting_period_id is not null and s.answers ? f.name
$$;

-- ME-F9: the draft value of an indicator that a project's forms come to in a period: of all submissions, of all versions, so that
-- whatever is changed or removed later counts as well. How is said by the version that was published last. A value that somebody entered or decided on is not overwritten:
-- `p_submission` is refused. No answer at all is no value, and not 0.
create or replace function monitoring.feed_value(p_indicator uuid, p_period uuid, p_submission uuid) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  period monitoring.reporting_period;
  indicator monitoring.indicator;
  report monitoring.indicator_report;
  fed record;
  actor uuid := coalesce(platform.acting_person(), (select s.updated_by_id from monitoring.form_submission s where s.id = p_submission));
begin
  select p.* into period from monitoring.reporting_period p where p.id = p_period;
  select i.* into indicator from monitoring.indicator i
  where i.organization_id = period.organization_id and i.id = p_indicator;
  select r.* into report from monitoring.indicator_report r
  where r.organization_id = period.organization_id and r.indicator_id = p_indicator and r.project_id = period.project_id
    and r.reporting_period_id = period.id and r.deleted_at is null and r.status <> 'rejected'
  for update;
  if report.status <> 'draft' or report.source <> 'form' then
    raise exception 'value % is % and %', report.id, report.source, report.status
      using errcode = 'check_violation', hint = p_submission, detail = format('%s of %s', indicator.code, period.label),
        constraint = case when report.status <> 'draft' then 'form_submission_value_decided' else 'form_submission_value_manual' end;
  end if;

  with answers as (
    -- As the submission has them: its rows of single answers follow from that (keep_form_answers), and are many more to go through.
    select a.value, v.form_version, v.published_at, f.indicator_aggregate,
      case when f.type in ('integer', 'decimal', 'calculate') and a.value #>> '{}' ~ '^-?[0-9]+([.][0-9]+)?$' then (a.value #>> '{}')::numeric end as number
    from monitoring.form_submission s
    join monitoring.form v on v.organization_id = s.organization_id and v.id = s.form_id
    join monitoring.form_field f on f.organization_id = s.organization_id and f.form_id = s.form_id and f.indicator_id = p_indicator
      and f.deleted_at is null
    cross join lateral (select s.answers -> f.name) a (value)
    where s.answers ? f.name and s.organization_id = period.organization_id and s.project_id = period.project_id
      and s.reporting_period_id = period.id and s.deleted_at is null
  )
  select (array_agg(a.indicator_aggregate order by a.published_at desc nulls last, a.form_version desc))[1] as how,
    count(a.value) as answered, count(distinct a.value) as differing, sum(a.number) as total, count(a.number) as counted
  into fed from answers a;
  if coalesce(case when fed.how in ('count', 'count_distinct') then fed.answered else fed.counted end, 0) = 0 then
    update monitoring.indicator_report r
    set deleted_at = now(), deleted_by_id = actor, updated_at = now(), updated_by_id = actor, version = r.version + 1
    where r.id = report.id;
    return;
  end if;

  report.value := case fed.how when 'count' then fed.answered when 'count_distinct' then fed.differing
    when 'sum' then fed.total else fed.total / fed.counted end;
  if fed.how = 'avg' and indicator.value_type in ('percentage', 'ratio') then
    -- The value follows from these, with the indicator's factor.
    report.value := null;
    report.numerator := fed.total;
    report.denominator := fed.counted;
  end if;
  if report.id is null then
    insert into monitoring.indicator_report (id, organization_id, indicator_id, project_id, reporting_period_id, start_date, end_date,
      value, numerator, denominator, source, created_by_id, updated_by_id)
    values (gen_random_uuid(), period.organization_id, p_indicator, period.project_id, period.id, period.start_date,
      period.end_date, report.value, report.numerator, report.denominator, 'form', actor, actor);
  else
    update monitoring.indicator_report r
    set value = coalesce(report.value, r.value), numerator = report.numerator, denominator = report.denominator,
      version = r.version + 1, updated_at = now(), updated_by_id = actor
    where r.id = report.id and (r.value, r.numerator, r.denominator)
      is distinct from (coalesce(report.value, r.value), report.numerator, report.denominator);
  end if;
end
$$;

-- After each statement: the periods it writes into, then answers one by one, then every value whose answers are not what they were,
-- then which value a submission went into: that of the first field that feeds one.
create or replace function monitoring.follow_form_submissions() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  changed monitoring.form_submission[];
  before monitoring.form_submission[];
  item record;
begin
  if tg_op <> 'INSERT' then
    -- What follows here is no change.
    select array_agg(o) into before from old_rows o
    where tg_op = 'DELETE' or exists (
      select from new_rows n
      where n.id = o.id and to_jsonb(n) - 'indicator_report_id' <> to_jsonb(o) - 'indicator_report_id');
  end if;
  if tg_op <> 'DELETE' then
    select array_agg(n) into changed from new_rows n where tg_op = 'INSERT' or n.id = any (select b.id from unnest(before) b);
  end if;
  -- In one order, so that two who write into the same periods wait for each other and not in a circle.
  for item in
    select s.organization_id, s.reporting_period_id, min(s.id::text)::uuid as id from unnest(before || changed) s
    where s.reporting_period_id is not null
    group by s.organization_id, s.reporting_period_id order by s.reporting_period_id
  loop
    perform monitoring.enter_period(item.organization_id, item.reporting_period_id, item.id);
  end loop;
  if changed is null then
    return null;
  end if;
  perform monitoring.keep_form_answers((select array_agg(c.id) from unnest(changed) c));
  for item in
    with fed_before as (select * from monitoring.fed_by(before)), fed_now as (select * from monitoring.fed_by(changed))
    select f.indicator_id, f.reporting_period_id, min(f.submission_id::text)::uuid as id
    from (
      (select * from fed_before except select * from fed_now) union (select * from fed_now except select * from fed_before)
    ) f
    group by f.indicator_id, f.reporting_period_id
  loop
    perform monitoring.feed_value(item.indicator_id, item.reporting_period_id, item.id);
  end loop;
  update monitoring.form_submission s set indicator_report_id = fed.report_id
  from (
    select distinct on (f.submission_id) f.submission_id, r.id as report_id
    from monitoring.fed_by(changed) f
    join monitoring.indicator_report r on r.organization_id = f.organization_id and r.indicator_id = f.indicator_id
      and r.reporting_period_id = f.reporting_period_id and r.deleted_at is null and r.status <> 'rejected'
    order by f.submission_id, f.order_index
  ) fed
  right join unnest(changed) c on c.id = fed.submission_id
  where s.id = c.id and s.indicator_report_id is distinct from fed.report_id;
  return null;
end
$$;

create or replace trigger follow_new_form_submissions after insert on monitoring.form_submission
  referencing new table as new_rows for each statement execute function monitoring.follow_form_submissions();
create or replace trigger follow_changed_form_submissions after update on monitoring.form_submission
  referencing old table as old_rows new table as new_rows for each statement execute function monitoring.follow_form_submissions();
create or replace trigger follow_removed_form_submissions after delete on monitoring.form_submission
  referencing old table as old_rows for each statement execute function monitoring.follow_form_submissions();
