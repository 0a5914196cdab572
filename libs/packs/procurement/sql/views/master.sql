-- What reports and lookups read as views. Comments are labels for micro-data: `Label` or `Label | format=money scale=2 role=measure`.
-- Codes stand for ids in rows and filters: people know them, and they mean the same in every business unit.

CREATE OR REPLACE VIEW v_vendor_list AS
SELECT
  code AS vendor_code, name AS vendor, tax_id, contact, email, phone, address, country::text AS country, currency::text AS currency,
  credit_term_days, is_active
FROM vendor;
COMMENT ON VIEW v_vendor_list IS 'Vendors';
COMMENT ON COLUMN v_vendor_list.vendor_code IS 'Vendor code';
COMMENT ON COLUMN v_vendor_list.vendor IS 'Vendor';
COMMENT ON COLUMN v_vendor_list.tax_id IS 'Tax id';
COMMENT ON COLUMN v_vendor_list.contact IS 'Contact';
COMMENT ON COLUMN v_vendor_list.email IS 'E-mail';
COMMENT ON COLUMN v_vendor_list.phone IS 'Phone';
COMMENT ON COLUMN v_vendor_list.address IS 'Address';
COMMENT ON COLUMN v_vendor_list.country IS 'Country';
COMMENT ON COLUMN v_vendor_list.currency IS 'Currency';
COMMENT ON COLUMN v_vendor_list.credit_term_days IS 'Credit term (days) | role=dimension';
COMMENT ON COLUMN v_vendor_list.is_active IS 'Active';

CREATE OR REPLACE VIEW v_category_list AS SELECT code AS category_code, name AS category FROM category;
COMMENT ON VIEW v_category_list IS 'Product categories';
COMMENT ON COLUMN v_category_list.category_code IS 'Category code';
COMMENT ON COLUMN v_category_list.category IS 'Category';

CREATE OR REPLACE VIEW v_location_list AS
SELECT l.code AS location_code, l.name AS location, l.kind, d.code AS department_code, d.name AS department
FROM location l
JOIN department d ON d.id = l.department_id;
COMMENT ON VIEW v_location_list IS 'Locations';
COMMENT ON COLUMN v_location_list.location_code IS 'Location code';
COMMENT ON COLUMN v_location_list.location IS 'Location';
COMMENT ON COLUMN v_location_list.kind IS 'Kind';
COMMENT ON COLUMN v_location_list.department_code IS 'Department code';
COMMENT ON COLUMN v_location_list.department IS 'Department';

CREATE OR REPLACE VIEW v_department_list AS SELECT code AS department_code, name AS department FROM department;
COMMENT ON VIEW v_department_list IS 'Departments';
COMMENT ON COLUMN v_department_list.department_code IS 'Department code';
COMMENT ON COLUMN v_department_list.department IS 'Department';

CREATE OR REPLACE VIEW v_period_list AS SELECT name AS period, start_date, end_date, status FROM period;
COMMENT ON VIEW v_period_list IS 'Periods';
COMMENT ON COLUMN v_period_list.period IS 'Period';
COMMENT ON COLUMN v_period_list.start_date IS 'From';
COMMENT ON COLUMN v_period_list.end_date IS 'To';
COMMENT ON COLUMN v_period_list.status IS 'Status';

-- What a unit of a product costs now: average of all that lies in the house, else the usual price.
CREATE OR REPLACE VIEW v_product_cost AS
SELECT
  p.id AS product_id,
  coalesce(h.qty, 0)::numeric(18, 4) AS qty,
  coalesce(h.value, 0)::numeric(18, 2) AS value,
  (CASE WHEN h.qty > 0 THEN round(h.value / h.qty, 4) ELSE p.standard_cost END)::numeric(18, 4) AS unit_cost
FROM product p
LEFT JOIN (SELECT product_id, sum(qty) AS qty, sum(value) AS value FROM stock_movement GROUP BY product_id) h ON h.product_id = p.id;
COMMENT ON VIEW v_product_cost IS 'Cost of products';

CREATE OR REPLACE VIEW v_product_list AS
SELECT
  p.code AS product_code, p.name AS product, c.code AS category_code, c.name AS category, p.unit, round(100 * p.tax_rate, 2)::numeric(9, 2) AS tax_percent,
  p.standard_cost, k.unit_cost, p.reorder_point, p.par_level, p.shelf_life_days, b.base_currency::text AS currency, p.is_active
