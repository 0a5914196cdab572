-- What moves inside the house, and counts of it, as they print.

CREATE OR REPLACE VIEW v_print_sr AS
SELECT
  d.id::text AS document_id,
  d.sr_no AS document_no,
  d.sr_date AS document_date,
  d.status,
  p.property_name,
  p.property_legal_name,
  p.property_address,
  p.property_contact,
  p.property_tax_id,
  CASE WHEN l.line_no = 1 THEN p.property_logo END AS property_logo,
  p.base_currency,
  d.kind,
  d.requestor,
  e.name AS department,
  d.expected_date,
  f.name AS from_location,
  o.name AS to_location,
  p.base_currency AS currency,
  t.issued AS document_issued,
  t.cost AS document_total,
  t.broken AS document_broken,
  l.line_no,
  i.code AS product_code,
  i.name AS product,
  l.requested_qty,
  l.approved_qty,
  l.issued_qty,
  l.unit,
  l.unit_cost,
  l.total,
  -- 0 ≤ issued ≤ approved ≤ requested (CA-C11): said, never mended.
  l.issued_qty < 0 OR l.issued_qty > l.approved_qty OR l.approved_qty > l.requested_qty AS is_broken
FROM store_requisition d
CROSS JOIN v_print_property p
JOIN department e ON e.id = d.department_id
JOIN location f ON f.id = d.from_location_id
JOIN location o ON o.id = d.to_location_id
CROSS JOIN LATERAL (
  SELECT
    sum(issued_qty) AS issued,
    sum(total) AS cost,
    nullif(count(*) FILTER (WHERE issued_qty < 0 OR issued_qty > approved_qty OR approved_qty > requested_qty), 0) AS broken
  FROM store_requisition_line WHERE store_requisition_id = d.id
) t
JOIN store_requisition_line l ON l.store_requisition_id = d.id
JOIN product i ON i.id = l.product_id;
COMMENT ON VIEW v_print_sr IS 'Store requisition';

CREATE OR REPLACE VIEW v_print_ia AS
SELECT
  d.id::text AS document_id,
  d.ia_no AS document_no,
  d.ia_date AS document_date,
  d.status,
  p.property_name,
  p.property_legal_name,
  p.property_address,
  p.property_contact,
  p.property_tax_id,
  CASE WHEN l.line_no = 1 THEN p.property_logo END AS property_logo,
  p.base_currency,
  CASE d.direction WHEN 'in' THEN 'stock in' ELSE 'stock out' END AS direction,
  d.reason,
  s.name AS location,
  e.name AS department,
  p.base_currency AS currency,
  t.qty AS document_qty,
  t.cost AS document_total,
  l.line_no,
  i.code AS product_code,
  i.name AS product,
  l.lot_no,
  l.system_qty,
  l.counted_qty,
  l.qty,
  CASE WHEN l.system_qty <> 0 THEN round(l.qty / l.system_qty * 100, 2) END AS variance_percent,
  l.unit,
  l.unit_cost,
  l.total
FROM inventory_adjustment d
CROSS JOIN v_print_property p
JOIN location s ON s.id = d.location_id
JOIN department e ON e.id = d.department_id
CROSS JOIN LATERAL (
  SELECT sum(qty) AS qty, sum(total) AS cost FROM inventory_adjustment_line WHERE inventory_adjustment_id = d.id
) t
JOIN inventory_adjustment_line l ON l.inventory_adjustment_id = d.id
JOIN product i ON i.id = l.product_id;
COMMENT ON VIEW v_print_ia IS 'Inventory adjustment';

CREATE OR REPLACE VIEW v_print_pc AS
SELECT
  d.id::text AS document_id,
  d.pc_no AS document_no,
  d.count_date AS document_date,
  d.status,
  p.property_name,
  p.property_legal_name,
  p.property_address,
  p.property_contact,
  p.property_tax_id,
  CASE WHEN l.line_no = 1 THEN p.property_logo END AS property_logo,
  p.base_currency,
  s.name AS location,
  e.name AS department,
  d.counted_by,
  d.verified_by,
  n.name AS period,
  p.base_currency AS currency,
  t.counted AS document_counted,
  t.cost AS document_total,
  l.line_no,
  i.code AS product_code,
  i.name AS product,
  l.unit,
  l.system_qty,
  l.counted_qty,
  l.counted_qty - l.system_qty AS variance_qty,
  CASE WHEN l.system_qty <> 0 THEN round((l.counted_qty - l.system_qty) / l.system_qty * 100, 2) END AS variance_percent,
  l.unit_cost,
  l.total
FROM physical_count d
CROSS JOIN v_print_property p
JOIN location s ON s.id = d.location_id
JOIN department e ON e.id = d.department_id
JOIN period n ON n.id = d.period_id
CROSS JOIN LATERAL (
  SELECT count(*) AS counted, sum(total) AS cost FROM physical_count_line WHERE physical_count_id = d.id
) t
JOIN physical_count_line l ON l.physical_count_id = d.id
JOIN product i ON i.id = l.product_id;
COMMENT ON VIEW v_print_pc IS 'Physical count';

CREATE OR REPLACE VIEW v_print_sc AS
SELECT
  d.id::text AS document_id,
  d.sc_no AS document_no,
  d.count_date AS document_date,
  d.status,
  p.property_name,
  p.property_legal_name,
  p.property_address,
  p.property_contact,
  p.property_tax_id,
  CASE WHEN l.line_no = 1 THEN p.property_logo END AS property_logo,
  p.base_currency,
  s.name AS location,
  e.name AS department,
  d.counted_by,
  d.approved_by,
  d.reason,
  p.base_currency AS currency,
  t.counted AS document_counted,
  t.cost AS document_total,
  l.line_no,
  i.code AS product_code,
  i.name AS product,
  l.unit,
  l.system_qty,
  l.counted_qty,
  l.counted_qty - l.system_qty AS variance_qty,
  CASE WHEN l.system_qty <> 0 THEN round((l.counted_qty - l.system_qty) / l.system_qty * 100, 2) END AS variance_percent,
  l.unit_cost,
  l.total
FROM spot_count d
CROSS JOIN v_print_property p
JOIN location s ON s.id = d.location_id
JOIN department e ON e.id = d.department_id
CROSS JOIN LATERAL (
  SELECT count(*) AS counted, sum(total) AS cost FROM spot_count_line WHERE spot_count_id = d.id
) t
JOIN spot_count_line l ON l.spot_count_id = d.id
JOIN product i ON i.id = l.product_id;
COMMENT ON VIEW v_print_sc IS 'Spot count';
