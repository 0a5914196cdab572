-- Procedures that answer through a refcursor, named last and opened under the name the caller gives.
-- SET search_path FROM CURRENT pins the schema they were created in.

-- The p_top products by money spent on receipts of the period, in base currency.
CREATE OR REPLACE PROCEDURE sp_top_purchasing(p_date_from date, p_date_to date, p_top int, INOUT rs refcursor)
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
  OPEN rs FOR
    WITH bought AS (
      SELECT gl.product_id, g.id AS goods_receipt_id, g.vendor_id, gl.qty, round(gl.net * g.exchange_rate, 2) AS amount
      FROM goods_receipt_line gl
      JOIN goods_receipt g ON g.id = gl.goods_receipt_id
      WHERE g.grn_date BETWEEN p_date_from AND p_date_to
    ),
    by_product AS (
      SELECT product_id, count(DISTINCT goods_receipt_id) AS receipts, count(DISTINCT vendor_id) AS vendors, sum(qty) AS qty, sum(amount) AS amount
      FROM bought
      GROUP BY product_id
    )
    SELECT
      (row_number() OVER ranked)::int AS rank,
      p.code AS product_code,
      p.name AS product,
      c.name AS category,
      t.vendors,
      t.receipts,
      t.qty::numeric(18, 4) AS qty,
      p.unit,
      t.amount::numeric(18, 2) AS amount,
      b.base_currency::text AS currency,
      round(100 * t.amount / nullif(sum(t.amount) OVER (), 0), 2)::numeric(9, 2) AS share,
      round(100 * sum(t.amount) OVER ranked / nullif(sum(t.amount) OVER (), 0), 2)::numeric(9, 2) AS cumulative_share
    FROM by_product t
    JOIN product p ON p.id = t.product_id
    JOIN category c ON c.id = p.category_id
    CROSS JOIN property b
    WINDOW ranked AS (ORDER BY t.amount DESC, p.code)
    ORDER BY 1
    LIMIT p_top;
END
$$;
