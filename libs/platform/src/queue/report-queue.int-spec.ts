import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { Redis } from 'ioredis';
import pg from 'pg';
import { z } from 'zod';
import { loadConfig } from '../config/load-config.js';
import { Database } from '../database/database.js';
import { openReportQueue } from './open-report-queue.js';
import { QUEUE_NAME, queueConfigShape } from './queue-settings.js';
import type { Disposition, QueueEntry, QueueWorker } from './queue-worker.js';
import type { QueuedReport, ReportQueue } from './report-queue.js';

/** A Redis server of the suite's own; null when this machine has none. */
class OwnRedis {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  static readonly isInstalled = spawnSync('redis-server', ['--version']).status === 0;

  static async start(): Promise<OwnRedis> {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'galley-redis-'));
    const child = spawn('redis-server', ['--port', String(port), '--save', '', '--dir', folder], {
      stdio: 'ignore',
    });
    return new OwnRedis(`redis://127.0.0.1:${port}`, child, folder);
  }

  stop(): void {
    this.process.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Removes what an earlier test left of our one queue, and nothing else. */
async function forgetQueue(url: string): Promise<void> {
  const connection = new Redis(url);
  const keys = await connection.keys(`bull:${QUEUE_NAME}:*`);
  if (keys.length > 0) await connection.del(...keys);
  connection.disconnect();
}

/** The same in PostgreSQL, whose version of the schema stays. */
async function emptyQueue(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ names: string }>(
    `select string_agg(format('bullmq.%I', tablename), ', ') as names from pg_tables
     where schemaname = 'bullmq' and tablename not in ('migration', 'meta')`,
  );
  await client.query(`truncate ${rows[0]?.names}`);
  await client.end();
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const canRunRedis = Boolean(process.env.REDIS_URL) || OwnRedis.isInstalled;
if (!canRunRedis) process.stderr.write('SKIPPED: the Redis queue, for want of redis-server or REDIS_URL\n');

describe.each([
  ['PostgreSQL', true],
  ['Redis', canRunRedis],
])('the queue on %s', (backend, isPossible) => {
  const test = isPossible ? it : it.skip;
  let clone: ClonedDatabase;
  let database: Database;
  let redis: OwnRedis | null = null;
  let queue: ReportQueue;
  let worker: QueueWorker | null = null;
  const organization_id = randomUUID();

  beforeAll(async () => {
    if (!isPossible) return;
    if (backend === 'Redis' && OwnRedis.isInstalled) redis = await OwnRedis.start();
    clone = await cloneDatabase();
    database = new Database({ ...clone, poolSize: 4 });
    await database.asSystem((tx) =>
      tx.organization.create({ data: { id: organization_id, code: 'Q', name: 'Q' } }),
    );
  });
  afterAll(async () => {
    await database?.close();
    await clone?.drop();
    redis?.stop();
  });

  beforeEach(async () => {
    if (!isPossible) return;
    const settings = {
      JOB_ATTEMPTS: '3',
      JOB_BACKOFF_MS: '50',
      JOB_LEASE_MS: '2000',
      JOB_STALLED_INTERVAL_MS: '500',
    };
    const url = backend === 'Redis' ? (redis?.url ?? process.env.REDIS_URL) : undefined;
    await (url ? forgetQueue(url) : emptyQueue(clone.url));
    queue = openReportQueue(
      {
        ...loadConfig(z.object(queueConfigShape), settings),
        DATABASE_SYSTEM_URL: clone.systemUrl,
        ...(url && { REDIS_URL: url }),
      },
      database,
      () => undefined,
    );
  });
  afterEach(async () => {
    if (!isPossible) return;
    await worker?.close();
    worker = null;
    await queue.close();
  });

  const report = (dispatch_priority = 1): QueuedReport => ({
    job_id: randomUUID(),
    organization_id,
    dispatch_priority,
  });

  const add = async (reports: readonly QueuedReport[]) => {
    const afterCommit = await database.withTenant(organization_id, (tx) => queue.enqueueIn(tx, reports));
    await afterCommit();
  };

  /** Works until so many turns were taken; answers them in order. */
  const work = async (turns: number, handler: (entry: QueueEntry) => Disposition, concurrency = 1) => {
    const taken: QueueEntry[] = [];
    await new Promise<void>((resolve, reject) => {
      queue
        .work(
          (entry) => {
            taken.push(entry);
            if (taken.length === turns) setTimeout(resolve, 100);
            return Promise.resolve(handler(entry));
          },
          { concurrency, onError: () => undefined },
        )
        .then((started) => (worker = started), reject);
    });
    return taken;
  };

  const done: Disposition = { kind: 'done' };

  test('dispatches lower numbers first, equals in order of arrival', async () => {
    const reports = [report(3), report(1), report(2), report(1)];
    await add(reports);
    const taken = await work(4, () => done);
    const order = [1, 3, 2, 0].map((index) => reports[index]?.job_id);
    expect(taken.map(({ job_id }) => job_id)).toEqual(order);
    expect(taken[0]?.organization_id).toBe(organization_id);
    expect(await queue.depth()).toEqual({ waiting: 0, delayed: 0, active: 0, failed: 0 });
  });

  test('adds nothing when the transaction rolls back', async () => {
    const lost = report();
    const attempt = database.withTenant(organization_id, async (tx) => {
      await queue.enqueueIn(tx, [lost]);
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    expect(await queue.liveIds([lost.job_id])).toEqual(new Set());
  });

  test('wakes a waiting worker at once', async () => {
    let started = 0;
    const turn = work(1, () => {
      started = performance.now();
      return done;
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const added = performance.now();
    await add([report()]);
    await turn;
    expect(started - added).toBeLessThan(1_000);
  });

  test('tries again after an outage, until the last try', async () => {
    await add([report()]);
    const taken = await work(3, () => ({ kind: 'retry', reason: 'down' }));
    expect(taken.map((entry) => entry.is_last_try)).toEqual([false, false, true]);
    expect(await queue.depth()).toMatchObject({ failed: 1, waiting: 0 });
  });

  test('does not count a turn that is put off or handed back', async () => {
    await add([report()]);
    const answers: Disposition[] = [{ kind: 'later', delay_ms: 50 }, { kind: 'hand-back' }, done];
    const taken = await work(3, () => answers.shift() ?? done);
    expect(taken.every((entry) => !entry.is_last_try)).toBe(true);
    expect(await queue.depth()).toMatchObject({ waiting: 0, delayed: 0, failed: 0 });
  });

  test('keeps a failed entry without trying it again, and takes the job anew when asked to', async () => {
    const failing = report();
    await add([failing]);
    await work(1, () => ({ kind: 'failed', reason: 'wrong' }));
    expect(await queue.liveIds([failing.job_id])).toEqual(new Set());
    await worker?.close();
    worker = null;
    await queue.requeue([failing]);
    expect(await queue.liveIds([failing.job_id])).toEqual(new Set([failing.job_id]));
  });

  test('keeps one entry per job', async () => {
    const twice = report();
    await add([twice]);
    await add([twice]);
    expect(await queue.waitingIds(10)).toEqual([twice.job_id]);
  });

  test('removes what waits', async () => {
    const [kept, removed] = [report(), report()];
    await add([kept, removed]);
    await queue.remove([removed.job_id]);
    expect(await queue.waitingIds(10)).toEqual([kept.job_id]);
  });
});
