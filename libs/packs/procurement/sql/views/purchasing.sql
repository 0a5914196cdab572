-- Requests and orders. Amounts in a document's currency are never added up over documents; base amounts are.

CREATE OR REPLACE VIEW v_purchase_request_list AS
SELECT
  r.pr_no, r.pr_date, r.required_date, r.requestor, d.code AS department_code, d.name AS department, r.description, r.status,
  coalesce(w.step, '') AS waiting_for, t.lines, t.net, t.tax, t.total, b.base_currency::text AS currency,
  coalesce((SELECT string_agg(o.po_no, ', ' ORDER BY o.po_no) FROM purchase_order o WHERE r.pr_no = ANY (o.pr_nos)), '') AS po_nos
FROM purchase_request r
JOIN department d ON d.id = r.department_id
CROSS JOIN property b
JOIN LATERAL (
  SELECT count(*) AS lines, sum(l.net)::numeric(18, 2) AS net, sum(l.tax)::numeric(18, 2) AS tax, sum(l.total)::numeric(18, 2) AS total
  FROM purchase_request_line l
  WHERE l.purchase_request_id = r.id
) t ON true
LEFT JOIN LATERAL (
  SELECT s.name || ': ' || s.assignee AS step
  FROM workflow_step s
  WHERE s.document_type = 'PR' AND s.document_no = r.pr_no AND s.status = 'pending'
) w ON true;
COMMENT ON VIEW v_purchase_request_list IS 'Purchase requests';
COMMENT ON COLUMN v_purchase_request_list.pr_no IS 'PR no.';
COMMENT ON COLUMN v_purchase_request_list.pr_date IS 'Date';
COMMENT ON COLUMN v_purchase_request_list.required_date IS 'Required';
COMMENT ON COLUMN v_purchase_request_list.requestor IS 'Requestor';
COMMENT ON COLUMN v_purchase_request_list.department_code IS 'Department code';
COMMENT ON COLUMN v_purchase_request_list.department IS 'Department';
COMMENT ON COLUMN v_purchase_request_list.description IS 'Description';
COMMENT ON COLUMN v_purchase_request_list.status IS 'Status';
COMMENT ON COLUMN v_purchase_request_list.waiting_for IS 'Waiting for';
COMMENT ON COLUMN v_purchase_request_list.lines IS 'Lines | role=dimension';
COMMENT ON COLUMN v_purchase_request_list.net IS 'Net | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_request_list.tax IS 'Tax | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_request_list.total IS 'Total | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_request_list.currency IS 'Currency';
COMMENT ON COLUMN v_purchase_request_list.po_nos IS 'PO nos.';

CREATE OR REPLACE VIEW v_purchase_request_detail AS
SELECT
  r.pr_no, r.pr_date, l.delivery_date, r.requestor, d.code AS department_code, d.name AS department, r.status, l.line_no,
  p.code AS product_code, p.name AS product, c.code AS category_code, c.name AS category, loc.code AS location_code, loc.name AS location,
  l.qty, l.unit, l.unit_price, l.discount, l.net, l.tax, l.total, b.base_currency::text AS currency
