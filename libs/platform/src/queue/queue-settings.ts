import { z } from 'zod';

const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback);

/** Keys of the queue; a service that uses it adds them to its configuration. */
export const queueConfigShape = {
  /** Jobs that one worker process runs at a time; 0 = cores + 1. */
  JOB_CONCURRENCY: z.coerce.number().int().min(0).default(0),
  /** How often an outage may end an attempt before the job fails. */
  JOB_ATTEMPTS: positive(5),
  /** First wait after an outage; doubles from try to try. */
  JOB_BACKOFF_MS: positive(4_000),
  /** How long a worker that stopped answering is believed alive; of the queue entry and of the row. */
  JOB_LEASE_MS: positive(30_000),
  /** How often workers look for entries of the dead; an entry is given back by the second look. */
  JOB_STALLED_INTERVAL_MS: positive(5_000),
} as const;

export type QueueConfig = Readonly<z.infer<z.ZodObject<typeof queueConfigShape>>>;

/** Name of the one queue; also its key prefix in `bullmq.job`. */
export const QUEUE_NAME = 'reports';

/** BullMQ refuses larger numbers. */
export const MAX_DISPATCH_PRIORITY = 2 ** 21 - 1;

const FAILED_ENTRIES_KEPT_S = 3 * 24 * 3600;

/**
 * Options of one entry. `removeOnComplete: true` and never a count: counting deadlocks on PostgreSQL and fails jobs
 * that were done (measured).
 */
export function entryOptions(config: QueueConfig) {
  return {
    attempts: config.JOB_ATTEMPTS,
    backoff: { type: 'exponential', delay: config.JOB_BACKOFF_MS, jitter: 0.25 },
    removeOnComplete: true,
    removeOnFail: { age: FAILED_ENTRIES_KEPT_S },
  } as const;
}

/** Options of a worker that are the same on every backend. */
export function workerOptions(config: QueueConfig, concurrency: number) {
  return {
    concurrency,
    lockDuration: config.JOB_LEASE_MS,
    stalledInterval: config.JOB_STALLED_INTERVAL_MS,
    maxStalledCount: 3,
    drainDelay: MAX_BLOCK_S,
    runRetryDelay: 1_000,
  };
}

/** No wait for news is longer: a half-open connection would otherwise silence a worker. */
export const MAX_BLOCK_S = 5;
