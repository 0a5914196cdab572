-- Natural keys of the grants tables, unique among the living: a deleted row frees its key.
create unique index if not exists organization_unit_live_key on grants.organization_unit (organization_id, code) where deleted_at is null;
-- An organization is one: everything else hangs below its root, or below nothing.
create unique index if not exists organization_unit_live_root on grants.organization_unit (organization_id)
  where kind = 'org' and deleted_at is null;
create unique index if not exists contact_category_live_key on grants.contact_category (organization_id, code) where deleted_at is null;
create unique index if not exists contact_live_key on grants.contact (organization_id, code) where deleted_at is null;
create unique index if not exists peer_mentor_live_key on grants.peer_mentor (organization_id, code) where deleted_at is null;
-- An account is one person's.
create unique index if not exists peer_mentor_live_user on grants.peer_mentor (organization_id, user_id) where deleted_at is null;
-- Activities without a reference are as many as there are.
create unique index if not exists activity_live_key on grants.activity (organization_id, reference) where deleted_at is null;
create unique index if not exists activity_peer_mentor_live_key on grants.activity_peer_mentor (organization_id, activity_id, peer_mentor_id)
  where deleted_at is null;
create unique index if not exists activity_contact_live_key on grants.activity_contact (organization_id, activity_id, contact_id)
  where deleted_at is null;
create unique index if not exists event_live_key on grants.event (organization_id, code) where deleted_at is null;
create unique index if not exists event_attendee_live_key on grants.event_attendee (organization_id, event_id, line_no)
  where deleted_at is null;
-- What an organization calls something is mapped once, however it is capitalised; several of its names may be one thing to Bufdir.
create unique index if not exists organization_label_live_key on grants.organization_label (organization_id, kind, lower(internal))
  where deleted_at is null;
create unique index if not exists report_period_live_key on grants.report_period (organization_id, start_date, end_date)
  where deleted_at is null;
-- What somebody wrote down is asked for by the policies (082_grants_rows.sql).
create index if not exists activity_created_by on grants.activity (organization_id, created_by_id);
