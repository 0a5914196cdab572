-- What lies in the house, who asked for it and where it went. Figures come from the ledger.

CREATE OR REPLACE VIEW v_stock_on_hand AS
WITH held AS (
  SELECT product_id, location_id, sum(qty) AS qty, sum(value) AS value, max(movement_date) AS last_movement
  FROM stock_movement
  GROUP BY product_id, location_id
  HAVING sum(qty) <> 0 OR sum(value) <> 0
)
SELECT
  c.code AS category_code, c.name AS category, p.code AS product_code, p.name AS product, l.code AS location_code, l.name AS location,
  p.unit, h.qty::numeric(18, 4) AS qty, CASE WHEN h.qty <> 0 THEN round(h.value / h.qty, 4) END::numeric(18, 4) AS unit_cost,
  h.value::numeric(18, 2) AS value, b.base_currency::text AS currency, h.last_movement,
  l.kind = 'store' AND h.qty <= p.reorder_point AS is_reorder_due
FROM held h
JOIN product p ON p.id = h.product_id
JOIN category c ON c.id = p.category_id
JOIN location l ON l.id = h.location_id
CROSS JOIN property b;
COMMENT ON VIEW v_stock_on_hand IS 'Stock on hand';
COMMENT ON COLUMN v_stock_on_hand.category_code IS 'Category code';
COMMENT ON COLUMN v_stock_on_hand.category IS 'Category';
COMMENT ON COLUMN v_stock_on_hand.product_code IS 'Product code';
COMMENT ON COLUMN v_stock_on_hand.product IS 'Product';
COMMENT ON COLUMN v_stock_on_hand.location_code IS 'Location code';
COMMENT ON COLUMN v_stock_on_hand.location IS 'Location';
COMMENT ON COLUMN v_stock_on_hand.unit IS 'Unit';
COMMENT ON COLUMN v_stock_on_hand.qty IS 'On hand | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_stock_on_hand.unit_cost IS 'Average cost | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_stock_on_hand.value IS 'Value | format=money scale=2 role=measure';
COMMENT ON COLUMN v_stock_on_hand.currency IS 'Currency';
COMMENT ON COLUMN v_stock_on_hand.last_movement IS 'Last movement';
COMMENT ON COLUMN v_stock_on_hand.is_reorder_due IS 'Reorder';

CREATE OR REPLACE VIEW v_store_requisition_list AS
SELECT
  r.sr_no, r.sr_date, r.expected_date, r.kind, r.requestor, d.code AS department_code, d.name AS department, f.code AS from_location_code,
  f.name AS from_location, t.code AS to_location_code, t.name AS to_location, r.status, s.lines, s.issued_lines, s.total,
  b.base_currency::text AS currency
FROM store_requisition r
JOIN department d ON d.id = r.department_id
JOIN location f ON f.id = r.from_location_id
JOIN location t ON t.id = r.to_location_id
CROSS JOIN property b
JOIN LATERAL (
  SELECT count(*) AS lines, count(*) FILTER (WHERE l.issued_qty > 0) AS issued_lines, sum(l.total)::numeric(18, 2) AS total
  FROM store_requisition_line l
  WHERE l.store_requisition_id = r.id
) s ON true;
COMMENT ON VIEW v_store_requisition_list IS 'Store requisitions';
COMMENT ON COLUMN v_store_requisition_list.sr_no IS 'SR no.';
COMMENT ON COLUMN v_store_requisition_list.sr_date IS 'Date';
COMMENT ON COLUMN v_store_requisition_list.expected_date IS 'Expected';
COMMENT ON COLUMN v_store_requisition_list.kind IS 'Kind';
COMMENT ON COLUMN v_store_requisition_list.requestor IS 'Requestor';
COMMENT ON COLUMN v_store_requisition_list.department_code IS 'Department code';
COMMENT ON COLUMN v_store_requisition_list.department IS 'Department';
COMMENT ON COLUMN v_store_requisition_list.from_location_code IS 'From code';
COMMENT ON COLUMN v_store_requisition_list.from_location IS 'From';
COMMENT ON COLUMN v_store_requisition_list.to_location_code IS 'To code';
COMMENT ON COLUMN v_store_requisition_list.to_location IS 'To';
COMMENT ON COLUMN v_store_requisition_list.status IS 'Status';
COMMENT ON COLUMN v_store_requisition_list.lines IS 'Lines | role=dimension';
COMMENT ON COLUMN v_store_requisition_list.issued_lines IS 'Issued lines | role=dimension';
COMMENT ON COLUMN v_store_requisition_list.total IS 'Total | format=money scale=2 role=measure';
COMMENT ON COLUMN v_store_requisition_list.currency IS 'Currency';

