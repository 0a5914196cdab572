import type pg from 'pg';

export const BENCH_SCHEMA = 'bench';
export const BENCH_VIEW = 'inventory_movement';

/**
 * The reference table of performance.md: 12 columns of the kinds that business rows have (uuid, dates, timestamptz,
 * Latin, Thai and Norwegian text, numeric(14,2), integers, boolean, nulls), about 210 bytes a row as CSV.
 * Deterministic: the same count gives the same rows. Skipped when the table already has them.
 */
export async function createReferenceTable(client: pg.Client, rows: number): Promise<void> {
  await client.query(`create schema if not exists ${BENCH_SCHEMA}`);
  if ((await countRows(client)) === rows) return;
  await client.query(`drop table if exists ${BENCH_SCHEMA}.${BENCH_VIEW} cascade`);
  await client.query(`
    create table ${BENCH_SCHEMA}.${BENCH_VIEW} as
    select md5(g::text)::uuid as id,
           'T0' || (1 + g % 3) as bu_code_of_origin,
           'GRN-' || (2024 + g % 3) || '-' || lpad((g / 7)::text, 7, '0') as doc_no,
           date '2024-01-01' + (g % 1000)::int as doc_date,
           timestamptz '2024-01-01 00:00:00+00' + make_interval(secs => (g % 86400000)) as posted_at,
           (array['Rømmegrøt økologisk 1 l, Røros Meieri','ข้าวหอมมะลิ 5 กก. ตราเกษตร','Olive oil, extra virgin, cold pressed 750 ml',
                  'Blåbærsyltetøy 400 g','น้ำปลาแท้ ตราเรือใบ 700 มล.','Toilet paper 2-ply "soft", 24 rolls'])[1 + g % 6] as product_name,
           (array['Main kitchen','Pool bar, level 2','ห้องครัวหลัก','Hovedkjøkken','Banquet store'])[1 + g % 5] as location_name,
           ((g * 7919) % 1000000 / 100.0 * case when g % 11 = 0 then -1 else 1 end)::numeric(14,2) as qty,
           ((g * 104729) % 5000000 / 100.0)::numeric(14,2) as unit_cost,
           (g % 60 + 1)::int as line_no,
           g % 3 <> 0 as is_posted,
           case when g % 4 = 0 then null else 'Received by storekeeper ' || (g % 97) || ', checked against the order and put away' end as note
      from generate_series(1, ${rows}::bigint) g`);
  await client.query(`analyze ${BENCH_SCHEMA}.${BENCH_VIEW}`);
}

async function countRows(client: pg.Client): Promise<number | null> {
  const table = await client.query<{ exists: boolean }>('select to_regclass($1) is not null as exists', [
    `${BENCH_SCHEMA}.${BENCH_VIEW}`,
  ]);
  if (!table.rows[0]?.exists) return null;
  const count = await client.query<{ n: string }>(`select count(*) as n from ${BENCH_SCHEMA}.${BENCH_VIEW}`);
  return Number(count.rows[0]?.n);
}
