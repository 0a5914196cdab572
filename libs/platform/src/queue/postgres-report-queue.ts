import {
  createPostgresBackend,
  Worker,
  type BackendFactory,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
} from 'bullmq';
import pg from 'pg';
import type { Database } from '../database/database.js';
import type { SqlTx } from '../database/sql-tx.js';
import { entryOptions, MAX_BLOCK_S, QUEUE_NAME, workerOptions, type QueueConfig } from './queue-settings.js';
import { processorOf, type QueueHandler, type QueueWorker, type WorkOptions } from './queue-worker.js';
import {
  nothingAfterCommit,
  type AfterCommit,
  type QueueDepth,
  type QueuedReport,
  type ReportQueue,
} from './report-queue.js';

/** Beside one connection per running entry: the LISTEN session, the lock renewal, the stalled check. */
const EXTRA_CONNECTIONS = 3;
const READY_RETRY_MS = 500;
/** States in which an entry will be, or is, with a worker. */
const LIVE = ['waiting', 'active', 'delayed'] as const;

/** The queue in our own PostgreSQL: entries commit together with the rows they are about. */
export class PostgresReportQueue implements ReportQueue {
  readonly needs_outbox = false;

  constructor(
    private readonly database: Database,
    private readonly systemUrl: string,
    private readonly config: QueueConfig,
  ) {}

  async enqueueIn(tx: SqlTx, reports: readonly QueuedReport[]): Promise<AfterCommit> {
    await this.#add(tx, reports);
    return nothingAfterCommit;
  }

  async requeue(reports: readonly QueuedReport[]): Promise<void> {
    await this.database.asSystemSql(async (tx) => {
      await removeIn(
        tx,
        reports.map((report) => report.job_id),
      );
      await this.#add(tx, reports);
    });
  }

  async remove(jobIds: readonly string[]): Promise<void> {
    await this.database.asSystemSql((tx) => removeIn(tx, jobIds));
  }

  async liveIds(jobIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.asSystemSql(
      (tx) => tx.$queryRaw<{ id: string }[]>`
        select id from bullmq.job
        where queue = ${QUEUE_NAME} and id = any(${[...jobIds]}::text[])
          and state = any(${[...LIVE]}::bullmq.job_state[])`,
    );
    return new Set(rows.map((row) => row.id));
  }

  async waitingIds(limit: number): Promise<readonly string[]> {
    const rows = await this.database.asSystemSql(
      (tx) => tx.$queryRaw<{ id: string }[]>`
        select id from bullmq.job where queue = ${QUEUE_NAME} and state in ('waiting', 'delayed') limit ${limit}`,
    );
    return rows.map((row) => row.id);
  }

  async depth(): Promise<QueueDepth> {
    const rows = await this.database.asSystemSql(
      (tx) => tx.$queryRaw<{ state: string; entries: number }[]>`
        select state::text, count(*)::int as entries from bullmq.job where queue = ${QUEUE_NAME} group by state`,
    );
    const of = (state: string) => rows.find((row) => row.state === state)?.entries ?? 0;
    return { waiting: of('waiting'), delayed: of('delayed'), active: of('active'), failed: of('failed') };
  }

  async work(handler: QueueHandler, options: WorkOptions): Promise<QueueWorker> {
    const pool = new pg.Pool({
      connectionString: this.systemUrl,
      max: options.concurrency + EXTRA_CONNECTIONS,
      options: '-c search_path=bullmq',
      application_name: 'galley-queue',
      keepAlive: true,
    });
    pool.on('error', options.onError);
    await answering(pool, options);
    const worker = new Worker(
      QUEUE_NAME,
      processorOf(handler),
      { ...workerOptions(this.config, options.concurrency), connection: pool },
      cappedBackend,
    );
    worker.on('error', options.onError);
    return {
      pause: () => void worker.pause(true),
      close: async () => {
        await worker.close();
        await pool.end();
      },
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #add(tx: SqlTx, reports: readonly QueuedReport[]): Promise<void> {
    const options = entryOptions(this.config);
    const entries = reports.map(({ job_id, organization_id, dispatch_priority }) => ({
      id: job_id,
      priority: dispatch_priority,
      data: { job_id, organization_id },
      opts: { ...options, priority: dispatch_priority },
    }));
    // What BullMQ's own add_job.sql does, in the caller's transaction; the commit delivers its NOTIFY.
    await tx.$queryRaw`
      select bullmq.add_job(
        ${QUEUE_NAME}, entry ->> 'id', ${QUEUE_NAME}, entry -> 'data', entry -> 'opts', (entry ->> 'priority')::int,
        0::bigint, (extract(epoch from clock_timestamp()) * 1000)::bigint, ${options.attempts}::int,
        null, null, null, null, null, false)
      from jsonb_array_elements(${JSON.stringify(entries)}::jsonb) as list(entry)`;
  }
}

async function removeIn(tx: SqlTx, jobIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    select bullmq.remove(${QUEUE_NAME}, id, false) from unnest(${[...jobIds]}::text[]) as list(id)`;
}

/** BullMQ remembers a failed first connection for ever, so it is shown a server that answers. */
async function answering(pool: pg.Pool, { onError }: WorkOptions): Promise<void> {
  for (;;) {
    try {
      await pool.query('select 1');
      return;
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
      await new Promise((resolve) => setTimeout(resolve, READY_RETRY_MS));
    }
  }
}

const cappedBackend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (
  name,
  options,
  factory,
) => {
  const backend = createPostgresBackend(name, options, factory);
  Object.defineProperty(backend, 'maximumBlockTimeout', { value: MAX_BLOCK_S });
  return backend;
};