FROM product p
JOIN category c ON c.id = p.category_id
JOIN v_product_cost k ON k.product_id = p.id
CROSS JOIN property b;
COMMENT ON VIEW v_product_list IS 'Products';
COMMENT ON COLUMN v_product_list.product_code IS 'Product code';
COMMENT ON COLUMN v_product_list.product IS 'Product';
COMMENT ON COLUMN v_product_list.category_code IS 'Category code';
COMMENT ON COLUMN v_product_list.category IS 'Category';
COMMENT ON COLUMN v_product_list.unit IS 'Unit';
COMMENT ON COLUMN v_product_list.tax_percent IS 'Tax % | format=percent scale=2 role=dimension';
COMMENT ON COLUMN v_product_list.standard_cost IS 'Standard cost | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_product_list.unit_cost IS 'Average cost | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_product_list.reorder_point IS 'Reorder at | format=quantity scale=4 role=dimension';
COMMENT ON COLUMN v_product_list.par_level IS 'Par level | format=quantity scale=4 role=dimension';
COMMENT ON COLUMN v_product_list.shelf_life_days IS 'Shelf life (days) | role=dimension';
COMMENT ON COLUMN v_product_list.currency IS 'Currency';
COMMENT ON COLUMN v_product_list.is_active IS 'Active';

CREATE OR REPLACE VIEW v_product_category AS
SELECT
  c.code AS category_code,
  c.name AS category,
  count(*) AS products,
  count(*) FILTER (WHERE p.is_active) AS active_products,
  (SELECT count(DISTINCT vp.vendor_id) FROM vendor_price vp JOIN product o ON o.id = vp.product_id WHERE o.category_id = c.id) AS vendors,
  count(*) FILTER (WHERE k.qty > 0) AS stocked_products,
  sum(k.value)::numeric(18, 2) AS stock_value,
  round(100 * sum(k.value) / nullif(sum(sum(k.value)) OVER (), 0), 2)::numeric(9, 2) AS stock_share,
  b.base_currency::text AS currency
FROM category c
JOIN product p ON p.category_id = c.id
JOIN v_product_cost k ON k.product_id = p.id
CROSS JOIN property b
GROUP BY c.id, b.base_currency;
COMMENT ON VIEW v_product_category IS 'Product categories';
COMMENT ON COLUMN v_product_category.category_code IS 'Category code';
COMMENT ON COLUMN v_product_category.category IS 'Category';
COMMENT ON COLUMN v_product_category.products IS 'Products | role=dimension';
COMMENT ON COLUMN v_product_category.active_products IS 'Active | role=dimension';
COMMENT ON COLUMN v_product_category.vendors IS 'Vendors | role=dimension';
COMMENT ON COLUMN v_product_category.stocked_products IS 'In stock | role=dimension';
COMMENT ON COLUMN v_product_category.stock_value IS 'Stock value | format=money scale=2 role=measure';
COMMENT ON COLUMN v_product_category.stock_share IS 'Share % | format=percent scale=2 role=dimension';
COMMENT ON COLUMN v_product_category.currency IS 'Currency';

-- A vendor with what it delivers, category by category: its price list and what was received since the books began.
CREATE OR REPLACE VIEW v_vendor_detail AS
WITH listed AS (
  SELECT vp.vendor_id, p.category_id, count(DISTINCT p.id) AS products
  FROM vendor_price vp
  JOIN product p ON p.id = vp.product_id
  WHERE vp.valid_to IS NULL
  GROUP BY vp.vendor_id, p.category_id
),
received AS (
  SELECT g.vendor_id, p.category_id, count(DISTINCT g.id) AS receipts, max(g.grn_date) AS last_received,
    sum(round(gl.net * g.exchange_rate, 2)) AS net
  FROM goods_receipt g
  JOIN goods_receipt_line gl ON gl.goods_receipt_id = g.id
  JOIN product p ON p.id = gl.product_id
  GROUP BY g.vendor_id, p.category_id
)
SELECT
  v.code AS vendor_code, v.name AS vendor, v.tax_id, v.contact, v.email, v.phone, v.address, v.country::text AS country,
  v.currency::text AS vendor_currency, v.credit_term_days, c.code AS category_code, c.name AS category, l.products,
  coalesce(r.receipts, 0) AS receipts, r.last_received, coalesce(r.net, 0)::numeric(18, 2) AS received_net, b.base_currency::text AS currency
