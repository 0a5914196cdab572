import type { BenchContext } from '../bench-context.js';
import { median, milliseconds, type Measurement } from '../ratio.js';
import { BENCH_SCHEMA, BENCH_VIEW } from '../reference-table.js';

const ROWS = 1000;
const REPEATS = 30;
const GOAL = 1.5;

/** 1,000 rows as JSON through the API against a bare driver query and `JSON.stringify`. */
export async function measureSmallDataset(context: BenchContext): Promise<Measurement> {
  const { client, stack, unit, database } = context;
  const source = await context.report(ROWS);
  const sql = `select * from ${BENCH_SCHEMA}.${BENCH_VIEW} limit ${ROWS}`;
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    theirs.push(await timed(async () => JSON.stringify((await database.query(sql)).rows)));
    ours.push(
      await timed(() =>
        client.request('POST', `${stack.dataUrl}/api/datasets/execute`, {
          name: source,
          bu_codes: [unit],
        }),
      ),
    );
  }
  const ratio = median(ours) / median(theirs);
  return {
    name: `dataset of ${ROWS} rows as JSON over HTTP, parsed`,
    ours: milliseconds(median(ours)),
    reference: `pg + JSON.stringify ${milliseconds(median(theirs))}`,
    ratio,
    goal: `≤ ${GOAL} ×, ≤ 10 ms`,
    met: ratio <= GOAL && median(ours) <= 10,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
