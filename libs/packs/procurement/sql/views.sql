-- What reports read as views. Comments are labels for micro-data: `Label` or `Label | format=money scale=2 role=measure`.
-- Codes stand for ids in rows and filters: people know them, and they mean the same in every business unit.

CREATE OR REPLACE VIEW v_vendor_list AS
SELECT code AS vendor_code, name AS vendor, tax_id, contact, email, phone, country, currency, credit_term_days, is_active
FROM vendor;
COMMENT ON VIEW v_vendor_list IS 'Vendors';
COMMENT ON COLUMN v_vendor_list.vendor_code IS 'Vendor code';
COMMENT ON COLUMN v_vendor_list.vendor IS 'Vendor';
COMMENT ON COLUMN v_vendor_list.tax_id IS 'Tax id';
COMMENT ON COLUMN v_vendor_list.contact IS 'Contact';
COMMENT ON COLUMN v_vendor_list.email IS 'E-mail';
COMMENT ON COLUMN v_vendor_list.phone IS 'Phone';
COMMENT ON COLUMN v_vendor_list.country IS 'Country';
COMMENT ON COLUMN v_vendor_list.currency IS 'Currency';
COMMENT ON COLUMN v_vendor_list.credit_term_days IS 'Credit term (days) | role=dimension';
COMMENT ON COLUMN v_vendor_list.is_active IS 'Active';

CREATE OR REPLACE VIEW v_category_list AS SELECT code AS category_code, name AS category FROM category;
COMMENT ON VIEW v_category_list IS 'Product categories';
COMMENT ON COLUMN v_category_list.category_code IS 'Category code';
COMMENT ON COLUMN v_category_list.category IS 'Category';

CREATE OR REPLACE VIEW v_product_list AS
SELECT p.code AS product_code, p.name AS product, c.code AS category_code, c.name AS category, p.unit, p.standard_cost, p.is_active
FROM product p JOIN category c ON c.id = p.category_id;
COMMENT ON VIEW v_product_list IS 'Products';
COMMENT ON COLUMN v_product_list.product_code IS 'Product code';
COMMENT ON COLUMN v_product_list.product IS 'Product';
COMMENT ON COLUMN v_product_list.category_code IS 'Category code';
COMMENT ON COLUMN v_product_list.category IS 'Category';
COMMENT ON COLUMN v_product_list.unit IS 'Unit';
COMMENT ON COLUMN v_product_list.standard_cost IS 'Standard cost | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_product_list.is_active IS 'Active';

CREATE OR REPLACE VIEW v_location_list AS
SELECT l.code AS location_code, l.name AS location, l.kind, d.name AS department
FROM location l JOIN department d ON d.id = l.department_id;
COMMENT ON VIEW v_location_list IS 'Locations';
COMMENT ON COLUMN v_location_list.location_code IS 'Location code';
COMMENT ON COLUMN v_location_list.location IS 'Location';
COMMENT ON COLUMN v_location_list.kind IS 'Kind';
COMMENT ON COLUMN v_location_list.department IS 'Department';

CREATE OR REPLACE VIEW v_stock_on_hand AS
WITH held AS (
  SELECT product_id, location_id, sum(qty) AS qty, sum(value) AS value, max(movement_date) AS last_movement
  FROM stock_movement
  GROUP BY product_id, location_id
  HAVING sum(qty) <> 0 OR sum(value) <> 0
)
SELECT
  c.code AS category_code,
  c.name AS category,
  p.code AS product_code,
  p.name AS product,
  l.code AS location_code,
  l.name AS location,
  p.unit,
  h.qty::numeric(18, 4) AS qty,
  CASE WHEN h.qty <> 0 THEN round(h.value / h.qty, 4) END::numeric(18, 4) AS unit_cost,
  h.value::numeric(18, 2) AS value,
  b.base_currency::text AS currency,
  h.last_movement,
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

-- Received so far per order line: every report on orders starts from it.
CREATE OR REPLACE VIEW v_order_line_receipt AS
SELECT
  ol.id AS purchase_order_line_id,
  coalesce(sum(gl.qty), 0)::numeric(18, 4) AS received_qty,
  coalesce(sum(gl.net), 0)::numeric(18, 2) AS received_net,
  count(DISTINCT gl.goods_receipt_id) AS receipts,
  max(g.grn_date) AS last_received
FROM purchase_order_line ol
LEFT JOIN goods_receipt_line gl ON gl.purchase_order_line_id = ol.id
LEFT JOIN goods_receipt g ON g.id = gl.goods_receipt_id
GROUP BY ol.id;
COMMENT ON VIEW v_order_line_receipt IS 'Receipts by order line';

CREATE OR REPLACE VIEW v_purchase_order_list AS
SELECT
  o.po_no,
  o.po_date,
  o.delivery_date,
  v.code AS vendor_code,
  v.name AS vendor,
  o.buyer,
  o.status,
  t.lines,
  o.currency::text AS currency,
  o.exchange_rate,
  t.subtotal,
  t.discount,
  t.net,
  t.tax,
  t.total,
  round(t.total * o.exchange_rate, 2)::numeric(18, 2) AS base_total,
  b.base_currency::text AS base_currency,
  t.fulfilment
