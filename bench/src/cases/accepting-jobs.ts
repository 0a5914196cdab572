import type { BenchContext } from '../bench-context.js';
import { milliseconds, percentile, type Measurement } from '../ratio.js';

const PER_SECOND = 200;
const SECONDS = 5;
const P95_MS = 60;

/** Jobs posted at an even rate: how long until `202`, each in its own committed transaction, while the worker works. */
export async function measureAcceptingJobs(context: BenchContext): Promise<Measurement> {
  const { client, stack } = context;
  const latencies: number[] = [];
  let refused = 0;
  const posts: Promise<void>[] = [];
  const started = performance.now();
  for (let index = 0; index < PER_SECOND * SECONDS; index++) {
    const due = started + (index * 1000) / PER_SECOND;
    const early = due - performance.now();
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
    posts.push(
      client
        .request('POST', `${stack.reportUrl}/api/reports/generate`, {
          report_type: 'vendor_spend',
          format: 'json',
          bu_codes: ['T03'],
        })
        .catch(() => refused++)
        // From the planned instant, so that a stall counts for everything that waited behind it.
        .then(() => void latencies.push(performance.now() - due)),
    );
  }
  await Promise.all(posts);
  const rate = (latencies.length - refused) / ((performance.now() - started) / 1000);
  const p95 = percentile(latencies, 0.95);
  await drain(context);
  return {
    name: `POST job → 202 at ${PER_SECOND}/s, worker running`,
    ours: `${rate.toFixed(0)}/s, p50 ${milliseconds(percentile(latencies, 0.5))}, p95 ${milliseconds(p95)}`,
    reference: '–',
    ratio: null,
    goal: `${PER_SECOND}/s, p95 ≤ ${P95_MS} ms`,
    met: p95 <= P95_MS && rate >= PER_SECOND * 0.95,
    ...(refused > 0 && { remark: `${refused} refused` }),
  };
}

async function drain({ client, stack }: BenchContext): Promise<void> {
  for (;;) {
    const { total } = await client.request<{ total: number }>(
      'GET',
      `${stack.reportUrl}/api/reports/jobs?status=queued&limit=1`,
    );
    if (total === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
