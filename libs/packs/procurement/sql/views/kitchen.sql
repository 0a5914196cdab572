-- Recipes at today's cost of their ingredients.

-- gross_qty: what is taken from stock so that qty arrives in the pot. cost: of the whole batch.
CREATE OR REPLACE VIEW v_recipe_cost_line AS
SELECT
  i.recipe_id, i.line_no, i.product_id, i.qty, i.waste_rate, round(i.qty / (1 - i.waste_rate), 4) AS gross_qty, k.unit_cost,
  round(i.qty / (1 - i.waste_rate), 4) * k.unit_cost AS cost
FROM recipe_ingredient i
JOIN v_product_cost k ON k.product_id = i.product_id;
COMMENT ON VIEW v_recipe_cost_line IS 'Cost of ingredients';

CREATE OR REPLACE VIEW v_recipe_list AS
SELECT
  r.code AS recipe_code, r.name AS recipe, r.course, l.code AS location_code, l.name AS location, r.portions, r.prep_minutes, t.ingredients,
  round(t.cost, 2)::numeric(18, 2) AS batch_cost, round(t.cost / r.portions, 2)::numeric(18, 2) AS portion_cost, r.selling_price,
  (r.selling_price - round(t.cost / r.portions, 2))::numeric(18, 2) AS margin,
  round(100 * t.cost / r.portions / r.selling_price, 2)::numeric(9, 2) AS cost_percent,
  round(100 * r.target_rate, 2)::numeric(9, 2) AS target_percent, t.cost / r.portions / r.selling_price > r.target_rate AS is_above_target,
  b.base_currency::text AS currency
FROM recipe r
JOIN location l ON l.id = r.location_id
CROSS JOIN property b
JOIN LATERAL (SELECT count(*) AS ingredients, sum(i.cost) AS cost FROM v_recipe_cost_line i WHERE i.recipe_id = r.id) t ON true;
COMMENT ON VIEW v_recipe_list IS 'Recipes';
COMMENT ON COLUMN v_recipe_list.recipe_code IS 'Recipe code';
COMMENT ON COLUMN v_recipe_list.recipe IS 'Recipe';
COMMENT ON COLUMN v_recipe_list.course IS 'Course';
COMMENT ON COLUMN v_recipe_list.location_code IS 'Location code';
COMMENT ON COLUMN v_recipe_list.location IS 'Location';
COMMENT ON COLUMN v_recipe_list.portions IS 'Portions | role=dimension';
COMMENT ON COLUMN v_recipe_list.prep_minutes IS 'Minutes | role=dimension';
COMMENT ON COLUMN v_recipe_list.ingredients IS 'Ingredients | role=dimension';
COMMENT ON COLUMN v_recipe_list.batch_cost IS 'Batch cost | format=money scale=2 role=measure';
COMMENT ON COLUMN v_recipe_list.portion_cost IS 'Cost of a portion | format=money scale=2 role=dimension';
COMMENT ON COLUMN v_recipe_list.selling_price IS 'Selling price | format=money scale=2 role=dimension';
COMMENT ON COLUMN v_recipe_list.margin IS 'Margin | format=money scale=2 role=dimension';
COMMENT ON COLUMN v_recipe_list.cost_percent IS 'Cost % | format=percent scale=2 role=dimension';
COMMENT ON COLUMN v_recipe_list.target_percent IS 'Target % | format=percent scale=2 role=dimension';
COMMENT ON COLUMN v_recipe_list.is_above_target IS 'Above target';
COMMENT ON COLUMN v_recipe_list.currency IS 'Currency';

CREATE OR REPLACE VIEW v_recipe_card AS
SELECT
  r.code AS recipe_code, r.name AS recipe, r.course, l.code AS location_code, l.name AS location, r.portions, i.line_no, p.code AS product_code,
  p.name AS product, i.qty, p.unit, round(100 * i.waste_rate, 2)::numeric(9, 2) AS waste_percent, i.gross_qty::numeric(18, 4) AS gross_qty,
  i.unit_cost, round(i.cost, 2)::numeric(18, 2) AS cost, round(i.cost / r.portions, 4)::numeric(18, 4) AS portion_cost,
  round(100 * i.cost / nullif(sum(i.cost) OVER (PARTITION BY r.id), 0), 2)::numeric(9, 2) AS cost_share, r.selling_price,
  b.base_currency::text AS currency
FROM v_recipe_cost_line i
JOIN recipe r ON r.id = i.recipe_id
JOIN location l ON l.id = r.location_id
JOIN product p ON p.id = i.product_id
CROSS JOIN property b;
COMMENT ON VIEW v_recipe_card IS 'Recipe cards';
COMMENT ON COLUMN v_recipe_card.recipe_code IS 'Recipe code';
COMMENT ON COLUMN v_recipe_card.recipe IS 'Recipe';
COMMENT ON COLUMN v_recipe_card.course IS 'Course';
COMMENT ON COLUMN v_recipe_card.location_code IS 'Location code';
COMMENT ON COLUMN v_recipe_card.location IS 'Location';
COMMENT ON COLUMN v_recipe_card.portions IS 'Portions | role=dimension';
COMMENT ON COLUMN v_recipe_card.line_no IS 'Line | role=dimension';
COMMENT ON COLUMN v_recipe_card.product_code IS 'Product code';
COMMENT ON COLUMN v_recipe_card.product IS 'Product';
COMMENT ON COLUMN v_recipe_card.qty IS 'Quantity | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_recipe_card.unit IS 'Unit';
COMMENT ON COLUMN v_recipe_card.waste_percent IS 'Waste % | format=percent scale=2 role=dimension';
COMMENT ON COLUMN v_recipe_card.gross_qty IS 'From stock | format=quantity scale=4 role=measure';
COMMENT ON COLUMN v_recipe_card.unit_cost IS 'Average cost | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_recipe_card.cost IS 'Cost | format=money scale=2 role=measure';
COMMENT ON COLUMN v_recipe_card.portion_cost IS 'Cost of a portion | format=money scale=4 role=dimension';
COMMENT ON COLUMN v_recipe_card.cost_share IS 'Share % | format=percent scale=2 role=dimension';
COMMENT ON COLUMN v_recipe_card.selling_price IS 'Selling price | format=money scale=2 role=dimension';
COMMENT ON COLUMN v_recipe_card.currency IS 'Currency';
