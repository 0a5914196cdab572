import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { SqlTx } from '../database/sql-tx.js';
import { entryOptions, QUEUE_NAME, workerOptions, type QueueConfig } from './queue-settings.js';
import { processorOf, type QueueHandler, type QueueWorker, type WorkOptions } from './queue-worker.js';
import type { AfterCommit, QueueDepth, QueuedReport, ReportQueue } from './report-queue.js';

const LIVE = new Set(['waiting', 'prioritized', 'active', 'delayed']);

/** The queue on Redis or Valkey. The queued row is the outbox: entries are added after its commit, or by the reconciler. */
export class RedisReportQueue implements ReportQueue {
  readonly needs_outbox = true;
  readonly #connection: Redis;
  readonly #queue: Queue;

  constructor(
    private readonly url: string,
    private readonly config: QueueConfig,
    onError: (error: Error) => void,
  ) {
    // A request does not wait for Redis to come back: its row is safe, and the reconciler adds the entry.
    this.#connection = new Redis(url, {
      maxRetriesPerRequest: 1,
      enableOfflineQueue: false,
      commandTimeout: 2_000,
    });
    this.#connection.on('error', onError);
    this.#queue = new Queue(QUEUE_NAME, { connection: this.#connection });
    this.#queue.on('error', onError);
  }

  enqueueIn(_tx: SqlTx, reports: readonly QueuedReport[]): Promise<AfterCommit> {
    return Promise.resolve(() => this.#add(reports).catch(() => undefined));
  }

  async requeue(reports: readonly QueuedReport[]): Promise<void> {
    await this.remove(reports.map((report) => report.job_id));
    await this.#add(reports);
  }

  async remove(jobIds: readonly string[]): Promise<void> {
    // An entry that a worker holds is locked and refuses; its worker finds the final row.
    await Promise.all(jobIds.map((id) => this.#queue.remove(id).catch(() => 0)));
  }

  async liveIds(jobIds: readonly string[]): Promise<ReadonlySet<string>> {
    const states = await Promise.all(jobIds.map((id) => this.#queue.getJobState(id)));
    return new Set(jobIds.filter((_, index) => LIVE.has(states[index] ?? '')));
  }

  async waitingIds(limit: number): Promise<readonly string[]> {
    const jobs = await this.#queue.getJobs(['waiting', 'prioritized', 'delayed'], 0, limit - 1);
    return jobs.flatMap((job) => job?.id ?? []);
  }

  async depth(): Promise<QueueDepth> {
    const counts = await this.#queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active', 'failed');
    const { waiting = 0, prioritized = 0, delayed = 0, active = 0, failed = 0 } = counts;
    return { waiting: waiting + prioritized, delayed, active, failed };
  }

  async work(handler: QueueHandler, options: WorkOptions): Promise<QueueWorker> {
    const connection = new Redis(this.url, { maxRetriesPerRequest: null });
    connection.on('error', options.onError);
    const worker = new Worker(QUEUE_NAME, processorOf(handler), {
      ...workerOptions(this.config, options.concurrency),
      connection,
    });
    worker.on('error', options.onError);
    await worker.waitUntilReady();
    return {
      pause: () => void worker.pause(true),
      close: async () => {
        await worker.close();
        connection.disconnect();
      },
    };
  }

  async close(): Promise<void> {
    await this.#queue.close().catch(() => undefined);
    this.#connection.disconnect();
  }

  async #add(reports: readonly QueuedReport[]): Promise<void> {
    const options = entryOptions(this.config);
    await this.#queue.addBulk(
      reports.map(({ job_id, organization_id, dispatch_priority }) => ({
        name: QUEUE_NAME,
        data: { job_id, organization_id },
        opts: { ...options, jobId: job_id, priority: dispatch_priority },
      })),
    );
  }
}
