import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, Database, Logger, REPORT_QUEUE, type QueueWorker, type ReportQueue } from '@galley/platform';
import { concurrencyOf, handBackMsOf, type ReportConfig } from '../config.js';
import { Heartbeat } from './heartbeat.js';
import { JobClaims } from './job-claims.js';
import { JobEndings } from './job-endings.js';
import { JobResults } from './job-results.js';
import { Reconciler } from './reconciler.js';
import { ReportProcessor } from './report-processor.js';
import { ReportRunner } from './report-runner.js';
import { RunningJobs } from './running-jobs.js';
import { Seats } from './seats.js';
import { SoloGate } from './solo-gate.js';

/** With an outbox, an entry that its request could not add must not wait for the usual round. */
const OUTBOX_EVERY_MS = 1_000;
const SETTLE_MS = 1_000;

/** Runs jobs in this process: takes them from the queue, keeps their leases, and leaves in good order. */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #owner = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  readonly #running = new RunningJobs();
  readonly #claims: JobClaims;
  readonly #results: JobResults;
  readonly #processor: ReportProcessor;
  readonly #heartbeat: Heartbeat;
  readonly #reconciler: Reconciler;
  #worker: Promise<QueueWorker> | undefined;

  constructor(
    database: Database,
    private readonly runner: ReportRunner,
    private readonly logger: Logger,
    endings: JobEndings,
    @Inject(REPORT_QUEUE) private readonly queue: ReportQueue,
    @Inject(CONFIG) private readonly config: ReportConfig,
  ) {
    const leaseMs = config.JOB_LEASE_MS;
    const organizationMax = config.JOB_ORGANIZATION_PROCESSING_MAX;
    this.#claims = new JobClaims(database, { owner: this.#owner, leaseMs, organizationMax }, endings);
    this.#results = new JobResults(database, this.#owner, endings);
    this.#heartbeat = new Heartbeat(database, this.#running, leaseMs, logger);
    this.#reconciler = new Reconciler(database, queue, this.#claims, this.#rhythm(), logger);
    this.#processor = new ReportProcessor({
      claims: this.#claims,
      results: this.#results,
      running: this.#running,
      seats: new Seats(concurrencyOf(config)),
      gate: new SoloGate(),
      run: (running) => this.runner.run(running, this.#results),
      logger,
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.runner.prepare();
    this.#heartbeat.start();
    this.#reconciler.start();
    const concurrency = concurrencyOf(this.config);
    // Not awaited: a worker that starts before its database waits for it without holding up anything.
    this.#worker = this.queue.work(this.#processor.handle, {
      concurrency,
      onError: (error) => this.logger.warn('queue trouble', { error }),
    });
    this.logger.info('worker started', { worker_id: this.#owner, concurrency });
  }

  /** SIGTERM: takes nothing more, lets jobs finish within the grace, hands back the rest. */
  async onModuleDestroy(): Promise<void> {
    this.#processor.stop();
    this.#reconciler.stop();
    const graceMs = this.config.SHUTDOWN_GRACE_MS - handBackMsOf(this.config);
    const timer = setTimeout(() => this.#running.interruptAll(), graceMs);
    const worker = await this.#worker;
    worker?.pause();
    await worker?.close();
    clearTimeout(timer);
    this.#heartbeat.stop();
  }

  #rhythm() {
    const { JOB_RECONCILE_MS } = this.config;
    return {
      everyMs: this.queue.needs_outbox ? Math.min(JOB_RECONCILE_MS, OUTBOX_EVERY_MS) : JOB_RECONCILE_MS,
      settleMs: SETTLE_MS,
    };
  }
}
