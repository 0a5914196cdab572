import path from 'node:path';
import pg from 'pg';
import type { BenchContext } from '../bench-context.js';
import { milliseconds, type Measurement } from '../ratio.js';
import { BENCH_SCHEMA, BENCH_VIEW } from '../reference-table.js';
import { copyToFile } from '../references/copy-to-file.js';
import { exportOnce } from './exports.js';

const AT_ONCE = 4;
const GOAL = 1.5;

/** Four CSV exports at once against four `COPY` at once. */
export async function measureConcurrentExports(context: BenchContext, rows: number): Promise<Measurement> {
  const sql = `select * from ${BENCH_SCHEMA}.${BENCH_VIEW} limit ${rows}`;
  const theirs = await timed(async (index) => {
    const client = new pg.Client({ connectionString: context.stack.databaseUrl });
    await client.connect();
    await copyToFile(client, sql, path.join(context.folder, `concurrent-${index}.csv`));
    await client.end();
  });
  const ours = await timed(() => exportOnce(context, 'csv', rows));
  return {
    name: `${AT_ONCE} csv exports × ${rows.toLocaleString('en')} rows at once`,
    ours: milliseconds(ours),
    reference: `${AT_ONCE} × COPY ${milliseconds(theirs)}`,
    ratio: ours / theirs,
    goal: `≤ ${GOAL} ×`,
    met: ours / theirs <= GOAL,
  };
}

async function timed(work: (index: number) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => work(index)));
  return performance.now() - started;
}
