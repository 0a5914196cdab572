import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { FakeMicroData } from './fake-micro-data.js';
import { ReportHouse, type JobJson } from './report-house.js';

interface History {
  readonly status: string;
  readonly jobs: number;
  readonly crashed: number;
  readonly files: number;
}

describe('when workers die', () => {
  let clone: ClonedDatabase;
  let data: FakeMicroData;
  let house: ReportHouse;

  beforeEach(async () => {
    clone = await cloneDatabase();
    data = await FakeMicroData.start();
    house = await ReportHouse.open({ database: clone, microDataUrl: data.url, workers: 2 });
  }, 180_000);
  afterEach(async () => {
    await house?.close();
    await data?.stop();
    await clone?.drop();
  });

  const orderBatch = async (source: string, jobs: number): Promise<readonly JobJson[]> => {
    const items = Array.from({ length: jobs }, () => ({ report_type: source }));
    const response = await house.call('POST', '/api/reports/generate/bulk', { body: { items } });
    return ((await response.json()) as { items: JobJson[] }).items;
  };

  const history = (): Promise<History[]> =>
    house.database.asSystem(
      (tx) => tx.$queryRaw<History[]>`
        select status::text, count(*)::int as jobs, count(*) filter (where crashes > 0)::int as crashed,
          count(file.id)::int as files
        from tenant.tb_report_job as job left join tenant.generated_report as file on file.job_id = job.id
        group by status order by status`,
    );

  /** A worker that is in the middle of a job: killing an idle one would prove nothing. */
  const busyWorker = async (): Promise<ChildProcess> => {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
      const running = await house.database.asSystem(
        (tx) => tx.$queryRaw<{ owner: string }[]>`
          select owner from tenant.tb_report_job where status = 'processing'`,
      );
      const busy = house.workers.find(({ pid }) => running.some(({ owner }) => owner.includes(`:${pid}:`)));
      if (busy) return busy;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('no worker has taken a job');
  };

  const settled = async (jobs: number, withinMs = 120_000): Promise<readonly History[]> => {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const now = await history();
      const open = now.filter(({ status }) => status === 'queued' || status === 'processing');
      if (open.length === 0 && now.reduce((sum, row) => sum + row.jobs, 0) === jobs) return now;
      if (Date.now() > deadline) throw new Error(`not settled: ${JSON.stringify(now)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  it('completes every one of 100 jobs once although a worker is killed in the middle', async () => {
    await orderBatch('slow-ish', 100);
    (await busyWorker()).kill('SIGKILL');
    house.addWorker();
    const [ending, ...others] = await settled(100);
    expect(others).toEqual([]);
    expect(ending).toMatchObject({ status: 'completed', jobs: 100, files: 100 });
    expect(ending?.crashed).toBeGreaterThan(0);
  }, 180_000);

  it('completes all jobs after all workers were killed at once', async () => {
    await orderBatch('slow-ish', 30);
    await busyWorker();
    for (const worker of house.workers) worker.kill('SIGKILL');
    house.addWorker();
    expect(await settled(30)).toMatchObject([{ status: 'completed', jobs: 30, files: 30 }]);
  }, 180_000);

  it('hands back what a worker cannot finish when it is told to go, without counting a crash', async () => {
    await orderBatch('slow', 4);
    const worker = await busyWorker();
    worker.kill('SIGTERM');
    await once(worker, 'exit');
    expect(worker.exitCode).toBe(0);
    const ending = await settled(4);
    expect(ending).toMatchObject([{ status: 'completed', jobs: 4, crashed: 0, files: 4 }]);
  }, 180_000);

  it('fences a worker that was stopped past its lease', async () => {
    const [frozen, other] = house.workers;
    other?.kill('SIGTERM');
    if (other) await once(other, 'exit');
    const [job] = await orderBatch('slow', 1);
    await house.until(job?.id ?? '', 'processing', 60_000);
    frozen?.kill('SIGSTOP');
    house.addWorker();
    const finished = await house.until(job?.id ?? '', 'completed', 90_000);
    frozen?.kill('SIGCONT');
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await house.job(finished.id)).toMatchObject({ status: 'completed', attempts: finished.attempts });
    expect(await history()).toMatchObject([{ status: 'completed', jobs: 1, files: 1 }]);
  }, 180_000);
});