FROM purchase_order o
JOIN vendor v ON v.id = o.vendor_id
CROSS JOIN property b
JOIN LATERAL (
  SELECT
    count(*) AS lines,
    sum(l.subtotal)::numeric(18, 2) AS subtotal,
    sum(l.discount)::numeric(18, 2) AS discount,
    sum(l.net)::numeric(18, 2) AS net,
    sum(l.tax)::numeric(18, 2) AS tax,
    sum(l.total)::numeric(18, 2) AS total,
    round(100 * sum(r.received_qty) / sum(l.qty), 2)::numeric(9, 2) AS fulfilment
  FROM purchase_order_line l
  JOIN v_order_line_receipt r ON r.purchase_order_line_id = l.id
  WHERE l.purchase_order_id = o.id
) t ON true;
COMMENT ON VIEW v_purchase_order_list IS 'Purchase orders';
COMMENT ON COLUMN v_purchase_order_list.po_no IS 'PO no.';
COMMENT ON COLUMN v_purchase_order_list.po_date IS 'Date';
COMMENT ON COLUMN v_purchase_order_list.delivery_date IS 'Delivery';
COMMENT ON COLUMN v_purchase_order_list.vendor_code IS 'Vendor code';
COMMENT ON COLUMN v_purchase_order_list.vendor IS 'Vendor';
COMMENT ON COLUMN v_purchase_order_list.buyer IS 'Buyer';
COMMENT ON COLUMN v_purchase_order_list.status IS 'Status';
COMMENT ON COLUMN v_purchase_order_list.lines IS 'Lines | role=dimension';
COMMENT ON COLUMN v_purchase_order_list.currency IS 'Currency';
COMMENT ON COLUMN v_purchase_order_list.exchange_rate IS 'Rate | scale=5 role=dimension';
COMMENT ON COLUMN v_purchase_order_list.subtotal IS 'Subtotal | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_order_list.discount IS 'Discount | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_order_list.net IS 'Net | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_order_list.tax IS 'Tax | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_order_list.total IS 'Total | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_order_list.base_total IS 'Total (base) | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_order_list.base_currency IS 'Base currency';
COMMENT ON COLUMN v_purchase_order_list.fulfilment IS 'Received % | format=percent scale=2 role=dimension';

CREATE OR REPLACE VIEW v_purchase_order_detail AS
SELECT
  v.code AS vendor_code,
  v.name AS vendor,
  o.po_no,
  o.po_date,
  o.status,
  l.line_no,
  p.code AS product_code,
  p.name AS product,
  c.code AS category_code,
  c.name AS category,
  loc.name AS location,
  l.qty,
  l.unit,
  l.foc_qty,
  o.currency::text AS currency,
  l.unit_price,
  l.discount,
  l.net,
  l.tax,
  l.total,
  round(l.total * o.exchange_rate, 2)::numeric(18, 2) AS base_total,
  r.received_qty,
  CASE WHEN o.status IN ('sent', 'partial') THEN greatest(l.qty - r.received_qty, 0) ELSE 0 END::numeric(18, 4) AS pending_qty
FROM purchase_order_line l
JOIN purchase_order o ON o.id = l.purchase_order_id
JOIN vendor v ON v.id = o.vendor_id
JOIN product p ON p.id = l.product_id
JOIN category c ON c.id = p.category_id
JOIN location loc ON loc.id = l.location_id
JOIN v_order_line_receipt r ON r.purchase_order_line_id = l.id;
COMMENT ON VIEW v_purchase_order_detail IS 'Purchase order lines';
COMMENT ON COLUMN v_purchase_order_detail.vendor_code IS 'Vendor code';
COMMENT ON COLUMN v_purchase_order_detail.vendor IS 'Vendor';
COMMENT ON COLUMN v_purchase_order_detail.po_no IS 'PO no.';
COMMENT ON COLUMN v_purchase_order_detail.po_date IS 'Date';
COMMENT ON COLUMN v_purchase_order_detail.status IS 'Status';
COMMENT ON COLUMN v_purchase_order_detail.line_no IS 'Line | role=dimension';
COMMENT ON COLUMN v_purchase_order_detail.product_code IS 'Product code';
COMMENT ON COLUMN v_purchase_order_detail.product IS 'Product';
COMMENT ON COLUMN v_purchase_order_detail.category_code IS 'Category code';
COMMENT ON COLUMN v_purchase_order_detail.category IS 'Category';
COMMENT ON COLUMN v_purchase_order_detail.location IS 'Location';
COMMENT ON COLUMN v_purchase_order_detail.qty IS 'Ordered | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_purchase_order_detail.unit IS 'Unit';
COMMENT ON COLUMN v_purchase_order_detail.foc_qty IS 'FOC | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_purchase_order_detail.currency IS 'Currency';
COMMENT ON COLUMN v_purchase_order_detail.unit_price IS 'Price | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_purchase_order_detail.discount IS 'Discount | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_order_detail.net IS 'Net | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_order_detail.tax IS 'Tax | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_order_detail.total IS 'Total | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_order_detail.base_total IS 'Total (base) | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_order_detail.received_qty IS 'Received | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_purchase_order_detail.pending_qty IS 'Pending | format=quantity scale=4 role=measure';
