import type pg from 'pg';

/** What the driver makes of the reference table's columns. */
export type Cell = string | number | boolean | Date | null;

/** Rows of a query in batches through a server-side cursor: what a careful program does without us. */
export async function* readInBatches(
  client: pg.Client,
  sql: string,
  size: number,
): AsyncGenerator<Record<string, Cell>[]> {
  await client.query('begin read only');
  try {
    await client.query(`declare bench_rows no scroll cursor for ${sql}`);
    for (;;) {
      const { rows } = await client.query<Record<string, Cell>>(`fetch ${size} from bench_rows`);
      if (rows.length === 0) break;
      yield rows;
    }
  } finally {
    await client.query('rollback');
  }
}
