import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { FakeMicroData } from './fake-micro-data.js';
import { freePort, ReportHouse, type JobJson } from './report-house.js';

const isInstalled = spawnSync('redis-server', ['--version']).status === 0;
if (!isInstalled) process.stderr.write('SKIPPED: runs over Redis, for want of redis-server\n');

(isInstalled ? describe : describe.skip)('with the queue on Redis', () => {
  let clone: ClonedDatabase;
  let data: FakeMicroData;
  let house: ReportHouse;
  let port: number;
  let folder: string;
  let redis: ChildProcess;

  const startRedis = () => {
    redis = spawn('redis-server', ['--port', String(port), '--save', '', '--dir', folder], {
      stdio: 'ignore',
    });
  };

  beforeAll(async () => {
    clone = await cloneDatabase();
    data = await FakeMicroData.start();
    port = await freePort();
    folder = mkdtempSync(join(tmpdir(), 'galley-redis-'));
    startRedis();
    const env = { REDIS_URL: `redis://127.0.0.1:${port}` };
    house = await ReportHouse.open({ database: clone, microDataUrl: data.url, workers: 2, env });
  }, 180_000);
  afterAll(async () => {
    await house?.close();
    await data?.stop();
    redis?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
    await clone?.drop();
  });

  it('runs what is ordered', async () => {
    const { id } = await house.order('rows');
    expect(await house.until(id, 'completed')).toMatchObject({ row_count: 10, attempts: 1 });
  });

  it('accepts jobs while Redis is away and runs them when an empty one is back', async () => {
    const isGone = once(redis, 'exit');
    redis.kill('SIGKILL');
    await isGone;
    const jobs: JobJson[] = [];
    for (let n = 0; n < 5; n++) jobs.push(await house.order('rows'));
    startRedis();
    for (const { id } of jobs) await house.until(id, 'completed', 60_000);
  }, 180_000);

  it('completes every job once although a worker is killed', async () => {
    const jobs: JobJson[] = [];
    for (let n = 0; n < 20; n++) jobs.push(await house.order('slow-ish'));
    house.workers[0]?.kill('SIGKILL');
    house.addWorker();
    for (const { id } of jobs) await house.until(id, 'completed', 60_000);
    const files = await house.database.asSystem((tx) =>
      tx.generated_report.count({ where: { job_id: { in: jobs.map(({ id }) => id) } } }),
    );
    expect(files).toBe(20);
  }, 180_000);
});