-- is_violation: not 0 ≤ issued ≤ approved ≤ requested (CA-C11); shown, never clamped.
CREATE OR REPLACE VIEW v_store_requisition_detail AS
SELECT
  r.sr_no, r.sr_date, r.kind, r.requestor, d.code AS department_code, d.name AS department, f.name AS from_location,
  t.code AS location_code, t.name AS to_location, r.status, l.line_no, p.code AS product_code, p.name AS product, c.code AS category_code,
  c.name AS category, l.unit, l.requested_qty, l.approved_qty, l.issued_qty, l.unit_cost, l.total, b.base_currency::text AS currency,
  NOT (l.issued_qty >= 0 AND l.issued_qty <= l.approved_qty AND l.approved_qty <= l.requested_qty) AS is_violation
FROM store_requisition_line l
JOIN store_requisition r ON r.id = l.store_requisition_id
JOIN department d ON d.id = r.department_id
JOIN location f ON f.id = r.from_location_id
JOIN location t ON t.id = r.to_location_id
JOIN product p ON p.id = l.product_id
JOIN category c ON c.id = p.category_id
CROSS JOIN property b;
COMMENT ON VIEW v_store_requisition_detail IS 'Store requisition lines';
COMMENT ON COLUMN v_store_requisition_detail.sr_no IS 'SR no.';
COMMENT ON COLUMN v_store_requisition_detail.sr_date IS 'Date';
COMMENT ON COLUMN v_store_requisition_detail.kind IS 'Kind';
COMMENT ON COLUMN v_store_requisition_detail.requestor IS 'Requestor';
COMMENT ON COLUMN v_store_requisition_detail.department_code IS 'Department code';
COMMENT ON COLUMN v_store_requisition_detail.department IS 'Department';
COMMENT ON COLUMN v_store_requisition_detail.from_location IS 'From';
COMMENT ON COLUMN v_store_requisition_detail.location_code IS 'To code';
COMMENT ON COLUMN v_store_requisition_detail.to_location IS 'To';
COMMENT ON COLUMN v_store_requisition_detail.status IS 'Status';
COMMENT ON COLUMN v_store_requisition_detail.line_no IS 'Line | role=dimension';
COMMENT ON COLUMN v_store_requisition_detail.product_code IS 'Product code';
COMMENT ON COLUMN v_store_requisition_detail.product IS 'Product';
COMMENT ON COLUMN v_store_requisition_detail.category_code IS 'Category code';
COMMENT ON COLUMN v_store_requisition_detail.category IS 'Category';
COMMENT ON COLUMN v_store_requisition_detail.unit IS 'Unit';
COMMENT ON COLUMN v_store_requisition_detail.requested_qty IS 'Requested | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_store_requisition_detail.approved_qty IS 'Approved | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_store_requisition_detail.issued_qty IS 'Issued | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_store_requisition_detail.unit_cost IS 'Average cost | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_store_requisition_detail.total IS 'Total | format=money scale=2 role=measure';
COMMENT ON COLUMN v_store_requisition_detail.currency IS 'Currency';
COMMENT ON COLUMN v_store_requisition_detail.is_violation IS 'Violation';

