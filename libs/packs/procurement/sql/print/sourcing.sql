-- Purchase requests and requests for quotation as they print.

CREATE OR REPLACE VIEW v_print_pr AS
SELECT
  d.id::text AS document_id,
  d.pr_no AS document_no,
  d.pr_date AS document_date,
  d.status,
  p.property_name,
  p.property_legal_name,
  p.property_address,
  p.property_contact,
  p.property_tax_id,
  CASE WHEN l.line_no = 1 THEN p.property_logo END AS property_logo,
  p.base_currency,
  d.requestor,
  e.name AS department,
  d.description,
  d.required_date,
  d.workflow,
  p.base_currency AS currency,
  t.subtotal AS document_subtotal,
  t.discount AS document_discount,
  t.net AS document_net,
  t.tax AS document_tax,
  t.total AS document_total,
  l.line_no,
  i.code AS product_code,
  i.name AS product,
  s.name AS location,
  l.qty,
  l.unit,
  l.delivery_date,
  l.unit_price,
  nullif(l.discount_rate * 100, 0) AS discount_percent,
  l.discount,
  l.net,
  l.tax,
  l.total
FROM purchase_request d
CROSS JOIN v_print_property p
JOIN department e ON e.id = d.department_id
CROSS JOIN LATERAL (
  SELECT sum(subtotal) AS subtotal, sum(discount) AS discount, sum(net) AS net, sum(tax) AS tax, sum(total) AS total
  FROM purchase_request_line WHERE purchase_request_id = d.id
) t
JOIN purchase_request_line l ON l.purchase_request_id = d.id
JOIN product i ON i.id = l.product_id
JOIN location s ON s.id = l.location_id;
COMMENT ON VIEW v_print_pr IS 'Purchase request';

CREATE OR REPLACE VIEW v_print_rfq AS
SELECT
  d.id::text AS document_id,
  d.rfq_no AS document_no,
  d.rfq_date AS document_date,
  d.status,
  p.property_name,
  p.property_legal_name,
  p.property_address,
  p.property_contact,
  p.property_tax_id,
  CASE WHEN l.line_no = 1 THEN p.property_logo END AS property_logo,
  p.base_currency,
  a.vendor_name,
  NULL::text AS vendor_address,
  NULL::text AS vendor_tax_id,
  NULL::text AS vendor_contact,
  p.property_legal_name AS customer_name,
  p.property_address AS customer_address,
  p.property_tax_id AS customer_tax_id,
  p.property_contact AS customer_contact,
  d.buyer,
  e.name AS department,
  d.description,
  d.due_date,
  d.delivery_date,
  d.delivery_point,
  NULL::text AS currency,
  d.terms,
  NULL::text AS remarks,
  NULL::text AS origin,
  NULL::text AS stated,
  NULL::text AS warnings,
  l.line_no,
  i.code AS product_code,
  i.name AS product,
  l.specification,
  l.qty,
  l.unit
FROM rfq d
CROSS JOIN v_print_property p
JOIN department e ON e.id = d.department_id
CROSS JOIN LATERAL (
  SELECT string_agg(w.name, E'\n' ORDER BY w.name) AS vendor_name
  FROM rfq_vendor rv JOIN vendor w ON w.id = rv.vendor_id
  WHERE rv.rfq_id = d.id
) a
JOIN rfq_line l ON l.rfq_id = d.id
JOIN product i ON i.id = l.product_id
UNION ALL
SELECT
  document_id,
  document_no,
  document_date,
  status,
  property_name,
  property_legal_name,
  property_address,
  property_contact,
  property_tax_id,
  property_logo,
  base_currency,
  vendor_name,
  vendor_address,
  vendor_tax_id,
  vendor_contact,
  customer_name,
  customer_address,
  customer_tax_id,
  customer_contact,
  NULL,
  NULL,
  NULL,
  due_date,
  delivery_date,
  delivery_point,
  currency,
  terms,
  remarks,
  origin,
  stated,
  warnings,
  line_no,
  product_code,
  product,
  line_remark,
  qty,
  unit
FROM v_print_imported
WHERE document_type = 'RFQ';
COMMENT ON VIEW v_print_rfq IS 'Request for quotation';
