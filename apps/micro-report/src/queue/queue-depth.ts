import { Inject, Injectable } from '@nestjs/common';
import { Metrics, REPORT_QUEUE, type ReportQueue } from '@galley/platform';
import { Gauge } from 'prom-client';

/** How long the line of report jobs is, asked of the queue whenever somebody scrapes `/metrics`. */
@Injectable()
export class QueueDepth {
  readonly gauge: Gauge<'state'>;

  constructor(@Inject(REPORT_QUEUE) queue: ReportQueue, metrics: Metrics) {
    this.gauge = new Gauge({
      name: 'galley_queue_jobs',
      help: 'Entries of the report queue by state',
      labelNames: ['state'],
      registers: [metrics.registry],
      async collect() {
        // A queue that cannot be asked leaves the last figures; readiness tells of the outage.
        const depth = await queue.depth().catch(() => null);
        for (const [state, jobs] of Object.entries(depth ?? {})) this.set({ state }, jobs);
      },
    });
  }
}