-- Goods used, at cost, and by whom: on a requisition its department, otherwise the department of the place.
CREATE OR REPLACE VIEW v_department_use AS
SELECT
  m.id, m.movement_date, m.kind, m.document_no, coalesce(r.department_id, l.department_id) AS department_id, m.location_id, m.product_id,
  -m.qty AS qty, m.unit_cost, -m.value AS value
FROM stock_movement m
JOIN location l ON l.id = m.location_id
LEFT JOIN store_requisition r ON r.sr_no = m.document_no
WHERE m.kind IN ('issue', 'consumption');
COMMENT ON VIEW v_department_use IS 'Use by department';

CREATE OR REPLACE VIEW v_issue_detail AS
SELECT
  u.document_no, u.movement_date AS issue_date, d.code AS department_code, d.name AS department, l.code AS location_code, l.name AS location,
  c.code AS category_code, c.name AS category, p.code AS product_code, p.name AS product, u.qty::numeric(18, 4) AS qty, p.unit, u.unit_cost,
  u.value::numeric(18, 2) AS value, b.base_currency::text AS currency
FROM v_department_use u
JOIN department d ON d.id = u.department_id
JOIN location l ON l.id = u.location_id
JOIN product p ON p.id = u.product_id
JOIN category c ON c.id = p.category_id
CROSS JOIN property b
WHERE u.kind = 'issue';
COMMENT ON VIEW v_issue_detail IS 'Issues';
COMMENT ON COLUMN v_issue_detail.document_no IS 'Document';
COMMENT ON COLUMN v_issue_detail.issue_date IS 'Date';
COMMENT ON COLUMN v_issue_detail.department_code IS 'Department code';
COMMENT ON COLUMN v_issue_detail.department IS 'Department';
COMMENT ON COLUMN v_issue_detail.location_code IS 'Location code';
COMMENT ON COLUMN v_issue_detail.location IS 'Location';
COMMENT ON COLUMN v_issue_detail.category_code IS 'Category code';
COMMENT ON COLUMN v_issue_detail.category IS 'Category';
COMMENT ON COLUMN v_issue_detail.product_code IS 'Product code';
COMMENT ON COLUMN v_issue_detail.product IS 'Product';
COMMENT ON COLUMN v_issue_detail.qty IS 'Quantity | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_issue_detail.unit IS 'Unit';
COMMENT ON COLUMN v_issue_detail.unit_cost IS 'Average cost | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_issue_detail.value IS 'Value | format=money scale=2 role=measure';
COMMENT ON COLUMN v_issue_detail.currency IS 'Currency';

-- What entered or left stock without a purchase, a transfer or a use: adjustments and confirmed counts.
CREATE OR REPLACE VIEW v_stock_correction AS
SELECT
  m.id, m.document_no, m.movement_date,
  CASE WHEN pc.id IS NOT NULL THEN 'Physical count' WHEN sc.id IS NOT NULL THEN 'Spot count' ELSE 'Adjustment' END AS document_type,
  coalesce(a.reason, sc.reason, 'Period end') AS reason, l.department_id, m.location_id, m.product_id, m.qty, m.unit_cost, m.value
FROM stock_movement m
JOIN location l ON l.id = m.location_id
LEFT JOIN inventory_adjustment a ON a.ia_no = m.document_no
LEFT JOIN physical_count pc ON pc.pc_no = m.document_no
LEFT JOIN spot_count sc ON sc.sc_no = m.document_no
WHERE m.kind = 'adjustment';
COMMENT ON VIEW v_stock_correction IS 'Stock corrections';

CREATE OR REPLACE VIEW v_stock_in_detail AS
SELECT
  s.document_no, s.movement_date AS document_date, s.document_type, s.reason, d.code AS department_code, d.name AS department,
  l.code AS location_code, l.name AS location, c.code AS category_code, c.name AS category, p.code AS product_code, p.name AS product,
  s.qty, p.unit, s.unit_cost, s.value, b.base_currency::text AS currency
