import type { Database, Logger, QueuedReport, ReportQueue, Tx } from '@galley/platform';
import type { JobClaims } from './job-claims.js';
import { isFinal } from './job-lifecycle.js';
import type { JobRow } from './job-row.js';

export interface ReconcilerOptions {
  readonly everyMs: number;
  /** Rows queued for less than this are still being enqueued by their request. */
  readonly settleMs: number;
}

/** "reconcile" in no particular encoding. */
const LOCK = 7_315_226;
const BATCH = 500;

/**
 * Makes the queue agree with the rows, which are the truth: recovers jobs of dead workers, adds entries that are
 * missing, removes entries of jobs that have ended. Every worker process runs one; a lock lets one work at a time.
 */
export class Reconciler {
  #timer: NodeJS.Timeout | undefined;
  #isBusy = false;

  constructor(
    private readonly database: Database,
    private readonly queue: ReportQueue,
    private readonly claims: JobClaims,
    private readonly options: ReconcilerOptions,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.#timer = setInterval(() => void this.#safely(), this.options.everyMs);
    void this.#safely();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** One round; false when another process is at it. */
  async reconcile(): Promise<boolean> {
    return this.database.asSystem(
      async (tx) => {
        const [lock] = await tx.$queryRaw<{ is_mine: boolean }[]>`
        select pg_try_advisory_xact_lock(${LOCK}) as is_mine`;
        if (!lock?.is_mine) return false;
        const recovered = await this.claims.recover(BATCH);
        await this.#close(recovered.filter((row) => isFinal(row.status)).map((row) => row.id));
        await this.#addMissing(tx);
        await this.#removeFinal(tx);
        if (recovered.length > 0) this.logger.warn('jobs recovered', { count: recovered.length });
        return true;
      },
      { timeoutMs: 60_000 },
    );
  }

  async #addMissing(tx: Tx): Promise<void> {
    for (let after = ''; ;) {
      const rows = await this.#queuedAfter(tx, after);
      const live = await this.queue.liveIds(rows.map((row) => row.job_id));
      const missing = rows.filter((row) => !live.has(row.job_id));
      if (missing.length > 0) {
        await this.queue.requeue(missing);
        this.logger.warn('queue entries added again', { count: missing.length });
      }
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      after = last.job_id;
    }
  }

  #queuedAfter(tx: Tx, after: string): Promise<QueuedReport[]> {
    return tx.$queryRaw<QueuedReport[]>`
      select id::text as job_id, organization_id::text, dispatch_priority from tenant.tb_report_job
      where status = 'queued' and updated_at < clock_timestamp() - make_interval(secs => ${this.options.settleMs / 1000})
        and (${after} = '' or id > nullif(${after}, '')::uuid)
      order by id limit ${BATCH}`;
  }

  async #removeFinal(tx: Tx): Promise<void> {
    const ids = await this.queue.waitingIds(BATCH);
    if (ids.length === 0) return;
    const rows = await tx.$queryRaw<Pick<JobRow, 'id'>[]>`
      select id::text from tenant.tb_report_job
      where id = any(${[...ids]}::uuid[]) and status in ('completed', 'failed', 'cancelled')`;
    await this.#close(rows.map((row) => row.id));
  }

  async #close(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.queue.remove(ids);
  }

  async #safely(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      await this.reconcile();
    } catch (error) {
      this.logger.warn('reconciliation put off', { error });
    } finally {
      this.#isBusy = false;
    }
  }
}
