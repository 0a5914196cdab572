-- Receipts, what they cost beyond the goods, and what vendors gave back.

CREATE OR REPLACE VIEW v_receiving_list AS
SELECT
  g.grn_no, g.grn_date, v.code AS vendor_code, v.name AS vendor, t.po_nos, g.invoice_no, g.received_by, g.payment_kind, g.payment_due,
  g.status, t.lines, g.currency::text AS currency, g.exchange_rate, t.net, t.tax, t.total, x.extra_cost, x.extra_tax,
  (t.base_total + round((x.extra_cost + x.extra_tax) * g.exchange_rate, 2))::numeric(18, 2) AS base_total,
  b.base_currency::text AS base_currency
FROM goods_receipt g
JOIN vendor v ON v.id = g.vendor_id
CROSS JOIN property b
JOIN LATERAL (
  SELECT
    count(*) AS lines,
    coalesce(string_agg(DISTINCT o.po_no, ', '), '') AS po_nos,
    sum(l.net)::numeric(18, 2) AS net,
    sum(l.tax)::numeric(18, 2) AS tax,
    sum(l.total)::numeric(18, 2) AS total,
    sum(round(l.total * g.exchange_rate, 2)) AS base_total
  FROM goods_receipt_line l
  LEFT JOIN purchase_order_line ol ON ol.id = l.purchase_order_line_id
  LEFT JOIN purchase_order o ON o.id = ol.purchase_order_id
  WHERE l.goods_receipt_id = g.id
) t ON true
JOIN LATERAL (
  SELECT coalesce(sum(amount), 0)::numeric(18, 2) AS extra_cost, coalesce(sum(tax), 0)::numeric(18, 2) AS extra_tax
  FROM goods_receipt_extra_cost e
  WHERE e.goods_receipt_id = g.id
) x ON true;
COMMENT ON VIEW v_receiving_list IS 'Goods receipts';
COMMENT ON COLUMN v_receiving_list.grn_no IS 'GRN no.';
COMMENT ON COLUMN v_receiving_list.grn_date IS 'Date';
COMMENT ON COLUMN v_receiving_list.vendor_code IS 'Vendor code';
COMMENT ON COLUMN v_receiving_list.vendor IS 'Vendor';
COMMENT ON COLUMN v_receiving_list.po_nos IS 'PO nos.';
COMMENT ON COLUMN v_receiving_list.invoice_no IS 'Invoice no.';
COMMENT ON COLUMN v_receiving_list.received_by IS 'Received by';
COMMENT ON COLUMN v_receiving_list.payment_kind IS 'Payment';
COMMENT ON COLUMN v_receiving_list.payment_due IS 'Payment due';
COMMENT ON COLUMN v_receiving_list.status IS 'Status';
COMMENT ON COLUMN v_receiving_list.lines IS 'Lines | role=dimension';
COMMENT ON COLUMN v_receiving_list.currency IS 'Currency';
COMMENT ON COLUMN v_receiving_list.exchange_rate IS 'Rate | scale=5 role=dimension';
COMMENT ON COLUMN v_receiving_list.net IS 'Net | format=money scale=2 role=measure';
COMMENT ON COLUMN v_receiving_list.tax IS 'Tax | format=money scale=2 role=measure';
COMMENT ON COLUMN v_receiving_list.total IS 'Total | format=money scale=2 role=measure';
COMMENT ON COLUMN v_receiving_list.extra_cost IS 'Extra cost | format=money scale=2 role=measure';
COMMENT ON COLUMN v_receiving_list.extra_tax IS 'Extra tax | format=money scale=2 role=measure';
COMMENT ON COLUMN v_receiving_list.base_total IS 'Total (base) | format=money scale=2 role=measure';
COMMENT ON COLUMN v_receiving_list.base_currency IS 'Base currency';

