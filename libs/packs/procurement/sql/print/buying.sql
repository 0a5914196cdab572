-- Orders and receipts as they print.

CREATE OR REPLACE VIEW v_print_po AS
SELECT
  d.id::text AS document_id,
  d.po_no AS document_no,
  d.po_date AS document_date,
  d.status,
  p.property_name,
  p.property_legal_name,
  p.property_address,
  p.property_contact,
  p.property_tax_id,
  CASE WHEN l.line_no = 1 THEN p.property_logo END AS property_logo,
  p.base_currency,
  v.vendor_code,
  v.vendor_name,
  v.vendor_address,
  v.vendor_tax_id,
  v.vendor_contact,
  p.property_legal_name AS customer_name,
  p.property_address AS customer_address,
  p.property_tax_id AS customer_tax_id,
  p.property_contact AS customer_contact,
  d.buyer,
  nullif(array_to_string(d.pr_nos, ', '), '') AS pr_nos,
  d.delivery_date,
  d.delivery_point,
  format('%s days', d.credit_term_days) AS credit_term,
  d.currency::text AS currency,
  CASE WHEN d.currency <> p.base_currency THEN d.exchange_rate END AS exchange_rate,
  d.remarks,
  d.terms,
  NULL::text AS origin,
  NULL::text AS stated,
  NULL::text AS warnings,
  t.subtotal AS document_subtotal,
  t.discount AS document_discount,
  NULL::numeric AS document_charge,
  t.net AS document_net,
  t.tax AS document_tax,
  NULL::numeric AS document_prepaid,
  t.total AS document_total,
  CASE WHEN d.currency <> p.base_currency THEN round(t.total * d.exchange_rate, 2) END AS document_base_total,
  l.line_no,
  i.code AS product_code,
  i.name AS product,
  s.name AS location,
  l.qty,
  nullif(l.foc_qty, 0) AS foc_qty,
  l.unit,
  l.unit_price,
  nullif(l.discount_rate * 100, 0) AS discount_percent,
  l.discount,
  l.net,
  l.tax,
  l.total,
  NULL::text AS line_remark,
  NULL::text AS line_stated
FROM purchase_order d
CROSS JOIN v_print_property p
JOIN v_print_vendor v ON v.vendor_id = d.vendor_id
CROSS JOIN LATERAL (
  SELECT sum(subtotal) AS subtotal, sum(discount) AS discount, sum(net) AS net, sum(tax) AS tax, sum(total) AS total
  FROM purchase_order_line WHERE purchase_order_id = d.id
) t
JOIN purchase_order_line l ON l.purchase_order_id = d.id
JOIN product i ON i.id = l.product_id
JOIN location s ON s.id = l.location_id
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
  vendor_code,
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
  delivery_date,
  delivery_point,
  NULL,
  currency,
  NULL,
  remarks,
  terms,
  origin,
  stated,
  warnings,
  document_subtotal,
  document_discount,
  document_charge,
  document_net,
  document_tax,
  document_prepaid,
  document_total,
  NULL,
  line_no,
  product_code,
  product,
  NULL,
  qty,
  NULL,
  unit,
  unit_price,
  NULL,
  NULL,
  net,
  tax,
  NULL,
  line_remark,
  line_stated
FROM v_print_imported
WHERE document_type = 'PO';
COMMENT ON VIEW v_print_po IS 'Purchase order';

