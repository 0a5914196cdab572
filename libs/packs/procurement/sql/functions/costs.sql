-- What departments used up, asked for and were allowed.

-- Cost by department and category; adjusted is what counting and spoilage took (positive) or gave.
CREATE OR REPLACE FUNCTION fn_cost_centre(p_date_from date, p_date_to date, p_department_codes text[] DEFAULT NULL)
RETURNS TABLE (
  department_code text, department text, category_code text, category text, issued numeric, consumed numeric, adjusted numeric, cost numeric,
  share numeric, currency text
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH entry AS (
    SELECT u.department_id, u.product_id, u.kind, u.value FROM v_department_use u WHERE u.movement_date BETWEEN p_date_from AND p_date_to
    UNION ALL
    SELECT s.department_id, s.product_id, 'adjustment', -s.value FROM v_stock_correction s WHERE s.movement_date BETWEEN p_date_from AND p_date_to
  )
  SELECT
    d.code, d.name, c.code, c.name, coalesce(sum(e.value) FILTER (WHERE e.kind = 'issue'), 0.00),
    coalesce(sum(e.value) FILTER (WHERE e.kind = 'consumption'), 0.00), coalesce(sum(e.value) FILTER (WHERE e.kind = 'adjustment'), 0.00),
    sum(e.value), round(100 * sum(e.value) / nullif(sum(sum(e.value)) OVER (PARTITION BY d.code), 0), 2), b.base_currency::text
  FROM entry e
  JOIN department d ON d.id = e.department_id
  JOIN product p ON p.id = e.product_id
  JOIN category c ON c.id = p.category_id
  CROSS JOIN property b
  WHERE fn_is_chosen(d.code, p_department_codes)
  GROUP BY d.code, d.name, c.code, c.name, b.base_currency
  ORDER BY d.code, c.code;
END;

-- Actual is what a department used up, issues and consumption alike. A variance above zero is money left.
CREATE OR REPLACE FUNCTION fn_budget_vs_actual(p_periods text[] DEFAULT NULL, p_department_codes text[] DEFAULT NULL)
RETURNS TABLE (
  period text, department_code text, department text, category text, budget numeric, actual numeric, variance numeric, variance_percent numeric,
  used_percent numeric, currency text, is_exceeded boolean
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH used AS (
    SELECT t.id AS period_id, u.department_id, p.category_id, sum(u.value) AS amount
    FROM v_department_use u
    JOIN period t ON u.movement_date BETWEEN t.start_date AND t.end_date
    JOIN product p ON p.id = u.product_id
    GROUP BY t.id, u.department_id, p.category_id
  ),
  cell AS (
    SELECT
      coalesce(g.period_id, u.period_id) AS period_id, coalesce(g.department_id, u.department_id) AS department_id,
      coalesce(g.category_id, u.category_id) AS category_id, coalesce(g.amount, 0.00) AS budget, coalesce(u.amount, 0.00) AS actual
    FROM budget g
    FULL JOIN used u ON u.period_id = g.period_id AND u.department_id = g.department_id AND u.category_id = g.category_id
  )
  SELECT
    t.name, d.code, d.name, c.name, x.budget, x.actual, x.budget - x.actual, round(100 * (x.budget - x.actual) / nullif(x.budget, 0), 2),
    round(100 * x.actual / nullif(x.budget, 0), 2), b.base_currency::text, x.actual > x.budget
  FROM cell x
  JOIN period t ON t.id = x.period_id
  JOIN department d ON d.id = x.department_id
  JOIN category c ON c.id = x.category_id
  CROSS JOIN property b
  WHERE fn_is_chosen(t.name, p_periods) AND fn_is_chosen(d.code, p_department_codes)
  ORDER BY t.name, d.code, c.code;
END;

-- Issued requisitions by department and category at cost.
CREATE OR REPLACE FUNCTION fn_requisition_cost_summary(p_date_from date, p_date_to date, p_department_codes text[] DEFAULT NULL)
RETURNS TABLE (
  department_code text, department text, category_code text, category text, requisitions bigint, lines bigint, short_lines bigint, issued numeric,
  transferred numeric, cost numeric, share numeric, currency text
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT
    d.code, d.name, c.code, c.name, count(DISTINCT r.id), count(*), count(*) FILTER (WHERE l.issued_qty < l.requested_qty),
    coalesce(sum(l.total) FILTER (WHERE r.kind = 'issue'), 0.00), coalesce(sum(l.total) FILTER (WHERE r.kind = 'transfer'), 0.00), sum(l.total),
    round(100 * sum(l.total) / nullif(sum(sum(l.total)) OVER (), 0), 2), b.base_currency::text
  FROM store_requisition r
  JOIN store_requisition_line l ON l.store_requisition_id = r.id
  JOIN department d ON d.id = r.department_id
  JOIN product p ON p.id = l.product_id
  JOIN category c ON c.id = p.category_id
  CROSS JOIN property b
  WHERE r.status = 'issued' AND r.sr_date BETWEEN p_date_from AND p_date_to AND fn_is_chosen(d.code, p_department_codes)
  GROUP BY d.code, d.name, c.code, c.name, b.base_currency
  ORDER BY d.code, c.code;
END;

-- What recipes say was needed for the portions sold, against what the outlets took. A variance above zero is use without a recipe.
CREATE OR REPLACE FUNCTION fn_material_consumption(p_date_from date, p_date_to date, p_category_codes text[] DEFAULT NULL)
RETURNS TABLE (
  category text, product_code text, product text, unit text, recipes bigint, recipe_qty numeric, actual_qty numeric, variance_qty numeric,
  explained_percent numeric, unit_cost numeric, recipe_cost numeric, actual_cost numeric, variance_cost numeric, currency text
)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH sold AS (
    SELECT recipe_id, sum(qty) AS portions FROM menu_sale WHERE sale_date BETWEEN p_date_from AND p_date_to GROUP BY recipe_id
  ),
  needed AS (
    SELECT i.product_id, count(*) AS recipes, round(sum(i.gross_qty * coalesce(s.portions, 0) / r.portions), 4) AS qty
    FROM v_recipe_cost_line i
    JOIN recipe r ON r.id = i.recipe_id
    LEFT JOIN sold s ON s.recipe_id = r.id
    GROUP BY i.product_id
  ),
  taken AS (
    SELECT product_id, sum(qty) AS qty, sum(value) AS value
    FROM v_department_use
    WHERE movement_date BETWEEN p_date_from AND p_date_to
    GROUP BY product_id
  ),
  priced AS (
    SELECT
      n.product_id, n.recipes, n.qty AS needed, coalesce(t.qty, 0.0000) AS taken, coalesce(t.value, 0.00) AS value,
      coalesce(round(t.value / nullif(t.qty, 0), 4), k.unit_cost) AS unit_cost
    FROM needed n
    JOIN v_product_cost k ON k.product_id = n.product_id
    LEFT JOIN taken t ON t.product_id = n.product_id
  )
  SELECT
    c.name, p.code, p.name, p.unit, x.recipes, x.needed, x.taken, x.taken - x.needed, round(100 * x.needed / nullif(x.taken, 0), 2),
    x.unit_cost, round(x.needed * x.unit_cost, 2), x.value, x.value - round(x.needed * x.unit_cost, 2), b.base_currency::text
  FROM priced x
  JOIN product p ON p.id = x.product_id
  JOIN category c ON c.id = p.category_id
  CROSS JOIN property b
  WHERE fn_is_chosen(c.code, p_category_codes)
  ORDER BY c.name, p.code;
END;
