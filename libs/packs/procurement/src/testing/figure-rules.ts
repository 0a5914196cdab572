/** Arguments of a span that leaves nothing out. */
export const ALL = `'2026-01-01', '2026-12-31'`;

/** A rule of the figures, and SQL that finds what breaks it; run in every unit, with its search_path. */
export const figureRules: readonly (readonly [rule: string, offences: string])[] = [
  [
    'the inventory balance of a day is the sum of the ledger to that day',
    `SELECT * FROM (SELECT product_code, location_code, qty, value FROM fn_inventory_balance('2026-05-17')) f
     FULL JOIN (
       SELECT p.code AS product_code, l.code AS location_code, sum(m.qty) AS qty, sum(m.value) AS value
       FROM stock_movement m JOIN product p ON p.id = m.product_id JOIN location l ON l.id = m.location_id
       WHERE m.movement_date <= '2026-05-17' GROUP BY 1, 2 HAVING sum(m.qty) <> 0) g USING (product_code, location_code)
     WHERE f.qty IS DISTINCT FROM g.qty OR f.value IS DISTINCT FROM g.value`,
  ],
  [
    'a month opens with what the one before closed with',
    `SELECT * FROM fn_monthly_movement('2026-05') may
     FULL JOIN fn_monthly_movement('2026-06') june USING (product_code, location_code)
     WHERE coalesce(may.closing_qty, 0) <> coalesce(june.opening_qty, 0) OR coalesce(may.closing_value, 0) <> coalesce(june.opening_value, 0)`,
  ],
  [
    'monthly movement closes: opening + in − out',
    `SELECT * FROM period t, fn_monthly_movement(t.name)
     WHERE opening_qty + in_qty - out_qty <> closing_qty OR opening_value + in_value - out_value <> closing_value`,
  ],
  [
    'movement by location closes, and what one location sent another received',
    `SELECT location_code FROM fn_movement_by_location('2026-05-01', '2026-05-31')
     WHERE opening_value + received - returned + transferred_in - transferred_out - issued - consumed + adjusted <> closing_value
     UNION ALL
     SELECT 'all' FROM fn_movement_by_location('2026-05-01', '2026-05-31') HAVING sum(transferred_in) <> sum(transferred_out)`,
  ],
  [
    'a summary of stock cards ends where the cards end',
    `SELECT * FROM fn_stock_card_summary('2026-05-10', '2026-06-20') s
     FULL JOIN (
       SELECT DISTINCT ON (location_code, product_code) location_code, product_code, balance_qty, balance_value
       FROM fn_stock_card('2026-05-10', '2026-06-20') ORDER BY location_code, product_code, line_no DESC
     ) c USING (location_code, product_code)
     WHERE s.balance_qty IS DISTINCT FROM c.balance_qty OR s.balance_value IS DISTINCT FROM c.balance_value`,
  ],
  [
    'the buckets of ageing add up to the value in the ledger',
    `SELECT product_code FROM fn_inventory_ageing() WHERE age_to_15 + age_to_30 + age_to_60 + age_over_60 <> value
        OR least(age_to_15, age_to_30, age_to_60) < 0 OR age_over_60 < -0.05
     UNION ALL
     SELECT 'all' WHERE (SELECT sum(value) FROM fn_inventory_ageing()) <> (SELECT sum(value) FROM stock_movement)`,
  ],
  [
    'no more of a product expires at a location than lies there',
    `SELECT * FROM (SELECT product_code, location_code, sum(qty) AS qty FROM fn_expired_items(3650) GROUP BY 1, 2) e
     LEFT JOIN v_stock_on_hand s USING (product_code, location_code) WHERE e.qty > coalesce(s.qty, 0)`,
  ],
  [
    'categories hold what the ledger holds',
    `SELECT 1 WHERE (SELECT sum(stock_value) FROM v_product_category) <> (SELECT sum(value) FROM stock_movement)
        OR (SELECT round(sum(stock_share)) FROM v_product_category) <> 100`,
  ],
  [
    'a list has the totals of its lines: requests, orders, receipts, credit notes',
    `SELECT pr_no FROM v_purchase_request_list l JOIN v_purchase_request_detail d USING (pr_no) GROUP BY pr_no, l.total, l.net
     HAVING sum(d.total) <> l.total OR sum(d.net) <> l.net
     UNION ALL
     SELECT po_no FROM v_purchase_order_list l JOIN v_purchase_order_detail d USING (po_no) GROUP BY po_no, l.total, l.base_total, l.lines
     HAVING sum(d.total) <> l.total OR sum(d.base_total) <> l.base_total OR count(*) <> l.lines
     UNION ALL
     SELECT grn_no FROM v_receiving_list l JOIN v_receiving_detail d USING (grn_no) GROUP BY grn_no, l.total, l.extra_cost
     HAVING sum(d.total) <> l.total OR sum(d.extra_cost) <> l.extra_cost
     UNION ALL
     SELECT cn_no FROM v_credit_note_list l JOIN v_credit_note_detail d USING (cn_no) GROUP BY cn_no, l.total, l.base_total, l.base_net
     HAVING sum(d.total) <> l.total OR sum(d.base_total) <> l.base_total OR sum(d.base_net) <> l.base_net`,
  ],
  [
    'the base total of a receipt is its lines and its extra costs, each at its rate',
    `SELECT l.grn_no FROM v_receiving_list l
     WHERE abs(l.base_total - round((l.total + l.extra_cost + l.extra_tax) * l.exchange_rate, 2)) > 0.005 * (l.lines + 1)`,
  ],
  [
    'receipts enter the ledger at landed cost',
    `SELECT grn_no FROM (SELECT grn_no, sum(landed) AS landed, sum(qty + foc_qty) AS qty FROM v_receiving_detail GROUP BY 1) d
     LEFT JOIN (SELECT document_no AS grn_no, sum(value) AS value, sum(qty) AS qty FROM stock_movement GROUP BY 1) m USING (grn_no)
     WHERE d.landed IS DISTINCT FROM m.value OR d.qty IS DISTINCT FROM m.qty`,
  ],
  [
    'extra costs are those of the receipts',
    `SELECT grn_no FROM v_receiving_list l LEFT JOIN v_extra_cost e USING (grn_no) GROUP BY grn_no, l.extra_cost
     HAVING coalesce(sum(e.amount), 0) <> l.extra_cost`,
  ],
  [
    'what is received is the same by line, by product, by vendor and item, by vendor and category',
    `WITH line AS (SELECT sum(base_net) AS net, sum(landed) AS landed FROM v_receiving_detail)
     SELECT * FROM line WHERE net <> (SELECT sum(net) FROM fn_receiving_summary(${ALL}))
        OR landed <> (SELECT sum(landed) FROM fn_receiving_summary(${ALL}))
        OR net <> (SELECT sum(amount) FROM fn_purchase_analysis(${ALL}))
        OR net <> (SELECT sum(received_net) FROM v_vendor_detail)
        OR net <> (SELECT sum(received_net) FROM fn_vendor_performance(${ALL}))`,
  ],
  [
    'pending is what open orders still lack',
    `SELECT * FROM (SELECT po_no, product_code, sum(pending_qty) AS qty FROM v_purchase_order_detail WHERE pending_qty > 0 GROUP BY 1, 2) d
     FULL JOIN (SELECT po_no, product_code, sum(pending_qty) AS qty FROM fn_order_pending() GROUP BY 1, 2) p USING (po_no, product_code)
     WHERE d.qty IS DISTINCT FROM p.qty`,
  ],
  [
    'vendors are judged within bounds',
    `SELECT * FROM fn_vendor_performance(${ALL}) WHERE on_time_percent NOT BETWEEN 0 AND 100 OR complete_percent NOT BETWEEN 0 AND 100
        OR on_time_receipts > receipts OR complete_lines > lines`,
  ],
  [
    'departments cost what the ledger says they used, and corrections',
    `SELECT 1 FROM fn_cost_centre(${ALL}) HAVING sum(cost) <> (SELECT -sum(value) FROM stock_movement WHERE kind IN ('issue', 'consumption', 'adjustment'))
        OR sum(issued) <> (SELECT sum(value) FROM v_issue_detail)`,
  ],
  [
    'the actual of budgets is the use of cost centres',
    `SELECT 1 FROM fn_budget_vs_actual() HAVING sum(actual) <> (SELECT sum(issued + consumed) FROM fn_cost_centre(${ALL}))
        OR sum(budget) <> (SELECT sum(amount) FROM budget)
     UNION ALL SELECT 1 FROM fn_budget_vs_actual() WHERE budget - actual <> variance OR is_exceeded <> (variance < 0)`,
  ],
  [
    'stock in less stock out is what the ledger was corrected by',
    `SELECT 1 WHERE (SELECT sum(value) FROM v_stock_in_detail) - (SELECT sum(value) FROM v_stock_out_detail)
       <> (SELECT sum(value) FROM stock_movement WHERE kind = 'adjustment')`,
  ],
  [
    'deviations are those that counts posted',
    `SELECT 1 FROM fn_deviation_by_item(${ALL})
     HAVING sum(deviation_value) <> (SELECT sum(value) FROM v_stock_correction WHERE document_type <> 'Adjustment')
        OR sum(deviation_qty) <> (SELECT sum(qty) FROM v_stock_correction WHERE document_type <> 'Adjustment')`,
  ],
  [
    'a period is adjusted by what its physical counts posted',
    `SELECT t.name FROM period t, fn_period_end_adjustment(t.name) f WHERE t.status = 'closed' GROUP BY t.name, t.end_date
     HAVING sum(f.variance_value) <> (SELECT sum(value) FROM v_stock_correction WHERE document_type = 'Physical count' AND movement_date = t.end_date)`,
  ],
  [
    'requisitions cost what their lines were issued for',
    `SELECT 1 FROM fn_requisition_cost_summary(${ALL})
     HAVING sum(cost) <> (SELECT sum(total) FROM v_store_requisition_list WHERE status = 'issued') OR sum(issued + transferred) <> sum(cost)
     UNION ALL
     SELECT 1 FROM v_store_requisition_list l JOIN v_store_requisition_detail d USING (sr_no) GROUP BY sr_no, l.total HAVING sum(d.total) <> l.total`,
  ],
  [
    'journal vouchers balance, each for itself',
    'SELECT jv_no FROM v_journal_voucher GROUP BY jv_no HAVING sum(debit) <> sum(credit) OR count(*) < 2',
  ],
  [
    'the inventory account moved as the ledger did after its opening',
    `SELECT 1 FROM v_journal_voucher WHERE account = 'Inventory'
     HAVING sum(debit - credit) <> (SELECT sum(value) FROM stock_movement WHERE kind <> 'opening')`,
  ],
  [
    'a recipe costs what its ingredients cost',
    `SELECT recipe_code FROM v_recipe_list l JOIN v_recipe_card c USING (recipe_code) GROUP BY recipe_code, l.batch_cost, l.ingredients
     HAVING abs(sum(c.cost) - l.batch_cost) > 0.005 * l.ingredients OR count(*) <> l.ingredients OR abs(sum(c.cost_share) - 100) > 0.1`,
  ],
  [
    'materials of recipes were taken as the ledger says',
    `SELECT 1 FROM fn_material_consumption(${ALL})
     HAVING sum(actual_cost) <> (SELECT sum(value) FROM v_department_use WHERE product_id IN (SELECT product_id FROM recipe_ingredient))`,
  ],
  [
    'a step waits only behind an open one, and a decided document has no open step',
    `SELECT w.document_no FROM v_workflow_status w WHERE w.status = 'waiting' AND NOT EXISTS (
       SELECT 1 FROM workflow_step s WHERE s.document_no = w.document_no AND s.step_no < w.step_no AND s.status = 'pending')
     UNION ALL
     SELECT document_no FROM v_workflow_status WHERE document_status IN ('converted', 'approved', 'issued', 'completed') AND status <> 'approved'`,
  ],
  [
    'every requested product can be bought at one best price at least',
    `SELECT product_code FROM v_price_list WHERE is_current GROUP BY 1 HAVING count(*) FILTER (WHERE is_best) < 1
        OR min(base_price) <> min(base_price) FILTER (WHERE is_best)`,
  ],
];