CREATE OR REPLACE VIEW v_print_grn AS
SELECT
  d.id::text AS document_id,
  d.grn_no AS document_no,
  d.grn_date AS document_date,
  d.status,
  p.property_name,
  p.property_legal_name,
  p.property_address,
  p.property_contact,
  p.property_tax_id,
  CASE WHEN l.line_no = 1 THEN p.property_logo END AS property_logo,
  p.base_currency,
  v.vendor_code,
  v.vendor_name,
  v.vendor_address,
  v.vendor_tax_id,
  v.vendor_contact,
  p.property_legal_name AS customer_name,
  p.property_address AS customer_address,
  p.property_tax_id AS customer_tax_id,
  p.property_contact AS customer_contact,
  d.invoice_no,
  d.invoice_date,
  r.po_nos,
  d.received_by,
  d.payment_kind,
  format('%s days', d.credit_term_days) AS credit_term,
  d.payment_due,
  d.currency::text AS currency,
  CASE WHEN d.currency <> p.base_currency THEN d.exchange_rate END AS exchange_rate,
  NULL::text AS remarks,
  NULL::text AS origin,
  NULL::text AS stated,
  NULL::text AS warnings,
  t.subtotal AS document_subtotal,
  t.discount AS document_discount,
  NULL::numeric AS document_charge,
  t.net AS document_net,
  t.tax AS document_tax,
  NULL::numeric AS document_prepaid,
  t.total AS document_total,
  CASE WHEN d.currency <> p.base_currency THEN round(t.total * d.exchange_rate, 2) END AS document_base_total,
  x.amount AS document_extra_cost,
  l.line_no,
  i.code AS product_code,
  i.name AS product,
  s.name AS location,
  o.po_no,
  ol.qty AS ordered_qty,
  l.qty,
  NULL::numeric AS short_qty,
  NULL::numeric AS rejected_qty,
  nullif(l.foc_qty, 0) AS foc_qty,
  l.unit,
  l.unit_price,
  nullif(l.discount_rate * 100, 0) AS discount_percent,
  l.discount,
  l.net,
  l.tax,
  l.total,
  nullif(l.extra_cost, 0) AS extra_cost,
  l.lot_no,
  l.expiry_date,
  NULL::text AS line_remark,
  NULL::text AS line_stated
FROM goods_receipt d
CROSS JOIN v_print_property p
JOIN v_print_vendor v ON v.vendor_id = d.vendor_id
CROSS JOIN LATERAL (
  SELECT sum(subtotal) AS subtotal, sum(discount) AS discount, sum(net) AS net, sum(tax) AS tax, sum(total) AS total
  FROM goods_receipt_line WHERE goods_receipt_id = d.id
) t
CROSS JOIN LATERAL (
  SELECT string_agg(DISTINCT ro.po_no, ', ') AS po_nos
  FROM goods_receipt_line rl
  JOIN purchase_order_line rol ON rol.id = rl.purchase_order_line_id
  JOIN purchase_order ro ON ro.id = rol.purchase_order_id
  WHERE rl.goods_receipt_id = d.id
) r
CROSS JOIN LATERAL (
  SELECT sum(total) AS amount FROM goods_receipt_extra_cost WHERE goods_receipt_id = d.id
) x
JOIN goods_receipt_line l ON l.goods_receipt_id = d.id
JOIN product i ON i.id = l.product_id
JOIN location s ON s.id = l.location_id
LEFT JOIN purchase_order_line ol ON ol.id = l.purchase_order_line_id
LEFT JOIN purchase_order o ON o.id = ol.purchase_order_id
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
  vendor_code,
  vendor_name,
  vendor_address,
  vendor_tax_id,
  vendor_contact,
  customer_name,
  customer_address,
  customer_tax_id,
  customer_contact,
  invoice_no,
  NULL,
  order_no,
  NULL,
  NULL,
  NULL,
  due_date,
  currency,
  NULL,
  remarks,
  origin,
  stated,
  warnings,
  document_subtotal,
  document_discount,
  document_charge,
  document_net,
  document_tax,
  document_prepaid,
  document_total,
  NULL,
  NULL,
  line_no,
  product_code,
  product,
  NULL,
  NULL,
  NULL,
  qty,
  short_qty,
  rejected_qty,
  NULL,
  unit,
  unit_price,
  NULL,
  NULL,
  net,
  tax,
  NULL,
  NULL,
  lot_no,
  expiry_date,
  line_remark,
  line_stated
FROM v_print_imported
WHERE document_type = 'GRN';
COMMENT ON VIEW v_print_grn IS 'Goods receipt';

-- The block of extra costs below a receipt.
CREATE OR REPLACE VIEW v_print_grn_extra_cost AS
SELECT
  d.id::text AS document_id,
  d.grn_no AS document_no,
  x.line_no,
  x.name,
  CASE x.allocation WHEN 'by_value' THEN 'by value' ELSE 'by quantity' END AS allocation,
  x.amount,
  x.tax,
  x.total
FROM goods_receipt d
JOIN goods_receipt_extra_cost x ON x.goods_receipt_id = d.id;
COMMENT ON VIEW v_print_grn_extra_cost IS 'Extra costs of a goods receipt';