-- landed: what the goods cost until they lay in the store, in base currency; free goods share the cost of the paid ones.
CREATE OR REPLACE VIEW v_receiving_detail AS
SELECT
  v.code AS vendor_code, v.name AS vendor, g.grn_no, g.grn_date, coalesce(o.po_no, '') AS po_no, g.status, l.line_no, p.code AS product_code,
  p.name AS product, c.code AS category_code, c.name AS category, loc.code AS location_code, loc.name AS location, coalesce(ol.qty, 0)::numeric(18, 4) AS ordered_qty,
  l.qty, l.foc_qty, l.unit, g.currency::text AS currency, l.unit_price, l.discount, l.net, l.tax, l.total, l.extra_cost,
  round(l.net * g.exchange_rate, 2)::numeric(18, 2) AS base_net,
  round((l.net + l.extra_cost) * g.exchange_rate, 2)::numeric(18, 2) AS landed,
  round((l.net + l.extra_cost) * g.exchange_rate / (l.qty + l.foc_qty), 4)::numeric(18, 4) AS landed_unit_cost,
  b.base_currency::text AS base_currency, l.lot_no, l.expiry_date
FROM goods_receipt_line l
JOIN goods_receipt g ON g.id = l.goods_receipt_id
JOIN vendor v ON v.id = g.vendor_id
JOIN product p ON p.id = l.product_id
JOIN category c ON c.id = p.category_id
JOIN location loc ON loc.id = l.location_id
LEFT JOIN purchase_order_line ol ON ol.id = l.purchase_order_line_id
LEFT JOIN purchase_order o ON o.id = ol.purchase_order_id
CROSS JOIN property b;
COMMENT ON VIEW v_receiving_detail IS 'Goods receipt lines';
COMMENT ON COLUMN v_receiving_detail.vendor_code IS 'Vendor code';
COMMENT ON COLUMN v_receiving_detail.vendor IS 'Vendor';
COMMENT ON COLUMN v_receiving_detail.grn_no IS 'GRN no.';
COMMENT ON COLUMN v_receiving_detail.grn_date IS 'Date';
COMMENT ON COLUMN v_receiving_detail.po_no IS 'PO no.';
COMMENT ON COLUMN v_receiving_detail.status IS 'Status';
COMMENT ON COLUMN v_receiving_detail.line_no IS 'Line | role=dimension';
COMMENT ON COLUMN v_receiving_detail.product_code IS 'Product code';
COMMENT ON COLUMN v_receiving_detail.product IS 'Product';
COMMENT ON COLUMN v_receiving_detail.category_code IS 'Category code';
COMMENT ON COLUMN v_receiving_detail.category IS 'Category';
COMMENT ON COLUMN v_receiving_detail.location_code IS 'Location code';
COMMENT ON COLUMN v_receiving_detail.location IS 'Location';
COMMENT ON COLUMN v_receiving_detail.ordered_qty IS 'Ordered | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_receiving_detail.qty IS 'Received | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_receiving_detail.foc_qty IS 'FOC | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_receiving_detail.unit IS 'Unit';
COMMENT ON COLUMN v_receiving_detail.currency IS 'Currency';
COMMENT ON COLUMN v_receiving_detail.unit_price IS 'Price | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_receiving_detail.discount IS 'Discount | format=money scale=2 role=measure';
COMMENT ON COLUMN v_receiving_detail.net IS 'Net | format=money scale=2 role=measure';
COMMENT ON COLUMN v_receiving_detail.tax IS 'Tax | format=money scale=2 role=measure';
COMMENT ON COLUMN v_receiving_detail.total IS 'Total | format=money scale=2 role=measure';
COMMENT ON COLUMN v_receiving_detail.extra_cost IS 'Extra cost | format=money scale=2 role=measure';
COMMENT ON COLUMN v_receiving_detail.base_net IS 'Net (base) | format=money scale=2 role=measure';
COMMENT ON COLUMN v_receiving_detail.landed IS 'Landed cost | format=money scale=2 role=measure';
COMMENT ON COLUMN v_receiving_detail.landed_unit_cost IS 'Landed cost/unit | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_receiving_detail.base_currency IS 'Base currency';
COMMENT ON COLUMN v_receiving_detail.lot_no IS 'Lot';
COMMENT ON COLUMN v_receiving_detail.expiry_date IS 'Expires';

CREATE OR REPLACE VIEW v_extra_cost AS
SELECT
  g.grn_no, g.grn_date, v.code AS vendor_code, v.name AS vendor, e.name AS cost, e.allocation, g.currency::text AS currency,
  e.amount, e.tax, e.total, round(e.amount * g.exchange_rate, 2)::numeric(18, 2) AS base_amount,
  round(e.total * g.exchange_rate, 2)::numeric(18, 2) AS base_total, b.base_currency::text AS base_currency, t.net AS goods_net,
  round(100 * e.amount / nullif(t.net, 0), 2)::numeric(9, 2) AS cost_percent
