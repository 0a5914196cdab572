-- The books, the log and open decisions.

CREATE OR REPLACE VIEW v_journal_voucher AS
SELECT
  j.jv_no, j.jv_date, coalesce(t.name, '') AS period, j.source, j.document_no, j.description, j.status, l.line_no, a.code AS account_code,
  a.name AS account, coalesce(d.name, '') AS department, l.debit, l.credit, b.base_currency::text AS currency
FROM journal_voucher_line l
JOIN journal_voucher j ON j.id = l.journal_voucher_id
JOIN account a ON a.code = l.account_code
LEFT JOIN department d ON d.id = l.department_id
LEFT JOIN period t ON j.jv_date BETWEEN t.start_date AND t.end_date
CROSS JOIN property b;
COMMENT ON VIEW v_journal_voucher IS 'Journal vouchers';
COMMENT ON COLUMN v_journal_voucher.jv_no IS 'JV no.';
COMMENT ON COLUMN v_journal_voucher.jv_date IS 'Date';
COMMENT ON COLUMN v_journal_voucher.period IS 'Period';
COMMENT ON COLUMN v_journal_voucher.source IS 'Source';
COMMENT ON COLUMN v_journal_voucher.document_no IS 'Document';
COMMENT ON COLUMN v_journal_voucher.description IS 'Description';
COMMENT ON COLUMN v_journal_voucher.status IS 'Status';
COMMENT ON COLUMN v_journal_voucher.line_no IS 'Line | role=dimension';
COMMENT ON COLUMN v_journal_voucher.account_code IS 'Account';
COMMENT ON COLUMN v_journal_voucher.account IS 'Account name';
COMMENT ON COLUMN v_journal_voucher.department IS 'Department';
COMMENT ON COLUMN v_journal_voucher.debit IS 'Debit | format=money scale=2 role=measure';
COMMENT ON COLUMN v_journal_voucher.credit IS 'Credit | format=money scale=2 role=measure';
COMMENT ON COLUMN v_journal_voucher.currency IS 'Currency';

CREATE OR REPLACE VIEW v_activity_log AS
SELECT logged_at, person, action, document_type, document_no, detail
FROM activity_log;
COMMENT ON VIEW v_activity_log IS 'Activity log';
COMMENT ON COLUMN v_activity_log.logged_at IS 'Time';
COMMENT ON COLUMN v_activity_log.person IS 'Person';
COMMENT ON COLUMN v_activity_log.action IS 'Action';
COMMENT ON COLUMN v_activity_log.document_type IS 'Type';
COMMENT ON COLUMN v_activity_log.document_no IS 'Document';
COMMENT ON COLUMN v_activity_log.detail IS 'Detail';

-- hours: how long a decision took; of an open step unknown yet.
CREATE OR REPLACE VIEW v_workflow_status AS
SELECT
  s.document_type, s.document_no, coalesce(r.pr_date, o.po_date, q.sr_date) AS document_date, coalesce(r.status, o.status, q.status) AS document_status,
  s.step_no, s.name AS step, s.assignee, s.status, s.started_at, s.finished_at,
  round(extract(epoch FROM s.finished_at - s.started_at) / 3600, 1)::numeric(9, 1) AS hours
FROM workflow_step s
LEFT JOIN purchase_request r ON s.document_type = 'PR' AND r.pr_no = s.document_no
LEFT JOIN purchase_order o ON s.document_type = 'PO' AND o.po_no = s.document_no
LEFT JOIN store_requisition q ON s.document_type = 'SR' AND q.sr_no = s.document_no;
COMMENT ON VIEW v_workflow_status IS 'Workflow steps';
COMMENT ON COLUMN v_workflow_status.document_type IS 'Type';
COMMENT ON COLUMN v_workflow_status.document_no IS 'Document';
COMMENT ON COLUMN v_workflow_status.document_date IS 'Date';
COMMENT ON COLUMN v_workflow_status.document_status IS 'Document status';
COMMENT ON COLUMN v_workflow_status.step_no IS 'Step no. | role=dimension';
COMMENT ON COLUMN v_workflow_status.step IS 'Step';
COMMENT ON COLUMN v_workflow_status.assignee IS 'Assignee';
COMMENT ON COLUMN v_workflow_status.status IS 'Status';
COMMENT ON COLUMN v_workflow_status.started_at IS 'Started';
COMMENT ON COLUMN v_workflow_status.finished_at IS 'Finished';
COMMENT ON COLUMN v_workflow_status.hours IS 'Hours | scale=1 role=dimension';
