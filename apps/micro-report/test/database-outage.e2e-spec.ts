import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roleUrl } from '@galley/platform';
import { migrateDatabase, startEmbeddedServer, type EmbeddedServer } from '@galley/tools';
import { FakeMicroData } from './fake-micro-data.js';
import { freePort, ReportHouse, type JobJson } from './report-house.js';

const TENANT_SECRET = 'm4Qz8Lx2Vt7Rk5Wn9Hc3Yb6Jd1Pf0Gs4Ue7Xa';

/** A server of the suite's own, on one port and folder, to stop and start again. */
class StoppableServer {
  #server: EmbeddedServer | null = null;

  constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly password = randomBytes(18).toString('hex'),
  ) {}

  get url(): string {
    return `postgresql://postgres:${this.password}@127.0.0.1:${this.port}/postgres`;
  }

  async start(): Promise<void> {
    const { folder, port, password } = this;
    this.#server = await startEmbeddedServer({ folder, port, password, settings: { fsync: 'off' } });
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#server = null;
  }

  async remove(): Promise<void> {
    const data = this.#server?.folder;
    await this.stop();
    for (const folder of [this.folder, data]) if (folder) await rm(folder, { recursive: true, force: true });
  }
}

describe('when the database goes away', () => {
  let server: StoppableServer;
  let data: FakeMicroData;
  let house: ReportHouse;

  beforeAll(async () => {
    server = new StoppableServer(await mkdtemp(join(tmpdir(), 'galley-outage-')), await freePort());
    await server.start();
    await migrateDatabase({ databaseUrl: server.url, tenantSecret: TENANT_SECRET });
    data = await FakeMicroData.start();
    house = await ReportHouse.open({
      database: {
        appUrl: roleUrl(server.url, TENANT_SECRET, 'galley_app'),
        systemUrl: roleUrl(server.url, TENANT_SECRET, 'galley_system'),
        tenantSecret: TENANT_SECRET,
      },
      microDataUrl: data.url,
    });
  }, 180_000);
  afterAll(async () => {
    await house?.close();
    await data?.stop();
    await server?.remove();
  });

  it('answers 503 with Retry-After, keeps its processes, and finishes every accepted job when it is back', async () => {
    const jobs: JobJson[] = [];
    for (let n = 0; n < 5; n++) jobs.push(await house.order('slow'));
    await house.until(jobs[0]?.id ?? '', 'processing');

    await server.stop();
    const refused = await house.call('POST', '/api/reports/generate', { body: { report_type: 'rows' } });
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(`${house.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${house.url}/health/ready`)).status).toBe(503);
    await new Promise((resolve) => setTimeout(resolve, 3_000));

    await server.start();
    for (const { id } of jobs) {
      expect(await house.until(id, 'completed', 40_000)).toMatchObject({ row_count: 250 });
    }
    const files = await house.database.asSystem((tx) => tx.generated_report.count());
    expect(files).toBe(5);
    const fresh = await house.order('rows');
    await house.until(fresh.id, 'completed', 10_000);
    expect(house.workers.map((worker) => worker.exitCode)).toEqual([null]);
  }, 120_000);
});
