import { type DatasetBuilder, identifier, sql } from '@galley/dataset';

/**
 * What every vendor asks for a product on a day (`as_of`; null = today's lists), against the best of these prices, in
 * base currency; products of the categories given (`category_ids`, codes), or of all, that at least two vendors list.
 * `above_best` is the percentage above the best price, `last_paid` what the last receipt from that vendor cost.
 */
export const priceComparison: DatasetBuilder = {
  key: 'procurement.price_comparison',
  label: 'Price comparison',
  scope: 'business_unit',
  params: [
    { name: 'as_of', type: 'date', nullable: true },
    { name: 'category_ids', type: 'text[]', nullable: true },
    { name: 'product_ids', type: 'text[]', nullable: true },
  ],
  columns: [
    { name: 'category', label: 'Category' },
    { name: 'product_code', label: 'Product code' },
    { name: 'product', label: 'Product' },
    { name: 'unit', label: 'Unit' },
    { name: 'vendor_code', label: 'Vendor code' },
    { name: 'vendor', label: 'Vendor' },
    { name: 'currency', label: 'Currency' },
    { name: 'unit_price', label: 'Price', format: 'money', scale: 4, role: 'dimension' },
    { name: 'base_price', label: 'Price (base)', format: 'money', scale: 4, role: 'dimension' },
    { name: 'best_price', label: 'Best (base)', format: 'money', scale: 4, role: 'dimension' },
    { name: 'above_best', label: 'Above best %', format: 'percent', scale: 2, role: 'dimension' },
    { name: 'rank', label: 'Rank', role: 'dimension' },
    { name: 'min_qty', label: 'Minimum', format: 'quantity', scale: 4, role: 'dimension' },
    { name: 'lead_time_days', label: 'Lead time (days)', role: 'dimension' },
    { name: 'last_paid', label: 'Last paid (base)', format: 'money', scale: 4, role: 'dimension' },
    { name: 'base_currency', label: 'Base currency' },
  ],
  build({ schema, params }) {
    const table = (name: string) => identifier(schema, name);
    const { as_of, category_ids, product_ids } = params;
    return sql`
      WITH listed AS (
        SELECT l.*, l.unit_price * l.exchange_rate AS base_price, min(l.unit_price * l.exchange_rate) OVER offers AS best_price,
          rank() OVER (PARTITION BY l.product_id ORDER BY l.unit_price * l.exchange_rate) AS rank, count(*) OVER offers AS offers
        FROM ${table('vendor_price')} l
        WHERE CASE WHEN ${as_of}::date IS NULL THEN l.valid_to IS NULL
          ELSE ${as_of}::date BETWEEN l.valid_from AND coalesce(l.valid_to, 'infinity') END
        WINDOW offers AS (PARTITION BY l.product_id)
      )
      SELECT
        c.name AS category,
        p.code AS product_code,
        p.name AS product,
        p.unit,
        v.code AS vendor_code,
        v.name AS vendor,
        l.currency::text AS currency,
        l.unit_price,
        round(l.base_price, 4)::numeric(18, 4) AS base_price,
        round(l.best_price, 4)::numeric(18, 4) AS best_price,
        round(100 * (l.base_price - l.best_price) / l.best_price, 2)::numeric(9, 2) AS above_best,
        l.rank,
        l.min_qty,
        l.lead_time_days,
        paid.price::numeric(18, 4) AS last_paid,
        b.base_currency::text AS base_currency
      FROM listed l
      JOIN ${table('product')} p ON p.id = l.product_id
      JOIN ${table('category')} c ON c.id = p.category_id
      JOIN ${table('vendor')} v ON v.id = l.vendor_id
      CROSS JOIN ${table('property')} b
      LEFT JOIN LATERAL (
        SELECT round(gl.net * g.exchange_rate / gl.qty, 4) AS price
        FROM ${table('goods_receipt_line')} gl
        JOIN ${table('goods_receipt')} g ON g.id = gl.goods_receipt_id
        WHERE gl.product_id = l.product_id AND g.vendor_id = l.vendor_id
        ORDER BY g.grn_date DESC, g.grn_no DESC
        LIMIT 1
      ) paid ON true
      WHERE l.offers > 1
        AND (coalesce(cardinality(${category_ids}::text[]), 0) = 0 OR c.code = ANY (${category_ids}::text[]))
        AND (coalesce(cardinality(${product_ids}::text[]), 0) = 0 OR p.code = ANY (${product_ids}::text[]))`;
  },
};