FROM listed l
JOIN vendor v ON v.id = l.vendor_id
JOIN category c ON c.id = l.category_id
LEFT JOIN received r ON r.vendor_id = l.vendor_id AND r.category_id = l.category_id
CROSS JOIN property b;
COMMENT ON VIEW v_vendor_detail IS 'Vendors by category';
COMMENT ON COLUMN v_vendor_detail.vendor_code IS 'Vendor code';
COMMENT ON COLUMN v_vendor_detail.vendor IS 'Vendor';
COMMENT ON COLUMN v_vendor_detail.tax_id IS 'Tax id';
COMMENT ON COLUMN v_vendor_detail.contact IS 'Contact';
COMMENT ON COLUMN v_vendor_detail.email IS 'E-mail';
COMMENT ON COLUMN v_vendor_detail.phone IS 'Phone';
COMMENT ON COLUMN v_vendor_detail.address IS 'Address';
COMMENT ON COLUMN v_vendor_detail.country IS 'Country';
COMMENT ON COLUMN v_vendor_detail.vendor_currency IS 'Vendor currency';
COMMENT ON COLUMN v_vendor_detail.credit_term_days IS 'Credit term (days) | role=dimension';
COMMENT ON COLUMN v_vendor_detail.category_code IS 'Category code';
COMMENT ON COLUMN v_vendor_detail.category IS 'Category';
COMMENT ON COLUMN v_vendor_detail.products IS 'Products | role=dimension';
COMMENT ON COLUMN v_vendor_detail.receipts IS 'Receipts | role=measure';
COMMENT ON COLUMN v_vendor_detail.last_received IS 'Last received';
COMMENT ON COLUMN v_vendor_detail.received_net IS 'Received | format=money scale=2 role=measure';
COMMENT ON COLUMN v_vendor_detail.currency IS 'Base currency';

-- is_best: nobody else asks for less today; compared in base currency.
CREATE OR REPLACE VIEW v_price_list AS
SELECT
  p.code AS product_code, p.name AS product, c.code AS category_code, c.name AS category, v.code AS vendor_code, v.name AS vendor,
  p.unit, vp.currency::text AS currency, vp.unit_price, vp.exchange_rate,
  round(vp.unit_price * vp.exchange_rate, 4)::numeric(18, 4) AS base_price, b.base_currency::text AS base_currency,
  vp.min_qty, vp.lead_time_days, vp.valid_from, vp.valid_to, vp.valid_to IS NULL AS is_current,
  vp.valid_to IS NULL AND rank() OVER (
    PARTITION BY vp.product_id, vp.valid_to IS NULL ORDER BY vp.unit_price * vp.exchange_rate
  ) = 1 AS is_best
FROM vendor_price vp
JOIN product p ON p.id = vp.product_id
JOIN category c ON c.id = p.category_id
JOIN vendor v ON v.id = vp.vendor_id
CROSS JOIN property b;
COMMENT ON VIEW v_price_list IS 'Price lists';
COMMENT ON COLUMN v_price_list.product_code IS 'Product code';
COMMENT ON COLUMN v_price_list.product IS 'Product';
COMMENT ON COLUMN v_price_list.category_code IS 'Category code';
COMMENT ON COLUMN v_price_list.category IS 'Category';
COMMENT ON COLUMN v_price_list.vendor_code IS 'Vendor code';
COMMENT ON COLUMN v_price_list.vendor IS 'Vendor';
COMMENT ON COLUMN v_price_list.unit IS 'Unit';
COMMENT ON COLUMN v_price_list.currency IS 'Currency';
COMMENT ON COLUMN v_price_list.unit_price IS 'Price | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_price_list.exchange_rate IS 'Rate | scale=5 role=dimension';
COMMENT ON COLUMN v_price_list.base_price IS 'Price (base) | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_price_list.base_currency IS 'Base currency';
COMMENT ON COLUMN v_price_list.min_qty IS 'Minimum | format=quantity scale=4 role=dimension';
COMMENT ON COLUMN v_price_list.lead_time_days IS 'Lead time (days) | role=dimension';
COMMENT ON COLUMN v_price_list.valid_from IS 'Valid from';
COMMENT ON COLUMN v_price_list.valid_to IS 'Valid to';
COMMENT ON COLUMN v_price_list.is_current IS 'Current';
COMMENT ON COLUMN v_price_list.is_best IS 'Best price';
