-- Orders, receipts and vendors over a span of days. Amounts that meet several currencies are in base currency.

-- Ordered against received, one row per line of orders that were sent. price_variance: what the receipts cost more (less)
-- than at the order's price, in the order's currency; from prices, so that rounding of part deliveries does not show as one.
CREATE OR REPLACE FUNCTION fn_receiving_variance(p_date_from date, p_date_to date, p_vendor_codes text[] DEFAULT NULL)
RETURNS TABLE (
  po_no text, po_date date, vendor_code text, vendor text, product_code text, product text, unit text,
  ordered_qty numeric, received_qty numeric, variance_qty numeric, variance_percent numeric,
  currency text, ordered_net numeric, received_net numeric, price_variance numeric, receipts bigint, last_received date, status text
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT
    o.po_no, o.po_date, v.code, v.name, p.code, p.name, l.unit,
    l.qty, r.received_qty, r.received_qty - l.qty, round(100 * (r.received_qty - l.qty) / l.qty, 2),
    o.currency::text, l.net, r.received_net,
    coalesce(priced.variance, 0.00), r.receipts, r.last_received, o.status
  FROM purchase_order_line l
  JOIN purchase_order o ON o.id = l.purchase_order_id
  JOIN vendor v ON v.id = o.vendor_id
  JOIN product p ON p.id = l.product_id
  JOIN v_order_line_receipt r ON r.purchase_order_line_id = l.id
  LEFT JOIN LATERAL (
    SELECT sum(round((gl.unit_price - l.unit_price) * gl.qty * (1 - l.discount_rate), 2)) AS variance
    FROM goods_receipt_line gl
    WHERE gl.purchase_order_line_id = l.id
  ) priced ON true
  WHERE o.po_date BETWEEN p_date_from AND p_date_to
    AND o.status NOT IN ('draft', 'voided')
    AND fn_is_chosen(v.code, p_vendor_codes)
  ORDER BY o.po_no, l.line_no;
END;

-- What was ordered and has not come. A null day means the last one with a movement.
CREATE OR REPLACE FUNCTION fn_order_pending(p_as_of date DEFAULT NULL, p_vendor_codes text[] DEFAULT NULL, p_location_codes text[] DEFAULT NULL)
RETURNS TABLE (
  vendor_code text, vendor text, po_no text, po_date date, delivery_date date, days_overdue int, product_code text, product text, location_code text,
  location text, unit text, ordered_qty numeric, received_qty numeric, pending_qty numeric, currency text, pending_net numeric,
  base_pending numeric, base_currency text, is_overdue boolean
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT
    v.code, v.name, o.po_no, o.po_date, o.delivery_date, greatest(day.as_of - o.delivery_date, 0), p.code, p.name, l.code, l.name, ol.unit,
    ol.qty, r.received_qty, ol.qty - r.received_qty, o.currency::text, open.net, round(open.net * o.exchange_rate, 2), b.base_currency::text,
    o.delivery_date < day.as_of
  FROM purchase_order o
  JOIN purchase_order_line ol ON ol.purchase_order_id = o.id
  JOIN v_order_line_receipt r ON r.purchase_order_line_id = ol.id
  JOIN vendor v ON v.id = o.vendor_id
  JOIN product p ON p.id = ol.product_id
  JOIN location l ON l.id = ol.location_id
  CROSS JOIN property b
  CROSS JOIN (SELECT fn_as_of(p_as_of) AS as_of) day
  CROSS JOIN LATERAL (SELECT round(ol.unit_price * (ol.qty - r.received_qty) * (1 - ol.discount_rate), 2) AS net) open
  WHERE o.status IN ('sent', 'partial') AND r.received_qty < ol.qty AND o.po_date <= day.as_of
    AND fn_is_chosen(v.code, p_vendor_codes) AND fn_is_chosen(l.code, p_location_codes)
  ORDER BY v.code, o.po_no, ol.line_no;
END;

-- Receipts by product, with free goods and landed cost.
CREATE OR REPLACE FUNCTION fn_receiving_summary(
  p_date_from date, p_date_to date, p_vendor_codes text[] DEFAULT NULL, p_category_codes text[] DEFAULT NULL
)
RETURNS TABLE (
  category text, product_code text, product text, unit text, receipts bigint, vendors bigint, qty numeric, foc_qty numeric, net numeric,
  extra_cost numeric, landed numeric, landed_unit_cost numeric, currency text, last_received date
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT
    d.category, d.product_code, d.product, d.unit, count(DISTINCT d.grn_no), count(DISTINCT d.vendor_code), sum(d.qty), sum(d.foc_qty),
    sum(d.base_net), sum(d.landed) - sum(d.base_net), sum(d.landed), round(sum(d.landed) / sum(d.qty + d.foc_qty), 4), d.base_currency,
    max(d.grn_date)
  FROM v_receiving_detail d
  WHERE d.grn_date BETWEEN p_date_from AND p_date_to
    AND fn_is_chosen(d.vendor_code, p_vendor_codes) AND fn_is_chosen(d.category_code, p_category_codes)
  GROUP BY d.category, d.product_code, d.product, d.unit, d.base_currency
  ORDER BY d.category, d.product_code;
END;

-- Prices paid for a product, vendor by vendor; price_change compares the last receipt with the first.
CREATE OR REPLACE FUNCTION fn_purchase_analysis(
  p_date_from date, p_date_to date, p_product_codes text[] DEFAULT NULL, p_category_codes text[] DEFAULT NULL
)
RETURNS TABLE (
  category text, product_code text, product text, vendor_code text, vendor text, unit text, receipts bigint, qty numeric, min_price numeric,
  average_price numeric, max_price numeric, last_price numeric, price_change numeric, amount numeric, share numeric, currency text
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH bought AS (
    SELECT d.*, d.base_net / d.qty AS price
    FROM v_receiving_detail d
    WHERE d.grn_date BETWEEN p_date_from AND p_date_to
      AND fn_is_chosen(d.product_code, p_product_codes) AND fn_is_chosen(d.category_code, p_category_codes)
  ),
  by_vendor AS (
    SELECT
      category, product_code, product, vendor_code, vendor, unit, base_currency, count(DISTINCT grn_no) AS receipts, sum(qty) AS qty,
      min(price) AS min_price, max(price) AS max_price, sum(base_net) AS amount,
      (array_agg(price ORDER BY grn_date, grn_no))[1] AS first_price, (array_agg(price ORDER BY grn_date DESC, grn_no DESC))[1] AS last_price
    FROM bought
    GROUP BY category, product_code, product, vendor_code, vendor, unit, base_currency
  )
  SELECT
    category, product_code, product, vendor_code, vendor, unit, receipts, qty, round(min_price, 4), round(amount / qty, 4), round(max_price, 4),
    round(last_price, 4), round(100 * (last_price - first_price) / nullif(first_price, 0), 2), amount,
    round(100 * amount / nullif(sum(amount) OVER (PARTITION BY product_code), 0), 2), base_currency
  FROM by_vendor
  ORDER BY category, product_code, amount DESC;
END;

-- How vendors kept their word on orders of the span that are due or came: on the day, in full, at the price. Every percentage is computed from
-- its own counts: receipts on time of all receipts, lines complete of all lines, variance of the money at ordered prices.
CREATE OR REPLACE FUNCTION fn_vendor_performance(p_date_from date, p_date_to date, p_vendor_codes text[] DEFAULT NULL)
RETURNS TABLE (
  vendor_code text, vendor text, orders bigint, lines bigint, receipts bigint, on_time_receipts bigint, on_time_percent numeric, average_delay_days numeric,
  complete_lines bigint, complete_percent numeric, received_net numeric, price_variance numeric, price_variance_percent numeric,
  credited_net numeric, credited_percent numeric, currency text
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH ordered AS (
    SELECT o.id, o.vendor_id, o.delivery_date, o.exchange_rate
    FROM purchase_order o
    WHERE o.po_date BETWEEN p_date_from AND p_date_to
      AND (o.status IN ('partial', 'completed', 'closed') OR o.status = 'sent' AND o.delivery_date <= fn_as_of(NULL))
  ),
  line AS (
    SELECT o.vendor_id, count(DISTINCT o.id) AS orders, count(*) AS lines, count(*) FILTER (WHERE r.received_qty >= ol.qty) AS complete
    FROM ordered o
    JOIN purchase_order_line ol ON ol.purchase_order_id = o.id
    JOIN v_order_line_receipt r ON r.purchase_order_line_id = ol.id
    GROUP BY o.vendor_id
  ),
  delivery AS (
    SELECT DISTINCT o.vendor_id, g.id, g.grn_date - o.delivery_date AS delay
    FROM ordered o
    JOIN purchase_order_line ol ON ol.purchase_order_id = o.id
    JOIN goods_receipt_line gl ON gl.purchase_order_line_id = ol.id
    JOIN goods_receipt g ON g.id = gl.goods_receipt_id
  ),
  punctuality AS (
    SELECT vendor_id, count(*) AS receipts, count(*) FILTER (WHERE delay <= 0) AS on_time, round(avg(greatest(delay, 0)), 1) AS delay
    FROM delivery
    GROUP BY vendor_id
  ),
  money AS (
    SELECT
      o.vendor_id, sum(round(gl.net * o.exchange_rate, 2)) AS received,
      sum(round(ol.unit_price * gl.qty * (1 - ol.discount_rate) * o.exchange_rate, 2)) AS at_order_price
    FROM ordered o
    JOIN purchase_order_line ol ON ol.purchase_order_id = o.id
    JOIN goods_receipt_line gl ON gl.purchase_order_line_id = ol.id
    GROUP BY o.vendor_id
  ),
  credit AS (
    SELECT n.vendor_id, sum(round(l.net * n.exchange_rate, 2)) AS credited
    FROM credit_note n
    JOIN credit_note_line l ON l.credit_note_id = n.id
    WHERE n.status = 'committed' AND EXISTS (
      SELECT 1
      FROM goods_receipt_line gl
      JOIN purchase_order_line ol ON ol.id = gl.purchase_order_line_id
      JOIN ordered o ON o.id = ol.purchase_order_id
      WHERE gl.goods_receipt_id = n.goods_receipt_id
    )
    GROUP BY n.vendor_id
  )
  SELECT
    v.code, v.name, i.orders, i.lines, coalesce(u.receipts, 0), coalesce(u.on_time, 0), round(100.0 * u.on_time / nullif(u.receipts, 0), 2), u.delay,
    i.complete, round(100.0 * i.complete / i.lines, 2), coalesce(m.received, 0.00), coalesce(m.received - m.at_order_price, 0.00),
    round(100 * (m.received - m.at_order_price) / nullif(m.at_order_price, 0), 2), coalesce(k.credited, 0.00),
    round(100 * coalesce(k.credited, 0) / nullif(m.received, 0), 2), b.base_currency::text
  FROM line i
  JOIN vendor v ON v.id = i.vendor_id
  LEFT JOIN punctuality u ON u.vendor_id = i.vendor_id
  LEFT JOIN money m ON m.vendor_id = i.vendor_id
  LEFT JOIN credit k ON k.vendor_id = i.vendor_id
  CROSS JOIN property b
  WHERE fn_is_chosen(v.code, p_vendor_codes)
  ORDER BY v.code;
END;
