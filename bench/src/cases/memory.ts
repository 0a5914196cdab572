import type { BenchContext } from '../bench-context.js';
import { watchMemory } from '../process-memory.js';
import type { Measurement } from '../ratio.js';
import { exportOnce } from './exports.js';

const GROWTH_MIB = 15;
const FORMATS = ['csv', 'json', 'excel', 'pdf'] as const;

/** Peak resident memory per service at a tenth and at all of the rows: a stream has the same peak. */
export async function measureMemory(context: BenchContext, largest: number): Promise<Measurement[]> {
  const results: Measurement[] = [];
  for (const format of FORMATS) {
    await exportOnce(context, format, largest);
    const small = await peaks(context, format, largest / 10);
    const large = await peaks(context, format, largest);
    const grown = Math.max(...large.map((peak, index) => peak - (small[index] ?? 0)));
    results.push({
      name: `memory of ${format}, ${(largest / 10).toLocaleString('en')} → ${largest.toLocaleString('en')} rows`,
      ours: `micro-data ${round(large[0])} MiB, worker ${round(large[1])} MiB`,
      reference: `micro-data ${round(small[0])} MiB, worker ${round(small[1])} MiB`,
      ratio: null,
      goal: `growth ≤ ${GROWTH_MIB} MiB`,
      met: grown <= GROWTH_MIB,
      remark: `${grown >= 0 ? '+' : ''}${round(grown)} MiB`,
    });
  }
  return results;
}

async function peaks(context: BenchContext, format: string, rows: number): Promise<number[]> {
  const { pids } = context.stack;
  const watch = watchMemory([pids['micro-data'] ?? 0, pids['worker'] ?? 0]);
  await exportOnce(context, format, rows);
  return watch.stop();
}

function round(value: number | undefined): number {
  return Math.round(value ?? Number.NaN);
}
