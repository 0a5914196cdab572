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

-- Dishes and drinks by popularity and margin (Kasavana and Smith), each among those of its course and outlet choice:
-- popular is what sells at least 70 % of an even share, profitable what earns at least the average margin of a portion sold.
CREATE OR REPLACE PROCEDURE sp_menu_engineering(p_date_from date, p_date_to date, p_location_codes text[], INOUT rs refcursor)
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
  OPEN rs FOR
    WITH sold AS (
      SELECT recipe_id, sum(qty) AS qty, sum(net) AS net FROM menu_sale WHERE sale_date BETWEEN p_date_from AND p_date_to GROUP BY recipe_id
    ),
    dish AS (
      SELECT
        l.course, l.recipe_code, l.recipe, l.location, coalesce(s.qty, 0) AS qty, coalesce(s.net, 0) AS sales, l.portion_cost, l.currency,
        CASE WHEN s.qty > 0 THEN s.net / s.qty ELSE l.selling_price END AS price
      FROM v_recipe_list l
      JOIN recipe r ON r.code = l.recipe_code
      LEFT JOIN sold s ON s.recipe_id = r.id
      WHERE r.is_active AND fn_is_chosen(l.location_code, p_location_codes)
    ),
    menu AS (
      SELECT course, count(*) AS dishes, sum(qty) AS qty, sum((price - portion_cost) * qty) / nullif(sum(qty), 0) AS average_margin
      FROM dish
      GROUP BY course
    ),
    judged AS (
      SELECT
        d.*, m.qty AS menu_qty, d.price - d.portion_cost AS margin, d.qty >= 0.7 * m.qty / m.dishes AND d.qty > 0 AS is_popular,
        d.price - d.portion_cost >= m.average_margin AS is_profitable
      FROM dish d
      JOIN menu m ON m.course = d.course
    )
    SELECT
      course,
      recipe_code,
      recipe,
      location,
      qty::bigint AS sold,
      round(100 * qty / nullif(menu_qty, 0), 2)::numeric(9, 2) AS mix_percent,
      round(price, 2)::numeric(18, 2) AS price,
      portion_cost,
      round(100 * portion_cost / price, 2)::numeric(9, 2) AS cost_percent,
      round(margin, 2)::numeric(18, 2) AS margin,
      sales::numeric(18, 2) AS sales,
      round(qty * portion_cost, 2)::numeric(18, 2) AS cost,
      (sales - round(qty * portion_cost, 2))::numeric(18, 2) AS total_margin,
      currency,
      CASE WHEN is_popular THEN 'high' ELSE 'low' END AS popularity,
      CASE WHEN is_profitable THEN 'high' ELSE 'low' END AS profitability,
      CASE
        WHEN is_popular AND is_profitable THEN 'star'
        WHEN is_popular THEN 'plowhorse'
        WHEN is_profitable THEN 'puzzle'
        ELSE 'dog'
      END AS class
    FROM judged
    ORDER BY course, sales DESC, recipe_code;
END
$$;
