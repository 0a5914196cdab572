import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

const HTTP_BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

interface Observed {
  readonly method: string;
  /** Template, never the address: ids would make a series each. */
  readonly route: string;
  readonly status: number;
  readonly duration_ms: number;
}

/** The process's metrics; features add their own with `registers: [metrics.registry]`. */
@Injectable()
export class Metrics {
  /** Process, garbage collector and event loop delay are in it from the start. */
  readonly registry = new Registry();
  readonly #http: Histogram<'method' | 'route' | 'status'>;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.#http = new Histogram({
      name: 'galley_http_request_duration_seconds',
      help: 'Time from the request line to the end of the answer',
      labelNames: ['method', 'route', 'status'],
      buckets: HTTP_BUCKETS_S,
      registers: [this.registry],
    });
  }

  observeRequest({ method, route, status, duration_ms }: Observed): void {
    this.#http.observe({ method, route, status }, duration_ms / 1000);
  }
}
