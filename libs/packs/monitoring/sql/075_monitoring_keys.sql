-- Natural keys of the monitoring tables, unique among the living: a deleted row frees its key.
create unique index if not exists program_live_key on monitoring.program (organization_id, code) where deleted_at is null;
create unique index if not exists donor_live_key on monitoring.donor (organization_id, code) where deleted_at is null;
create unique index if not exists program_donor_live_key on monitoring.program_donor
  (organization_id, program_id, donor_id, coalesce(grant_ref, '')) where deleted_at is null;
create unique index if not exists project_live_key on monitoring.project (organization_id, code) where deleted_at is null;
create unique index if not exists result_node_live_key on monitoring.result_node (organization_id, program_id, code) where deleted_at is null;
create unique index if not exists indicator_live_key on monitoring.indicator (organization_id, code) where deleted_at is null;
create unique index if not exists indicator_disaggregation_live_key on monitoring.indicator_disaggregation
  (organization_id, indicator_id, dimension, category) where deleted_at is null;
create unique index if not exists project_indicator_live_key on monitoring.project_indicator (organization_id, project_id, indicator_id)
  where deleted_at is null;
create unique index if not exists reporting_period_live_key on monitoring.reporting_period (organization_id, project_id, label)
  where deleted_at is null;
-- One value of an indicator for a project and a period; what was rejected does not stand in the way of another attempt.
create unique index if not exists indicator_report_live_key on monitoring.indicator_report
  (organization_id, indicator_id, project_id, reporting_period_id) where deleted_at is null and status <> 'rejected';
create unique index if not exists indicator_report_value_live_key on monitoring.indicator_report_value
  (organization_id, indicator_report_id, category_key) where deleted_at is null;
create unique index if not exists activity_live_key on monitoring.activity (organization_id, project_id, code) where deleted_at is null;
create unique index if not exists participant_live_key on monitoring.participant (organization_id, code) where deleted_at is null;
create unique index if not exists household_member_live_key on monitoring.household_member (organization_id, participant_id, line_no)
  where deleted_at is null;
create unique index if not exists activity_participant_live_key on monitoring.activity_participant
  (organization_id, activity_id, participant_id, attended_on) where deleted_at is null;
create unique index if not exists budget_line_live_key on monitoring.budget_line (organization_id, project_id, code) where deleted_at is null;
create unique index if not exists form_live_key on monitoring.form (organization_id, project_id, code, form_version) where deleted_at is null;
create unique index if not exists form_field_live_key on monitoring.form_field (organization_id, form_id, name) where deleted_at is null;
create unique index if not exists form_submission_live_key on monitoring.form_submission (organization_id, form_id, reference)
  where deleted_at is null;
create unique index if not exists form_answer_live_key on monitoring.form_answer (organization_id, submission_id, field_id)
  where deleted_at is null;