FROM v_stock_correction s
JOIN department d ON d.id = s.department_id
JOIN location l ON l.id = s.location_id
JOIN product p ON p.id = s.product_id
JOIN category c ON c.id = p.category_id
CROSS JOIN property b
WHERE s.qty > 0;
COMMENT ON VIEW v_stock_in_detail IS 'Stock in';
COMMENT ON COLUMN v_stock_in_detail.document_no IS 'Document';
COMMENT ON COLUMN v_stock_in_detail.document_date IS 'Date';
COMMENT ON COLUMN v_stock_in_detail.document_type IS 'Type';
COMMENT ON COLUMN v_stock_in_detail.reason IS 'Reason';
COMMENT ON COLUMN v_stock_in_detail.department_code IS 'Department code';
COMMENT ON COLUMN v_stock_in_detail.department IS 'Department';
COMMENT ON COLUMN v_stock_in_detail.location_code IS 'Location code';
COMMENT ON COLUMN v_stock_in_detail.location IS 'Location';
COMMENT ON COLUMN v_stock_in_detail.category_code IS 'Category code';
COMMENT ON COLUMN v_stock_in_detail.category IS 'Category';
COMMENT ON COLUMN v_stock_in_detail.product_code IS 'Product code';
COMMENT ON COLUMN v_stock_in_detail.product IS 'Product';
COMMENT ON COLUMN v_stock_in_detail.qty IS 'Quantity | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_stock_in_detail.unit IS 'Unit';
COMMENT ON COLUMN v_stock_in_detail.unit_cost IS 'Average cost | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_stock_in_detail.value IS 'Value | format=money scale=2 role=measure';
COMMENT ON COLUMN v_stock_in_detail.currency IS 'Currency';

CREATE OR REPLACE VIEW v_stock_out_detail AS
SELECT
  s.document_no, s.movement_date AS document_date, s.document_type, s.reason, d.code AS department_code, d.name AS department,
  l.code AS location_code, l.name AS location, c.code AS category_code, c.name AS category, p.code AS product_code, p.name AS product,
  (-s.qty)::numeric(18, 4) AS qty, p.unit, s.unit_cost, (-s.value)::numeric(18, 2) AS value, b.base_currency::text AS currency
FROM v_stock_correction s
JOIN department d ON d.id = s.department_id
JOIN location l ON l.id = s.location_id
JOIN product p ON p.id = s.product_id
JOIN category c ON c.id = p.category_id
CROSS JOIN property b
WHERE s.qty < 0;
COMMENT ON VIEW v_stock_out_detail IS 'Stock out';
COMMENT ON COLUMN v_stock_out_detail.document_no IS 'Document';
COMMENT ON COLUMN v_stock_out_detail.document_date IS 'Date';
COMMENT ON COLUMN v_stock_out_detail.document_type IS 'Type';
COMMENT ON COLUMN v_stock_out_detail.reason IS 'Reason';
COMMENT ON COLUMN v_stock_out_detail.department_code IS 'Department code';
COMMENT ON COLUMN v_stock_out_detail.department IS 'Department';
COMMENT ON COLUMN v_stock_out_detail.location_code IS 'Location code';
COMMENT ON COLUMN v_stock_out_detail.location IS 'Location';
COMMENT ON COLUMN v_stock_out_detail.category_code IS 'Category code';
COMMENT ON COLUMN v_stock_out_detail.category IS 'Category';
COMMENT ON COLUMN v_stock_out_detail.product_code IS 'Product code';
COMMENT ON COLUMN v_stock_out_detail.product IS 'Product';
COMMENT ON COLUMN v_stock_out_detail.qty IS 'Quantity | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_stock_out_detail.unit IS 'Unit';
COMMENT ON COLUMN v_stock_out_detail.unit_cost IS 'Average cost | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_stock_out_detail.value IS 'Value | format=money scale=2 role=measure';
COMMENT ON COLUMN v_stock_out_detail.currency IS 'Currency';
