-- Stock by the deliveries it came with: what came first is taken first, so that what is left is of the newest deliveries.

-- The layers of a product's stock at a location on a day, as far as they still lie there.
CREATE OR REPLACE FUNCTION fn_stock_layers(p_as_of date)
RETURNS TABLE (
  product_id uuid, location_id uuid, movement_date date, document_no text, lot_no text, expiry_date date, qty numeric, unit_cost numeric
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH held AS (
    SELECT m.product_id, m.location_id, sum(m.qty) AS qty, sum(m.value) AS value
    FROM stock_movement m
    WHERE m.movement_date <= p_as_of
    GROUP BY m.product_id, m.location_id
    HAVING sum(m.qty) > 0
  ),
  layer AS (
    SELECT m.product_id, m.location_id, m.movement_date, m.document_no, m.lot_no, m.expiry_date, m.qty,
      sum(m.qty) OVER (PARTITION BY m.product_id, m.location_id ORDER BY m.id DESC) - m.qty AS newer
    FROM stock_movement m
    WHERE m.movement_date <= p_as_of AND m.qty > 0
  )
  SELECT l.product_id, l.location_id, l.movement_date, l.document_no, l.lot_no, l.expiry_date, least(l.qty, h.qty - l.newer), h.value / h.qty
  FROM layer l
  JOIN held h ON h.product_id = l.product_id AND h.location_id = l.location_id
  WHERE h.qty > l.newer;
END;

-- Value of the house's stock by the age of its receipts. Transfers inside the house make nothing younger, so layers are
-- those of the whole house; the last bucket takes the remainder of rounding, and a row adds up to its value in the ledger.
CREATE OR REPLACE FUNCTION fn_inventory_ageing(p_as_of date DEFAULT NULL, p_category_codes text[] DEFAULT NULL)
RETURNS TABLE (
  category text, product_code text, product text, unit text, qty numeric, age_to_15 numeric, age_to_30 numeric, age_to_60 numeric,
  age_over_60 numeric, value numeric, currency text, oldest_receipt date, average_age_days numeric, as_of date
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH day AS (SELECT fn_as_of(p_as_of) AS as_of),
  held AS (
    SELECT m.product_id, sum(m.qty) AS qty, sum(m.value) AS value
    FROM stock_movement m
    WHERE m.movement_date <= (SELECT as_of FROM day)
    GROUP BY m.product_id
    HAVING sum(m.qty) > 0
  ),
  layer AS (
    SELECT m.product_id, m.movement_date, m.qty, sum(m.qty) OVER (PARTITION BY m.product_id ORDER BY m.id DESC) - m.qty AS newer
    FROM stock_movement m
    WHERE m.movement_date <= (SELECT as_of FROM day) AND m.qty > 0 AND m.kind <> 'transfer_in'
  ),
  left_over AS (
    SELECT l.product_id, day.as_of - l.movement_date AS age, l.movement_date, least(l.qty, h.qty - l.newer) AS qty, h.value / h.qty AS unit_value
    FROM layer l
    JOIN held h ON h.product_id = l.product_id
    CROSS JOIN day
    WHERE h.qty > l.newer
  ),
  aged AS (
    SELECT
      o.product_id,
      round(coalesce(sum(o.qty * o.unit_value) FILTER (WHERE o.age <= 15), 0), 2) AS to_15,
      round(coalesce(sum(o.qty * o.unit_value) FILTER (WHERE o.age BETWEEN 16 AND 30), 0), 2) AS to_30,
      round(coalesce(sum(o.qty * o.unit_value) FILTER (WHERE o.age BETWEEN 31 AND 60), 0), 2) AS to_60,
      min(o.movement_date) AS oldest,
      round(sum(o.qty * o.age) / sum(o.qty), 1) AS average_age
    FROM left_over o
    GROUP BY o.product_id
  )
  SELECT
    c.name, p.code, p.name, p.unit, h.qty, a.to_15, a.to_30, a.to_60, h.value - a.to_15 - a.to_30 - a.to_60, h.value, b.base_currency::text,
    a.oldest, a.average_age, day.as_of
  FROM aged a
  JOIN held h ON h.product_id = a.product_id
  JOIN product p ON p.id = a.product_id
  JOIN category c ON c.id = p.category_id
  CROSS JOIN day
  CROSS JOIN property b
  WHERE fn_is_chosen(c.code, p_category_codes)
  ORDER BY c.name, p.code;
END;

-- Lots that lie where they were delivered and have expired or will within p_within_days.
CREATE OR REPLACE FUNCTION fn_expired_items(p_within_days int, p_as_of date DEFAULT NULL, p_location_codes text[] DEFAULT NULL)
RETURNS TABLE (
  state text, location_code text, location text, category text, product_code text, product text, lot_no text, received_on date, document_no text,
  expiry_date date, days_left int, qty numeric, unit text, value numeric, currency text, as_of date
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT
    CASE WHEN s.expiry_date <= day.as_of THEN 'expired' ELSE 'expiring' END, l.code, l.name, c.name, p.code, p.name, s.lot_no, s.movement_date,
    s.document_no, s.expiry_date, s.expiry_date - day.as_of, s.qty, p.unit, round(s.qty * s.unit_cost, 2), b.base_currency::text, day.as_of
  FROM (SELECT fn_as_of(p_as_of) AS as_of) day
  CROSS JOIN LATERAL fn_stock_layers(day.as_of) s
  JOIN product p ON p.id = s.product_id
  JOIN category c ON c.id = p.category_id
  JOIN location l ON l.id = s.location_id
  CROSS JOIN property b
  WHERE s.expiry_date <= day.as_of + p_within_days AND fn_is_chosen(l.code, p_location_codes)
  ORDER BY s.expiry_date, l.code, p.code;
END;