FROM goods_receipt_extra_cost e
JOIN goods_receipt g ON g.id = e.goods_receipt_id
JOIN vendor v ON v.id = g.vendor_id
CROSS JOIN property b
JOIN LATERAL (SELECT sum(l.net)::numeric(18, 2) AS net FROM goods_receipt_line l WHERE l.goods_receipt_id = g.id) t ON true;
COMMENT ON VIEW v_extra_cost IS 'Extra costs';
COMMENT ON COLUMN v_extra_cost.grn_no IS 'GRN no.';
COMMENT ON COLUMN v_extra_cost.grn_date IS 'Date';
COMMENT ON COLUMN v_extra_cost.vendor_code IS 'Vendor code';
COMMENT ON COLUMN v_extra_cost.vendor IS 'Vendor';
COMMENT ON COLUMN v_extra_cost.cost IS 'Extra cost';
COMMENT ON COLUMN v_extra_cost.allocation IS 'Spread';
COMMENT ON COLUMN v_extra_cost.currency IS 'Currency';
COMMENT ON COLUMN v_extra_cost.amount IS 'Amount | format=money scale=2 role=measure';
COMMENT ON COLUMN v_extra_cost.tax IS 'Tax | format=money scale=2 role=measure';
COMMENT ON COLUMN v_extra_cost.total IS 'Total | format=money scale=2 role=measure';
COMMENT ON COLUMN v_extra_cost.base_amount IS 'Amount (base) | format=money scale=2 role=measure';
COMMENT ON COLUMN v_extra_cost.base_total IS 'Total (base) | format=money scale=2 role=measure';
COMMENT ON COLUMN v_extra_cost.base_currency IS 'Base currency';
COMMENT ON COLUMN v_extra_cost.goods_net IS 'Goods | format=money scale=2 role=dimension';
COMMENT ON COLUMN v_extra_cost.cost_percent IS 'Of goods % | format=percent scale=2 role=dimension';

CREATE OR REPLACE VIEW v_credit_note_list AS
SELECT
  n.cn_no, n.cn_date, v.code AS vendor_code, v.name AS vendor, n.kind, n.reason, g.grn_no, g.grn_date, n.tax_invoice_no, n.status, t.lines,
  n.currency::text AS currency, n.exchange_rate, t.net, t.tax, t.total, t.base_net, t.base_total, b.base_currency::text AS base_currency
FROM credit_note n
JOIN vendor v ON v.id = n.vendor_id
JOIN goods_receipt g ON g.id = n.goods_receipt_id
CROSS JOIN property b
JOIN LATERAL (
  SELECT count(*) AS lines, sum(l.net)::numeric(18, 2) AS net, sum(l.tax)::numeric(18, 2) AS tax, sum(l.total)::numeric(18, 2) AS total,
    sum(round(l.net * n.exchange_rate, 2))::numeric(18, 2) AS base_net, sum(round(l.total * n.exchange_rate, 2))::numeric(18, 2) AS base_total
  FROM credit_note_line l
  WHERE l.credit_note_id = n.id
) t ON true;
COMMENT ON VIEW v_credit_note_list IS 'Credit notes';
COMMENT ON COLUMN v_credit_note_list.cn_no IS 'CN no.';
COMMENT ON COLUMN v_credit_note_list.cn_date IS 'Date';
COMMENT ON COLUMN v_credit_note_list.vendor_code IS 'Vendor code';
COMMENT ON COLUMN v_credit_note_list.vendor IS 'Vendor';
COMMENT ON COLUMN v_credit_note_list.kind IS 'Kind';
COMMENT ON COLUMN v_credit_note_list.reason IS 'Reason';
COMMENT ON COLUMN v_credit_note_list.grn_no IS 'GRN no.';
COMMENT ON COLUMN v_credit_note_list.grn_date IS 'Date';
COMMENT ON COLUMN v_credit_note_list.tax_invoice_no IS 'Tax invoice';
COMMENT ON COLUMN v_credit_note_list.status IS 'Status';
COMMENT ON COLUMN v_credit_note_list.lines IS 'Lines | role=dimension';
COMMENT ON COLUMN v_credit_note_list.currency IS 'Currency';
COMMENT ON COLUMN v_credit_note_list.exchange_rate IS 'Rate | scale=5 role=dimension';
COMMENT ON COLUMN v_credit_note_list.net IS 'Net | format=money scale=2 role=measure';
COMMENT ON COLUMN v_credit_note_list.tax IS 'Tax | format=money scale=2 role=measure';
COMMENT ON COLUMN v_credit_note_list.total IS 'Total | format=money scale=2 role=measure';
COMMENT ON COLUMN v_credit_note_list.base_net IS 'Net (base) | format=money scale=2 role=measure';
COMMENT ON COLUMN v_credit_note_list.base_total IS 'Total (base) | format=money scale=2 role=measure';
COMMENT ON COLUMN v_credit_note_list.base_currency IS 'Base currency';

