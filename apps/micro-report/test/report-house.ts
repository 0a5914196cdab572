import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Database, issueLocalToken } from '@galley/platform';
import {
  TEST_AUTH_SECRET,
  TEST_SERVICE_SECRET,
  TEST_USER,
  type TestDatabase,
} from '@galley/platform/testing';

const dist = (file: string) => fileURLToPath(new URL(`../dist/${file}`, import.meta.url));

/** Short enough for a test to wait for. */
const QUICK = {
  JOB_LEASE_MS: '2000',
  JOB_STALLED_INTERVAL_MS: '500',
  JOB_RECONCILE_MS: '1000',
  JOB_BACKOFF_MS: '300',
  SHUTDOWN_GRACE_MS: '5000',
};

const SOURCES = ['rows', 'slow', 'slow-ish', 'hang', 'cut', 'refuse', 'down'];

export interface JobJson {
  readonly id: string;
  readonly status: string;
  readonly attempts: number;
  readonly error_code: string | null;
  readonly row_count: number | null;
  readonly sha256: string | null;
  readonly file_url: string | null;
  readonly [field: string]: unknown;
}

export interface HouseOptions {
  readonly database: TestDatabase;
  readonly microDataUrl: string;
  readonly workers?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** micro-report as it is deployed: an API process and workers from `dist`, with one organization and its templates. */
export class ReportHouse {
  readonly workers: ChildProcess[] = [];
  readonly database: Database;
  #api!: ChildProcess;
  #folder = '';
  #port = 0;

  private constructor(private readonly options: HouseOptions) {
    this.database = new Database({ ...options.database, poolSize: 2 });
  }

  static async open(options: HouseOptions): Promise<ReportHouse> {
    const house = new ReportHouse(options);
    house.#folder = await mkdtemp(join(tmpdir(), 'galley-house-'));
    house.#port = await freePort();
    await house.addOrganization('HOUSE');
    house.#api = house.#start('main.js');
    for (let n = 0; n < (options.workers ?? 1); n++) house.addWorker();
    try {
      await untilReady(house.#api, house.url);
    } catch (error) {
      // What was started must not outlive the suite that failed.
      await house.close();
      throw error;
    }
    return house;
  }

  /** Where finished files are kept. */
  get files(): string {
    return join(this.#folder, 'files');
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  addWorker(): ChildProcess {
    const worker = this.#start('worker.js');
    this.workers.push(worker);
    return worker;
  }

  async close(): Promise<void> {
    await Promise.all([this.#api, ...this.workers].map((child) => end(child)));
    await this.database.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Calls the API as a role of the organization. */
  async call(
    method: string,
    path: string,
    { body, headers = {}, role = 'org_admin', sub = TEST_USER, org = 'HOUSE' }: CallOptions = {},
  ): Promise<Response> {
    const token = await issueLocalToken(TEST_AUTH_SECRET, { sub, org, roles: [role] });
    return fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** Orders a report of a source of `FakeMicroData`. */
  async order(
    source: string,
    options: CallOptions & { wish?: Record<string, unknown> } = {},
  ): Promise<JobJson> {
    const body = { report_type: source, format: 'csv', ...options.wish };
    const response = await this.call('POST', '/api/reports/generate', { ...options, body });
    if (!response.ok) throw new Error(`generate answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as JobJson;
  }

  async job(id: string, org?: string): Promise<JobJson> {
    return (await (await this.call('GET', `/api/reports/jobs/${id}`, { org })).json()) as JobJson;
  }

  async until(id: string, status: string, withinMs = 50_000, org?: string): Promise<JobJson> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const job = await this.job(id, org);
      if (job.status === status) return job;
      if (Date.now() > deadline)
        throw new Error(`job ${id} is ${job.status} (${job.error_code}), not ${status}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  #start(file: string): ChildProcess {
    const { database, microDataUrl, env } = this.options;
    return fork(dist(file), {
      stdio: ['ignore', process.env.HOUSE_LOG ? 'inherit' : 'ignore', 'inherit', 'ipc'],
      execArgv: [],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        LOG_LEVEL: process.env.HOUSE_LOG ?? 'silent',
        MICRO_REPORT_PORT: String(this.#port),
        MICRO_DATA_URL: microDataUrl,
        DATABASE_APP_URL: database.appUrl,
        DATABASE_SYSTEM_URL: database.systemUrl,
        TENANT_SECRET: database.tenantSecret,
        AUTH_SECRET: TEST_AUTH_SECRET,
        SERVICE_SECRET: TEST_SERVICE_SECRET,
        RATE_LIMIT_PER_MINUTE: '0',
        STORAGE_PATH: this.files,
        WORK_PATH: join(this.#folder, 'work'),
        ...QUICK,
        ...env,
      },
    });
  }

  /** An organization with a template for each behaviour of `FakeMicroData`. */
  async addOrganization(code: string): Promise<void> {
    await this.database.asSystem(async (tx) => {
      const organization = await tx.organization.create({ data: { code, name: code } });
      await tx.tb_report_template.createMany({
        data: SOURCES.map((source) => ({
          organization_id: organization.id,
          name: `Source ${source}`,
          report_type: source,
          source_type: 'builder' as const,
          builder_key: `test.${source}`,
          default_format: 'csv',
        })),
      });
    });
  }
}

interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly role?: string;
  readonly sub?: string;
  readonly org?: string;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Longer than any machine takes, however busy it is: a service that cannot start ends, which is seen at once. */
const READY_MS = 120_000;

/** Resolves when the service at `url` is ready; throws when its process ends first. */
export async function untilReady(child: ChildProcess, url: string): Promise<void> {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline;) {
    if (child.exitCode !== null) throw new Error(`the service at ${url} ended with ${child.exitCode}`);
    const ready = await fetch(`${url}/health/ready`).catch(() => null);
    if (ready?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the service at ${url} does not answer`);
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await once(child, 'exit');
  clearTimeout(timer);
}
