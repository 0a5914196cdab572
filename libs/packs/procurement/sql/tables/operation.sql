-- Who has to decide, and who did what.

CREATE TABLE IF NOT EXISTS workflow_step (
  document_type text NOT NULL,
  document_no   text NOT NULL,
  step_no       int NOT NULL,
  name          text NOT NULL,
  assignee      text NOT NULL,
  -- waiting: an earlier step is open; pending: it is this one's turn.
  status        text NOT NULL CHECK (status IN ('waiting', 'pending', 'approved', 'rejected')),
  started_at    timestamptz CHECK ((started_at IS NULL) = (status = 'waiting')),
  finished_at   timestamptz CHECK ((finished_at IS NOT NULL) = (status IN ('approved', 'rejected'))),
  PRIMARY KEY (document_type, document_no, step_no)
);

-- Only ever added to.
CREATE TABLE IF NOT EXISTS activity_log (
  id            bigint PRIMARY KEY,
  logged_at     timestamptz NOT NULL,
  person        text NOT NULL,
  action        text NOT NULL CHECK (action IN ('created', 'submitted', 'approved', 'rejected', 'sent', 'committed', 'issued', 'voided')),
  document_type text NOT NULL,
  document_no   text NOT NULL,
  detail        text NOT NULL
);
CREATE INDEX IF NOT EXISTS activity_log_time ON activity_log (logged_at);