CREATE OR REPLACE VIEW v_credit_note_detail AS
SELECT
  v.code AS vendor_code, v.name AS vendor, n.cn_no, n.cn_date, n.kind, n.reason, g.grn_no, n.status, l.line_no, p.code AS product_code,
  p.name AS product, c.code AS category_code, c.name AS category, loc.code AS location_code, loc.name AS location, l.qty, l.unit,
  n.currency::text AS currency, l.unit_price, l.discount, l.net, l.tax, l.total, round(l.net * n.exchange_rate, 2)::numeric(18, 2) AS base_net,
  round(l.total * n.exchange_rate, 2)::numeric(18, 2) AS base_total, b.base_currency::text AS base_currency
FROM credit_note_line l
JOIN credit_note n ON n.id = l.credit_note_id
JOIN vendor v ON v.id = n.vendor_id
JOIN goods_receipt g ON g.id = n.goods_receipt_id
JOIN product p ON p.id = l.product_id
JOIN category c ON c.id = p.category_id
JOIN location loc ON loc.id = l.location_id
CROSS JOIN property b;
COMMENT ON VIEW v_credit_note_detail IS 'Credit note lines';
COMMENT ON COLUMN v_credit_note_detail.vendor_code IS 'Vendor code';
COMMENT ON COLUMN v_credit_note_detail.vendor IS 'Vendor';
COMMENT ON COLUMN v_credit_note_detail.cn_no IS 'CN no.';
COMMENT ON COLUMN v_credit_note_detail.cn_date IS 'Date';
COMMENT ON COLUMN v_credit_note_detail.kind IS 'Kind';
COMMENT ON COLUMN v_credit_note_detail.reason IS 'Reason';
COMMENT ON COLUMN v_credit_note_detail.grn_no IS 'GRN no.';
COMMENT ON COLUMN v_credit_note_detail.status IS 'Status';
COMMENT ON COLUMN v_credit_note_detail.line_no IS 'Line | role=dimension';
COMMENT ON COLUMN v_credit_note_detail.product_code IS 'Product code';
COMMENT ON COLUMN v_credit_note_detail.product IS 'Product';
COMMENT ON COLUMN v_credit_note_detail.category_code IS 'Category code';
COMMENT ON COLUMN v_credit_note_detail.category IS 'Category';
COMMENT ON COLUMN v_credit_note_detail.location_code IS 'Location code';
COMMENT ON COLUMN v_credit_note_detail.location IS 'Location';
COMMENT ON COLUMN v_credit_note_detail.qty IS 'Quantity | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_credit_note_detail.unit IS 'Unit';
COMMENT ON COLUMN v_credit_note_detail.currency IS 'Currency';
COMMENT ON COLUMN v_credit_note_detail.unit_price IS 'Price | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_credit_note_detail.discount IS 'Discount | format=money scale=2 role=measure';
COMMENT ON COLUMN v_credit_note_detail.net IS 'Net | format=money scale=2 role=measure';
COMMENT ON COLUMN v_credit_note_detail.tax IS 'Tax | format=money scale=2 role=measure';
COMMENT ON COLUMN v_credit_note_detail.total IS 'Total | format=money scale=2 role=measure';
COMMENT ON COLUMN v_credit_note_detail.base_net IS 'Net (base) | format=money scale=2 role=measure';
COMMENT ON COLUMN v_credit_note_detail.base_total IS 'Total (base) | format=money scale=2 role=measure';
COMMENT ON COLUMN v_credit_note_detail.base_currency IS 'Base currency';
