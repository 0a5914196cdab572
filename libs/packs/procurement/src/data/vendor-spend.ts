import { type DatasetBuilder, identifier, sql } from '@galley/dataset';

/**
 * Receipts less credit notes by vendor, in base currency, for the days from `date_from` to `date_to` and, where
 * `category_ids` (category codes) are given, for these categories only. `share` is each vendor's part of the unit's
 * whole spend, computed here and never added up.
 */
export const vendorSpend: DatasetBuilder = {
  key: 'procurement.vendor_spend',
  label: 'Vendor spend',
  scope: 'business_unit',
  params: [
    { name: 'date_from', type: 'date', nullable: false },
    { name: 'date_to', type: 'date', nullable: false },
    { name: 'category_ids', type: 'text[]', nullable: true },
  ],
  columns: [
    { name: 'vendor_code', label: 'Vendor code' },
    { name: 'vendor', label: 'Vendor' },
    { name: 'country', label: 'Country' },
    { name: 'receipts', label: 'Receipts', role: 'measure' },
    { name: 'received_net', label: 'Received', format: 'money', scale: 2, role: 'measure' },
    { name: 'credited_net', label: 'Credited', format: 'money', scale: 2, role: 'measure' },
    { name: 'spend', label: 'Spend', format: 'money', scale: 2, role: 'measure' },
    { name: 'currency', label: 'Currency' },
    { name: 'share', label: 'Share %', format: 'percent', scale: 2, role: 'dimension' },
  ],
  build({ schema, params }) {
    const table = (name: string) => identifier(schema, name);
    const { date_from, date_to, category_ids } = params;
    const chosen = sql`(coalesce(cardinality(${category_ids}::text[]), 0) = 0 OR c.code = ANY (${category_ids}::text[]))`;
    return sql`
      WITH entry AS (
        SELECT d.vendor_id, d.id AS receipt_id, round(l.net * d.exchange_rate, 2) AS received, 0::numeric AS credited
        FROM ${table('goods_receipt')} d
        JOIN ${table('goods_receipt_line')} l ON l.goods_receipt_id = d.id
        JOIN ${table('product')} p ON p.id = l.product_id
        JOIN ${table('category')} c ON c.id = p.category_id
        WHERE d.grn_date BETWEEN ${date_from}::date AND ${date_to}::date AND ${chosen}
        UNION ALL
        SELECT d.vendor_id, NULL, 0, round(l.net * d.exchange_rate, 2)
        FROM ${table('credit_note')} d
        JOIN ${table('credit_note_line')} l ON l.credit_note_id = d.id
        JOIN ${table('product')} p ON p.id = l.product_id
        JOIN ${table('category')} c ON c.id = p.category_id
        WHERE d.cn_date BETWEEN ${date_from}::date AND ${date_to}::date AND d.status = 'committed' AND ${chosen}
      ),
      spent AS (
        SELECT vendor_id, count(DISTINCT receipt_id) AS receipts, sum(received) AS received, sum(credited) AS credited
        FROM entry
        GROUP BY vendor_id
      )
      SELECT
        v.code AS vendor_code,
        v.name AS vendor,
        v.country::text AS country,
        s.receipts,
        s.received::numeric(18, 2) AS received_net,
        s.credited::numeric(18, 2) AS credited_net,
        (s.received - s.credited)::numeric(18, 2) AS spend,
        b.base_currency::text AS currency,
        round(100 * (s.received - s.credited) / nullif(sum(s.received - s.credited) OVER (), 0), 2)::numeric(9, 2) AS share
      FROM spent s
      JOIN ${table('vendor')} v ON v.id = s.vendor_id
      CROSS JOIN ${table('property')} b`;
  },
};
