import { Injectable } from '@nestjs/common';
import { Metrics } from '@galley/platform';
import { Counter, Histogram } from 'prom-client';
import type { SlotRecord } from './slot-records.js';

const LATE_BUCKETS_S = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600, 86_400];

/** What became of slots, and how late those were that fired. */
@Injectable()
export class FiringMetrics {
  readonly #slots: Counter<'outcome' | 'reason'>;
  readonly #late: Histogram;

  constructor(metrics: Metrics) {
    this.#slots = new Counter({
      name: 'galley_schedule_slots_total',
      help: 'Slots of schedules by what became of them',
      labelNames: ['outcome', 'reason'],
      registers: [metrics.registry],
    });
    this.#late = new Histogram({
      name: 'galley_schedule_late_seconds',
      help: 'Time from a slot to its turn, by the clock of the database, jitter included',
      buckets: LATE_BUCKETS_S,
      registers: [metrics.registry],
    });
  }

  count({ outcome, reason }: SlotRecord, lateMs: number): void {
    this.#slots.inc({ outcome, reason: reason ?? '' });
    if (outcome === 'fired') this.#late.observe(lateMs / 1000);
  }
}
