-- What counting found.

-- Confirmed counts of every product against the ledger. The percentage is of what the ledger said.
CREATE OR REPLACE FUNCTION fn_deviation_by_item(
  p_date_from date, p_date_to date, p_location_codes text[] DEFAULT NULL, p_category_codes text[] DEFAULT NULL
)
RETURNS TABLE (
  category text, product_code text, product text, unit text, location_code text, location text, counts bigint, system_qty numeric,
  counted_qty numeric, deviation_qty numeric, deviation_percent numeric, deviation_value numeric, currency text, last_count date
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH counted AS (
    SELECT c.count_date, c.location_id, l.product_id, l.system_qty, l.counted_qty, l.total
    FROM physical_count c
    JOIN physical_count_line l ON l.physical_count_id = c.id
    WHERE c.status = 'committed'
    UNION ALL
    SELECT c.count_date, c.location_id, l.product_id, l.system_qty, l.counted_qty, l.total
    FROM spot_count c
    JOIN spot_count_line l ON l.spot_count_id = c.id
    WHERE c.status = 'committed'
  )
  SELECT
    c.name, p.code, p.name, p.unit, l.code, l.name, count(*), sum(n.system_qty), sum(n.counted_qty), sum(n.counted_qty - n.system_qty),
    round(100 * sum(n.counted_qty - n.system_qty) / nullif(sum(n.system_qty), 0), 2), sum(n.total), b.base_currency::text, max(n.count_date)
  FROM counted n
  JOIN product p ON p.id = n.product_id
  JOIN category c ON c.id = p.category_id
  JOIN location l ON l.id = n.location_id
  CROSS JOIN property b
  WHERE n.count_date BETWEEN p_date_from AND p_date_to
    AND fn_is_chosen(l.code, p_location_codes) AND fn_is_chosen(c.code, p_category_codes)
  GROUP BY c.name, p.code, p.name, p.unit, l.code, l.name, b.base_currency
  HAVING bool_or(n.counted_qty <> n.system_qty)
  ORDER BY abs(sum(n.total)) DESC, p.code, l.code;
END;

-- What the physical counts of a period corrected; p_period null = the last closed one.
CREATE OR REPLACE FUNCTION fn_period_end_adjustment(p_period text DEFAULT NULL, p_location_codes text[] DEFAULT NULL)
RETURNS TABLE (
  period text, pc_no text, count_date date, location_code text, location text, category text, product_code text, product text, unit text,
  system_qty numeric, counted_qty numeric, variance_qty numeric, variance_percent numeric, unit_cost numeric, variance_value numeric,
  currency text, status text
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT
    t.name, n.pc_no, n.count_date, l.code, l.name, c.name, p.code, p.name, p.unit, i.system_qty, i.counted_qty, i.counted_qty - i.system_qty,
    round(100 * (i.counted_qty - i.system_qty) / nullif(i.system_qty, 0), 2), i.unit_cost, i.total, b.base_currency::text, n.status
  FROM physical_count n
  JOIN physical_count_line i ON i.physical_count_id = n.id
  JOIN period t ON t.id = n.period_id
  JOIN location l ON l.id = n.location_id
  JOIN product p ON p.id = i.product_id
  JOIN category c ON c.id = p.category_id
  CROSS JOIN property b
  WHERE t.name = coalesce(p_period, (SELECT max(name) FROM period WHERE status = 'closed'))
    AND i.counted_qty <> i.system_qty AND fn_is_chosen(l.code, p_location_codes)
  ORDER BY l.code, p.code;
END;
