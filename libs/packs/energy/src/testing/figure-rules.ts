/** Days of the demo: more than a calendar year, which is where annual caps begin anew. */
const DAYS = `'2025-06-01', '2026-06-30'`;
const PERIODS = `energy.guarantee_periods('2025-06-01', '2026-06-30', '2026-06-30', NULL, NULL)`;

/**
 * A rule of the figures, and SQL that finds what breaks it in everything that the demo's organizations have. What the
 * functions say is held against the rows they are made of.
 */
export const figureRules: readonly (readonly [rule: string, offences: string])[] = [
  [
    'a line of a settlement is what was metered and deemed, each times the rate and in whole cents (EN-C2)',
    `SELECT meter, first_day FROM energy.settlement_lines(${DAYS}, NULL, NULL)
     WHERE energy_amount <> round(metered_kwh * rate, 2) OR deemed_amount <> round(deemed_kwh * rate, 2)
        OR line_amount <> energy_amount + deemed_amount OR billable_kwh <> metered_kwh + deemed_kwh OR rate IS NULL`,
  ],
  [
    'a rate is the discounted reference price, within floor and ceiling (EN-C1)',
    `SELECT meter, first_day FROM energy.settlement_lines(${DAYS}, NULL, NULL)
     WHERE rate NOT BETWEEN floor AND ceiling
        OR rate <> CASE WHEN mrp * 0.85 < floor THEN floor WHEN mrp * 0.85 > ceiling THEN ceiling ELSE mrp * 0.85 END`,
  ],
  [
    'every kilowatt-hour of a meter is settled once',
    `SELECT * FROM (SELECT meter, sum(metered_kwh) AS metered, sum(deemed_kwh) AS deemed FROM energy.settlement_lines(${DAYS}, NULL, NULL) GROUP BY 1) s
     FULL JOIN (
       SELECT m.code AS meter, sum(d.metered_kwh) AS metered, sum(d.deemed_kwh) AS deemed
       FROM energy.meter_day d JOIN energy.meter m ON m.id = d.meter_id GROUP BY 1) d USING (meter)
     WHERE s.metered IS DISTINCT FROM d.metered OR s.deemed IS DISTINCT FROM d.deemed`,
  ],
  [
    'registers go on from where they stood, by what was metered',
    `SELECT meter_id, day FROM (
       SELECT *, lag(closing) OVER (PARTITION BY meter_id ORDER BY day) AS before FROM energy.meter_day WHERE metered_kwh IS NOT NULL) d
     WHERE closing - opening <> metered_kwh OR opening <> before`,
  ],
  [
    'a statement is its lines and adjustments, and tax on both',
    `SELECT * FROM energy.settlement_statement(${DAYS}, NULL, NULL) s
     JOIN energy.contract c ON c.id = s.contract_id
     LEFT JOIN (SELECT contract_id, sum(line_amount) AS amount FROM energy.settlement_lines(${DAYS}, NULL, NULL) GROUP BY 1) l USING (contract_id)
     LEFT JOIN (SELECT contract_id, sum(amount) AS amount FROM energy.adjustment GROUP BY 1) a USING (contract_id)
     WHERE s.subtotal <> coalesce(l.amount, 0) + coalesce(a.amount, 0) OR s.tax <> round(s.subtotal * c.tax_pct / 100, 2)
        OR s.net_due <> s.subtotal + s.tax`,
  ],
  [
    'every month is billed for what its settlement comes to',
    `SELECT i.invoice_no FROM energy.invoice i
     CROSS JOIN LATERAL energy.settlement_statement(i.period_start, i.period_end, ARRAY[i.project_id], ARRAY[i.contract_id]) s
     WHERE i.direction = 'generated' AND i.kind = 'invoice' AND (i.subtotal, i.tax, i.total) <> (s.subtotal, s.tax, s.net_due)
     UNION ALL
     SELECT 'months' FROM energy.invoice WHERE direction = 'generated' AND kind = 'invoice' HAVING count(*) <> 6 * 13`,
  ],
  [
    'what is open is what was issued less what was paid by the day, in both directions and each currency (EN-C10)',
    `SELECT * FROM (
       SELECT currency, direction, sum(open) AS open, sum(paid_as_of) AS paid FROM energy.open_items('2026-03-31', NULL, NULL, NULL) GROUP BY 1, 2) o
     FULL JOIN (
       SELECT i.currency::text, i.direction::text, sum(i.total - coalesce(p.paid, 0)) AS open FROM energy.invoice i
       LEFT JOIN (SELECT invoice_id, sum(amount) AS paid FROM energy.payment WHERE paid_on <= '2026-03-31' GROUP BY 1) p ON p.invoice_id = i.id
       WHERE i.status = 'issued' AND i.invoice_date <= '2026-03-31' GROUP BY 1, 2) g USING (currency, direction)
     WHERE o.open IS DISTINCT FROM g.open`,
  ],
  [
    'what is open stands in the one bucket of its days since the due date (EN-C10)',
    `SELECT invoice_no FROM energy.open_items('2026-03-31', NULL, NULL, NULL), LATERAL (SELECT date '2026-03-31' - due_date AS days) d
     WHERE open <> coalesce(bucket_current, 0) + coalesce(bucket_1_30, 0) + coalesce(bucket_31_60, 0) + coalesce(bucket_61_90, 0)
             + coalesce(bucket_91_120, 0) + coalesce(bucket_over_120, 0)
        OR num_nonnulls(bucket_current, bucket_1_30, bucket_31_60, bucket_61_90, bucket_91_120, bucket_over_120) <> 1
        OR open IS DISTINCT FROM CASE WHEN days < 1 THEN bucket_current WHEN days < 31 THEN bucket_1_30 WHEN days < 61 THEN bucket_31_60
             WHEN days < 91 THEN bucket_61_90 WHEN days < 121 THEN bucket_91_120 ELSE bucket_over_120 END`,
  ],
  [
    'nobody paid more than was owed',
    `SELECT i.invoice_no FROM energy.invoice i JOIN energy.payment p ON p.invoice_id = i.id
     GROUP BY i.id HAVING sum(p.amount) > i.total OR min(p.paid_on) < i.invoice_date`,
  ],
  [
    'every guarantee is judged once in each of its periods, every duty once',
    // Thirteen months, and the five quarters that they touch.
    `SELECT * FROM (SELECT obligation_id, count(*) AS judged, count(DISTINCT due_date) AS days FROM ${PERIODS} GROUP BY 1) p
     FULL JOIN energy.obligation o ON o.id = p.obligation_id
     WHERE coalesce(p.judged, 0) <> coalesce(p.days, 0) OR coalesce(p.judged, 0) <> CASE
       WHEN o.guarantee_kind = 'duty' THEN (o.due_date BETWEEN '2025-06-01' AND '2026-06-30')::integer
       WHEN o.period = 'month' THEN 13 ELSE 5 END`,
  ],
  [
    'a guarantee is kept where as much was measured as was promised; cured breaches were cured in time',
    `SELECT obligation_id, period_start, status FROM ${PERIODS}
     WHERE guarantee_kind <> 'duty' AND status <> CASE WHEN measured IS NULL THEN 'insufficient_data' WHEN measured >= guaranteed THEN 'compliant'
             WHEN cured_at <= cure_deadline THEN 'cured' ELSE 'breach' END
        OR is_cured <> (status = 'cured') OR status = 'cured' AND cured_at > cure_deadline`,
  ],
  [
    'a guarantee lacks data exactly where a meter lacks a day (EN-C9)',
    `SELECT p.obligation_id, p.period_start FROM ${PERIODS} p
     WHERE p.guarantee_kind <> 'duty' AND (p.status = 'insufficient_data') <> EXISTS (
       SELECT FROM energy.meter m CROSS JOIN generate_series(p.period_start, p.period_end, interval '1 day') AS g(instant)
       LEFT JOIN energy.meter_day d ON d.meter_id = m.id AND d.day = g.instant::date
       WHERE m.contract_id = p.contract_id AND d.metered_kwh IS NULL)
        OR p.status = 'insufficient_data' AND num_nonnulls(p.measured, p.gross_ld, p.net_ld) > 0`,
  ],
  [
    'damages are the shortfall times the rate, and what is owed is that less caps and waivers (EN-C4)',
    `SELECT p.obligation_id, p.period_start FROM ${PERIODS} p JOIN energy.contract c ON c.id = p.contract_id
     WHERE p.gross_ld <> round(p.shortfall * p.rate, 2) OR p.net_ld <> p.gross_ld - p.cap_applied - p.waived
        OR p.shortfall <> CASE c.rounding_policy WHEN 'two_decimals' THEN round(greatest(p.guaranteed - p.measured, 0), 2)
             ELSE greatest(p.guaranteed - p.measured, 0) END`,
  ],
  [
    'no period owes more than its cap, and no calendar year more than its own (EN-C5)',
    `SELECT o.id, p.period_start::text FROM ${PERIODS} p JOIN energy.obligation o ON o.id = p.obligation_id
     WHERE p.net_ld > o.cap_period OR p.net_ld < 0 OR p.waived > p.gross_ld OR p.cap_applied < 0 OR p.remaining_annual_cap < 0
     UNION ALL
     SELECT o.id, extract(year FROM p.period_start)::text
     FROM energy.guarantee_periods('2025-01-01', '2026-06-30', '2026-06-30', NULL, NULL) p JOIN energy.obligation o ON o.id = p.obligation_id
     GROUP BY o.id, 2 HAVING sum(p.net_ld) > o.cap_annual
        OR min(p.remaining_annual_cap) <> o.cap_annual - coalesce(sum(p.net_ld), 0)`,
  ],
  [
    'the damages of a period are the same whichever period is asked for',
    `SELECT p.obligation_id, p.period_start FROM ${PERIODS} p
     JOIN energy.guarantee_periods('2026-04-01', '2026-06-30', '2026-06-30', NULL, NULL) q USING (obligation_id, period_start)
     WHERE (p.net_ld, p.remaining_annual_cap, p.status) IS DISTINCT FROM (q.net_ld, q.remaining_annual_cap, q.status)`,
  ],
  [
    'a year of generation is what its meters counted',
    `SELECT * FROM (SELECT contract_id, month, metered_kwh, deemed_kwh, availability_pct FROM energy.generation(${DAYS}, NULL, NULL)) g
     FULL JOIN (
       SELECT m.contract_id, date_trunc('month', d.day::timestamp)::date AS month, sum(d.metered_kwh) AS metered, sum(d.deemed_kwh) AS deemed
       FROM energy.meter_day d JOIN energy.meter m ON m.id = d.meter_id GROUP BY 1, 2) d USING (contract_id, month)
     WHERE g.metered_kwh IS DISTINCT FROM d.metered OR g.deemed_kwh IS DISTINCT FROM d.deemed OR g.availability_pct NOT BETWEEN 0 AND 100`,
  ],
  [
    'costs by category are the entries of the period, and those of the one before (EN-C11)',
    `SELECT * FROM (
       SELECT currency, category, sum(budget) AS budget, sum(actual) AS actual, coalesce(sum(prior), 0) AS prior
       FROM energy.expense_lines('2026-04-01', '2026-06-30', energy.prior_period('2026-04-01', '2026-06-30'), NULL, NULL) GROUP BY 1, 2) l
     FULL JOIN (
       SELECT currency::text, category, coalesce(sum(budget) FILTER (WHERE period >= '2026-04-01'), 0) AS budget,
         coalesce(sum(actual) FILTER (WHERE period >= '2026-04-01'), 0) AS actual, coalesce(sum(actual) FILTER (WHERE period < '2026-04-01'), 0) AS prior
       FROM energy.expense WHERE period >= '2026-01-01' AND period <= '2026-06-30' GROUP BY 1, 2) e USING (currency, category)
     WHERE (l.budget, l.actual, l.prior) IS DISTINCT FROM (e.budget, e.actual, e.prior)`,
  ],
  [
    'revenue is what issued invoices bill, less what was credited; expenses are the entries (EN-C12)',
    `SELECT * FROM (
       SELECT currency, section, sum(current) AS current, sum(ytd) AS ytd
       FROM energy.financial_lines('2026-04-01', '2026-06-30', NULL, NULL, NULL) GROUP BY 1, 2) f
     FULL JOIN (
       SELECT currency::text, 'revenue' AS section, coalesce(sum(subtotal) FILTER (WHERE coalesce(period_end, invoice_date) >= '2026-04-01'), 0) AS current,
         sum(subtotal) AS ytd
       FROM energy.invoice WHERE direction = 'generated' AND status = 'issued' AND coalesce(period_end, invoice_date) BETWEEN '2026-01-01' AND '2026-06-30'
       GROUP BY 1
       UNION ALL
       SELECT currency, 'expenses', sum(actual) FILTER (WHERE period >= '2026-04-01'), sum(actual)
       FROM energy.expense WHERE period BETWEEN '2026-01-01' AND '2026-06-30' GROUP BY 1) g USING (currency, section)
     WHERE f.current IS DISTINCT FROM g.current OR f.ytd IS DISTINCT FROM g.ytd`,
  ],
  [
    'statistics of exports are counts over the requests (EN-ST)',
    `SELECT o.code FROM platform.organization o
     CROSS JOIN LATERAL public.get_export_statistics(o.id, 120) s
     LEFT JOIN LATERAL (
       SELECT count(*) AS asked, count(*) FILTER (WHERE status IN ('completed', 'expired')) AS done, count(*) FILTER (WHERE status = 'failed') AS failed,
         count(*) FILTER (WHERE status = 'pending') AS waiting, coalesce(sum(actual_record_count), 0) AS records,
         round(avg(extract(epoch FROM processing_ended_at - processing_started_at) * 1000) FILTER (WHERE status <> 'failed'), 0) AS ms
       FROM tenant.export_request r WHERE r.organization_id = o.id AND r.created_at >= now() - interval '120 days') r ON true
     WHERE (s.total_exports, s.completed_exports, s.failed_exports, s.pending_approval, s.total_records_exported)
        IS DISTINCT FROM (r.asked, r.done, r.failed, r.waiting, r.records)
        OR abs(s.avg_processing_time_ms - r.ms) > 1 OR (o.code IN ('solar', 'wind') AND r.asked < 40)`,
  ],
];
