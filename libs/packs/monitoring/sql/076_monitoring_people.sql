-- Participants, their households and attendances: whose name is on record, and where they belong.
select platform.hold_check('monitoring', r.table_name, r.name, r.expression)
from (values
  -- Who did not agree is counted, without what tells who they are.
  ('participant', 'consent', $q$consent or name is null$q$),
  ('participant', 'birth_date', $q$consent or birth_date is null$q$),
  ('participant', 'consent_on', $q$consent or consent_on is null$q$)
) as r (table_name, name, expression);

-- Attendance is of the project that the activity belongs to: rows are seen by that column.
create or replace function monitoring.check_attendance_project() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from monitoring.activity a
    where a.organization_id = new.organization_id and a.id = new.activity_id and a.project_id = new.project_id
  ) then
    raise exception 'activity % is of another project', new.activity_id
      using errcode = 'check_violation', constraint = 'activity_participant_project', hint = new.id;
  end if;
  return new;
end
$$;

create or replace trigger check_attendance_project before insert or update of activity_id, project_id
  on monitoring.activity_participant
  for each row execute function monitoring.check_attendance_project();

-- Members of a household are where their participant is.
create or replace function monitoring.move_household() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update monitoring.household_member m set project_id = new.project_id
  where m.organization_id = new.organization_id and m.participant_id = new.id and m.project_id is distinct from new.project_id;
  return null;
end
$$;

create or replace trigger move_household after update of project_id on monitoring.participant
  for each row when (new.project_id is distinct from old.project_id) execute function monitoring.move_household();

-- Nobody's household is on record by name without their consent. Asked at the end, so that one change may take away both; the
-- argument is the column that names the participant.
create or replace function monitoring.check_household_consent() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  participant uuid := to_jsonb(new) ->> tg_argv[0];
begin
  if exists (
    select from monitoring.participant p
    join monitoring.household_member m
      on m.organization_id = p.organization_id and m.participant_id = p.id and m.name is not null and m.deleted_at is null
    where p.organization_id = new.organization_id and p.id = participant and not p.consent
  ) then
    raise exception 'participant % has not agreed to names of their household', participant
      using errcode = 'check_violation', constraint = 'household_member_consent', hint = participant;
  end if;
  return null;
end
$$;

drop trigger if exists check_household_consent on monitoring.household_member;
create constraint trigger check_household_consent after insert or update on monitoring.household_member
  deferrable initially deferred
  for each row when (new.name is not null) execute function monitoring.check_household_consent('participant_id');
drop trigger if exists check_household_consent on monitoring.participant;
create constraint trigger check_household_consent after update on monitoring.participant
  deferrable initially deferred
  for each row when (old.consent and not new.consent) execute function monitoring.check_household_consent('id');
