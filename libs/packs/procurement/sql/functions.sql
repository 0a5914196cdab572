-- Functions that reports read. Bodies are SQL-standard (BEGIN ATOMIC): they bind to this schema's tables when created,
-- whatever search_path a caller has. Labels of their columns stand with the source, for a function's columns take no comment.

-- Null or empty means: no restriction.
CREATE OR REPLACE FUNCTION fn_is_chosen(p_code text, p_codes text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(cardinality(p_codes), 0) = 0 OR p_code = ANY (p_codes);

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

-- The ledger of products by location with running balances; a card that existed before p_date_from starts with its balance brought forward.
CREATE OR REPLACE FUNCTION fn_stock_card(
  p_date_from date, p_date_to date, p_product_codes text[] DEFAULT NULL, p_location_codes text[] DEFAULT NULL
)
RETURNS TABLE (
  location_code text, location text, product_code text, product text, unit text, line_no bigint, movement_date date, kind text,
  document_no text, qty_in numeric, qty_out numeric, unit_cost numeric, value numeric, balance_qty numeric, balance_value numeric, currency text
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH entry AS (
    SELECT 0::bigint AS id, product_id, location_id, p_date_from AS movement_date, 'brought forward' AS kind, NULL::text AS document_no,
      0::numeric AS qty_in, 0::numeric AS qty_out, NULL::numeric AS unit_cost, NULL::numeric AS value, sum(qty) AS qty, sum(value) AS ledger_value
    FROM stock_movement
    WHERE movement_date < p_date_from
    GROUP BY product_id, location_id
    UNION ALL
    SELECT id, product_id, location_id, movement_date, kind, document_no,
      greatest(qty, 0), greatest(-qty, 0), unit_cost, value, qty, value
    FROM stock_movement
    WHERE movement_date BETWEEN p_date_from AND p_date_to
  )
  SELECT
    l.code, l.name, p.code, p.name, p.unit, row_number() OVER card, e.movement_date, e.kind, e.document_no,
    e.qty_in::numeric(18, 4), e.qty_out::numeric(18, 4), e.unit_cost, e.value, sum(e.qty) OVER card, sum(e.ledger_value) OVER card, b.base_currency::text
  FROM entry e
  JOIN product p ON p.id = e.product_id
  JOIN location l ON l.id = e.location_id
  CROSS JOIN property b
  WHERE fn_is_chosen(p.code, p_product_codes) AND fn_is_chosen(l.code, p_location_codes)
  WINDOW card AS (PARTITION BY e.location_id, e.product_id ORDER BY e.id)
  ORDER BY l.code, p.code, e.id;
END;

-- Stock that nobody took for p_idle_days. p_as_of null = the last day with a movement, so that a quiet ledger is not all slow.
CREATE OR REPLACE FUNCTION fn_slow_moving(p_idle_days int, p_as_of date DEFAULT NULL, p_location_codes text[] DEFAULT NULL)
RETURNS TABLE (
  category text, product_code text, product text, location_code text, location text, unit text, qty numeric, value numeric, currency text,
  last_received date, last_taken date, idle_days int, as_of date
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH day AS (SELECT coalesce(p_as_of, max(movement_date)) AS as_of FROM stock_movement),
  held AS (
    SELECT m.product_id, m.location_id, sum(m.qty) AS qty, sum(m.value) AS value, min(m.movement_date) AS first_seen,
      max(m.movement_date) FILTER (WHERE m.kind IN ('receipt', 'transfer_in')) AS last_received,
      max(m.movement_date) FILTER (WHERE m.kind IN ('transfer_out', 'issue', 'consumption')) AS last_taken
    FROM stock_movement m
    WHERE m.movement_date <= (SELECT as_of FROM day)
    GROUP BY m.product_id, m.location_id
    HAVING sum(m.qty) > 0
  )
  SELECT
    c.name, p.code, p.name, l.code, l.name, p.unit, h.qty, h.value, b.base_currency::text,
    h.last_received, h.last_taken, day.as_of - coalesce(h.last_taken, h.first_seen), day.as_of
  FROM held h
  CROSS JOIN day
  JOIN product p ON p.id = h.product_id
  JOIN category c ON c.id = p.category_id
  JOIN location l ON l.id = h.location_id
  CROSS JOIN property b
  WHERE day.as_of - coalesce(h.last_taken, h.first_seen) >= p_idle_days
    AND fn_is_chosen(l.code, p_location_codes)
  ORDER BY h.value DESC, p.code, l.code;
END;
