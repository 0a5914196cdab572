-- Functions that reports read. Bodies are SQL-standard (BEGIN ATOMIC): they bind to this schema's tables when created,
-- whatever search_path a caller has. Labels of their columns stand with the source, for a function's columns take no comment.
-- Here: what the ledger says. A null day means the last one with a movement, so that a quiet ledger is not all old.

-- Null or empty means: no restriction.
CREATE OR REPLACE FUNCTION fn_is_chosen(p_code text, p_codes text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(cardinality(p_codes), 0) = 0 OR p_code = ANY (p_codes);

CREATE OR REPLACE FUNCTION fn_as_of(p_as_of date) RETURNS date
LANGUAGE sql STABLE
RETURN coalesce(p_as_of, (SELECT max(movement_date) FROM stock_movement));

-- Opening + in − out = closing, by product and location. Stock that the books began with opens, whenever that was.
CREATE OR REPLACE FUNCTION fn_ledger_balance(p_date_from date, p_date_to date)
RETURNS TABLE (
  product_id uuid, location_id uuid, opening_qty numeric, opening_value numeric, in_qty numeric, in_value numeric, out_qty numeric,
  out_value numeric, closing_qty numeric, closing_value numeric, movements bigint, last_movement date
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH entry AS (
    SELECT m.product_id, m.location_id, m.movement_date, m.qty, m.value, m.movement_date < p_date_from OR m.kind = 'opening' AS is_opening
    FROM stock_movement m
    WHERE m.movement_date <= p_date_to
  )
  SELECT
    e.product_id, e.location_id,
    coalesce(sum(e.qty) FILTER (WHERE e.is_opening), 0.0000), coalesce(sum(e.value) FILTER (WHERE e.is_opening), 0.00),
    coalesce(sum(e.qty) FILTER (WHERE NOT e.is_opening AND e.qty > 0), 0.0000), coalesce(sum(e.value) FILTER (WHERE NOT e.is_opening AND e.qty > 0), 0.00),
    coalesce(-sum(e.qty) FILTER (WHERE NOT e.is_opening AND e.qty < 0), 0.0000), coalesce(-sum(e.value) FILTER (WHERE NOT e.is_opening AND e.qty < 0), 0.00),
    sum(e.qty), sum(e.value), count(*) FILTER (WHERE NOT e.is_opening), max(e.movement_date)
  FROM entry e
  GROUP BY e.product_id, e.location_id;
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

-- Stock that nobody took for p_idle_days.
CREATE OR REPLACE FUNCTION fn_slow_moving(p_idle_days int, p_as_of date DEFAULT NULL, p_location_codes text[] DEFAULT NULL)
RETURNS TABLE (
  category text, product_code text, product text, location_code text, location text, unit text, qty numeric, value numeric, currency text,
  last_received date, last_taken date, idle_days int, as_of date
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH day AS (SELECT fn_as_of(p_as_of) AS as_of),
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

-- Stock of a day by product and location.
CREATE OR REPLACE FUNCTION fn_inventory_balance(p_as_of date DEFAULT NULL, p_location_codes text[] DEFAULT NULL, p_category_codes text[] DEFAULT NULL)
RETURNS TABLE (
  category text, product_code text, product text, location_code text, location text, unit text, qty numeric, unit_cost numeric, value numeric,
  currency text, par_level numeric, last_movement date, as_of date
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT
    c.name, p.code, p.name, l.code, l.name, p.unit, h.closing_qty, round(h.closing_value / nullif(h.closing_qty, 0), 4), h.closing_value,
    b.base_currency::text, p.par_level, h.last_movement, day.as_of
  FROM (SELECT fn_as_of(p_as_of) AS as_of) day
  CROSS JOIN LATERAL fn_ledger_balance(day.as_of, day.as_of) h
  JOIN product p ON p.id = h.product_id
  JOIN category c ON c.id = p.category_id
  JOIN location l ON l.id = h.location_id
  CROSS JOIN property b
  WHERE h.closing_qty <> 0 AND fn_is_chosen(l.code, p_location_codes) AND fn_is_chosen(c.code, p_category_codes)
  ORDER BY c.name, p.code, l.code;
END;

-- A period's movement of every product at every location; p_period null = the last closed one.
CREATE OR REPLACE FUNCTION fn_monthly_movement(p_period text DEFAULT NULL, p_location_codes text[] DEFAULT NULL, p_category_codes text[] DEFAULT NULL)
RETURNS TABLE (
  period text, location_code text, location text, category text, product_code text, product text, unit text, opening_qty numeric,
  in_qty numeric, out_qty numeric, closing_qty numeric, opening_value numeric, in_value numeric, out_value numeric, closing_value numeric, currency text
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT
    t.name, l.code, l.name, c.name, p.code, p.name, p.unit, h.opening_qty, h.in_qty, h.out_qty, h.closing_qty,
    h.opening_value, h.in_value, h.out_value, h.closing_value, b.base_currency::text
  FROM period t
  CROSS JOIN LATERAL fn_ledger_balance(t.start_date, t.end_date) h
  JOIN product p ON p.id = h.product_id
  JOIN category c ON c.id = p.category_id
  JOIN location l ON l.id = h.location_id
  CROSS JOIN property b
  WHERE t.name = coalesce(p_period, (SELECT max(name) FROM period WHERE status = 'closed'))
    AND (h.opening_qty <> 0 OR h.movements > 0)
    AND fn_is_chosen(l.code, p_location_codes) AND fn_is_chosen(c.code, p_category_codes)
  ORDER BY l.code, p.code;
END;

-- Where the value of a location's stock came from and went to, category by category.
CREATE OR REPLACE FUNCTION fn_movement_by_location(p_date_from date, p_date_to date, p_location_codes text[] DEFAULT NULL)
RETURNS TABLE (
  location_code text, location text, category text, opening_value numeric, received numeric, returned numeric, transferred_in numeric,
  transferred_out numeric, issued numeric, consumed numeric, adjusted numeric, closing_value numeric, currency text
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH entry AS (
    SELECT m.location_id, p.category_id, m.value, CASE WHEN m.movement_date < p_date_from THEN 'opening' ELSE m.kind END AS kind
    FROM stock_movement m
    JOIN product p ON p.id = m.product_id
    WHERE m.movement_date <= p_date_to
  )
  SELECT
    l.code, l.name, c.name,
    coalesce(sum(e.value) FILTER (WHERE e.kind = 'opening'), 0.00), coalesce(sum(e.value) FILTER (WHERE e.kind = 'receipt'), 0.00),
    coalesce(-sum(e.value) FILTER (WHERE e.kind = 'vendor_return'), 0.00), coalesce(sum(e.value) FILTER (WHERE e.kind = 'transfer_in'), 0.00),
    coalesce(-sum(e.value) FILTER (WHERE e.kind = 'transfer_out'), 0.00), coalesce(-sum(e.value) FILTER (WHERE e.kind = 'issue'), 0.00),
    coalesce(-sum(e.value) FILTER (WHERE e.kind = 'consumption'), 0.00), coalesce(sum(e.value) FILTER (WHERE e.kind = 'adjustment'), 0.00),
    sum(e.value), b.base_currency::text
  FROM entry e
  JOIN location l ON l.id = e.location_id
  JOIN category c ON c.id = e.category_id
  CROSS JOIN property b
  WHERE fn_is_chosen(l.code, p_location_codes)
  GROUP BY l.code, l.name, c.code, c.name, b.base_currency
  ORDER BY l.code, c.code;
END;

-- One line for what fn_stock_card shows movement by movement.
CREATE OR REPLACE FUNCTION fn_stock_card_summary(
  p_date_from date, p_date_to date, p_product_codes text[] DEFAULT NULL, p_location_codes text[] DEFAULT NULL
)
RETURNS TABLE (
  location_code text, location text, product_code text, product text, unit text, opening_qty numeric, qty_in numeric, qty_out numeric,
  balance_qty numeric, unit_cost numeric, balance_value numeric, currency text, movements bigint, last_movement date
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT
    l.code, l.name, p.code, p.name, p.unit, h.opening_qty, h.in_qty, h.out_qty, h.closing_qty,
    round(h.closing_value / nullif(h.closing_qty, 0), 4), h.closing_value, b.base_currency::text, h.movements, h.last_movement
  FROM fn_ledger_balance(p_date_from, p_date_to) h
  JOIN product p ON p.id = h.product_id
  JOIN location l ON l.id = h.location_id
  CROSS JOIN property b
  WHERE fn_is_chosen(p.code, p_product_codes) AND fn_is_chosen(l.code, p_location_codes)
  ORDER BY l.code, p.code;
END;