FROM purchase_request_line l
JOIN purchase_request r ON r.id = l.purchase_request_id
JOIN department d ON d.id = r.department_id
JOIN product p ON p.id = l.product_id
JOIN category c ON c.id = p.category_id
JOIN location loc ON loc.id = l.location_id
CROSS JOIN property b;
COMMENT ON VIEW v_purchase_request_detail IS 'Purchase request lines';
COMMENT ON COLUMN v_purchase_request_detail.pr_no IS 'PR no.';
COMMENT ON COLUMN v_purchase_request_detail.pr_date IS 'Date';
COMMENT ON COLUMN v_purchase_request_detail.delivery_date IS 'Delivery';
COMMENT ON COLUMN v_purchase_request_detail.requestor IS 'Requestor';
COMMENT ON COLUMN v_purchase_request_detail.department_code IS 'Department code';
COMMENT ON COLUMN v_purchase_request_detail.department IS 'Department';
COMMENT ON COLUMN v_purchase_request_detail.status IS 'Status';
COMMENT ON COLUMN v_purchase_request_detail.line_no IS 'Line | role=dimension';
COMMENT ON COLUMN v_purchase_request_detail.product_code IS 'Product code';
COMMENT ON COLUMN v_purchase_request_detail.product IS 'Product';
COMMENT ON COLUMN v_purchase_request_detail.category_code IS 'Category code';
COMMENT ON COLUMN v_purchase_request_detail.category IS 'Category';
COMMENT ON COLUMN v_purchase_request_detail.location_code IS 'Location code';
COMMENT ON COLUMN v_purchase_request_detail.location IS 'Location';
COMMENT ON COLUMN v_purchase_request_detail.qty IS 'Requested | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_purchase_request_detail.unit IS 'Unit';
COMMENT ON COLUMN v_purchase_request_detail.unit_price IS 'Price | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_purchase_request_detail.discount IS 'Discount | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_request_detail.net IS 'Net | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_request_detail.tax IS 'Tax | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_request_detail.total IS 'Total | format=money scale=2 role=measure';
COMMENT ON COLUMN v_purchase_request_detail.currency IS 'Currency';

-- Received so far per order line: every report on orders starts from it.
CREATE OR REPLACE VIEW v_order_line_receipt AS
SELECT
  ol.id AS purchase_order_line_id,
  coalesce(sum(gl.qty), 0)::numeric(18, 4) AS received_qty,
  coalesce(sum(gl.net), 0)::numeric(18, 2) AS received_net,
  count(DISTINCT gl.goods_receipt_id) AS receipts,
  min(g.grn_date) AS first_received,
  max(g.grn_date) AS last_received
FROM purchase_order_line ol
LEFT JOIN goods_receipt_line gl ON gl.purchase_order_line_id = ol.id
LEFT JOIN goods_receipt g ON g.id = gl.goods_receipt_id
GROUP BY ol.id;
COMMENT ON VIEW v_order_line_receipt IS 'Receipts by order line';

CREATE OR REPLACE VIEW v_purchase_order_list AS
SELECT
  o.po_no, o.po_date, o.delivery_date, v.code AS vendor_code, v.name AS vendor, o.buyer, o.status, t.lines, o.currency::text AS currency,
  o.exchange_rate, t.subtotal, t.discount, t.net, t.tax, t.total, t.base_total, b.base_currency::text AS base_currency, t.fulfilment
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
    sum(round(l.total * o.exchange_rate, 2))::numeric(18, 2) AS base_total,
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
  v.code AS vendor_code, v.name AS vendor, o.po_no, o.po_date, o.status, l.line_no, p.code AS product_code, p.name AS product,
  c.code AS category_code, c.name AS category, loc.code AS location_code, loc.name AS location, l.qty, l.unit, l.foc_qty,
  o.currency::text AS currency, l.unit_price, l.discount, l.net, l.tax, l.total,
  round(l.total * o.exchange_rate, 2)::numeric(18, 2) AS base_total, b.base_currency::text AS base_currency, r.received_qty,
  CASE WHEN o.status IN ('sent', 'partial') THEN greatest(l.qty - r.received_qty, 0) ELSE 0 END::numeric(18, 4) AS pending_qty
FROM purchase_order_line l
JOIN purchase_order o ON o.id = l.purchase_order_id
JOIN vendor v ON v.id = o.vendor_id
JOIN product p ON p.id = l.product_id
JOIN category c ON c.id = p.category_id
JOIN location loc ON loc.id = l.location_id
JOIN v_order_line_receipt r ON r.purchase_order_line_id = l.id
CROSS JOIN property b;
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
COMMENT ON COLUMN v_purchase_order_detail.location_code IS 'Location code';
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
COMMENT ON COLUMN v_purchase_order_detail.base_currency IS 'Base currency';
COMMENT ON COLUMN v_purchase_order_detail.received_qty IS 'Received | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_purchase_order_detail.pending_qty IS 'Pending | format=quantity scale=4 role=measure';
