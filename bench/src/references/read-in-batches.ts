import type pg from 'pg';

/** Rows of a query in batches through a server-side cursor: what a careful program does without us. */
export async function* readInBatches(
  client: pg.Client,
  sql: string,
  size: number,
): AsyncGenerator<Record<string, unknown>[]> {
  await client.query('begin read only');
  try {
    await client.query(`declare bench_rows no scroll cursor for ${sql}`);
    for (;;) {
      const { rows } = await client.query<Record<string, unknown>>(`fetch ${size} from bench_rows`);
      if (rows.length === 0) break;
      yield rows;
    }
  } finally {
    await client.query('rollback');
  }
}
