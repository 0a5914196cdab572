import { availableParallelism } from 'node:os';
import { checkDeliveryConfig } from '@galley/delivery';
import { queueConfigShape, serviceConfig, type PlatformConfig } from '@galley/platform';
import { z } from 'zod';
import { archiveConfigShape } from './archive/archive-config.js';
import { shareConfigShape } from './shares/share-config.js';
import { deliveriesConfigShape } from './deliveries/delivery-config.js';
import { grantsConfigShape } from './packs/grants/grants-config.js';
import { firingConfigShape } from './schedules/firing/firing-config.js';

const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback);

/** Configuration of micro-report, API and worker alike: the platform's keys, the queue's, the archive's and its own. */
export const reportConfig = serviceConfig({
  ...queueConfigShape,
  ...archiveConfigShape,
  ...shareConfigShape,
  ...deliveriesConfigShape,
  ...firingConfigShape,
  ...grantsConfigShape,
  /** Folder of files being written; on the archive's file system they need no second copy. */
  WORK_PATH: z.string().default('.galley/work'),
  /** JavaScript heap of one render, MB. */
  RENDER_MEMORY_MB: positive(384),
  /** How long one document may take, query included. */
  RENDER_TIMEOUT_MS: positive(900_000),
  /** Rounds of the reconciler; with Redis it is also the outbox and never slower than 1 s. */
  JOB_RECONCILE_MS: positive(15_000),
  /** Jobs of one organization that may wait; more are refused with 429. */
  JOB_ORGANIZATION_QUEUED_MAX: positive(20_000),
  /** Jobs of one organization that may run at a time, in all workers. */
  JOB_ORGANIZATION_PROCESSING_MAX: positive(64),
  /** How long a finished file is kept when the request does not say. */
  REPORT_KEEP_DAYS: positive(90),
  /** Address at which people reach the API: links in messages begin with it. */
  PUBLIC_URL: z.url().default('http://127.0.0.1:3000'),
  /** Port on which a worker answers /health and /metrics; 0 = none. */
  WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
}).superRefine((config, context) =>
  checkDeliveryConfig(config, (key, message) => context.addIssue({ code: 'custom', path: [key], message })),
);

export type ReportConfig = PlatformConfig & Readonly<z.infer<typeof reportConfig>>;

/**
 * Jobs a worker runs at a time, and threads it has for them. One more than there are cores: an organization may use all
 * but one of them (see `jobs/seats.ts`), so the last is another organization's and the cores are busy without it.
 */
export function concurrencyOf(config: ReportConfig): number {
  return config.JOB_CONCURRENCY || availableParallelism() + 1;
}

/** What is left of the shutdown's grace for handing jobs back, after waiting for them to finish. */
const HAND_BACK_SHARE = 0.3;

/** How long a worker that goes away may take to hand back what still runs, ms. */
export function handBackMsOf(config: ReportConfig): number {
  return config.SHUTDOWN_GRACE_MS * HAND_BACK_SHARE;
}
