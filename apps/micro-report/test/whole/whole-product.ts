import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { seedEnergyDemo } from '@galley/pack-energy/demo';
import { seedEnergyTemplates } from '@galley/pack-energy/report';
import { seedGrantsDemo } from '@galley/pack-grants/demo';
import { seedGrantsTemplates } from '@galley/pack-grants/report';
import { seedMonitoringDemo } from '@galley/pack-monitoring/demo';
import { seedDemo, seedRival } from '@galley/pack-procurement/demo';
import { seedStandardTemplates } from '@galley/pack-procurement/report';
import { issueLocalToken, type ServiceName } from '@galley/platform';
import { TEST_AUTH_SECRET, TEST_SERVICE_SECRET, TEST_USER } from '@galley/platform/testing';
import { clonePrepared, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { end, freePort, ReportHouse, untilReady, type JobJson } from '../report-house.js';

const MICRO_DATA = fileURLToPath(new URL('../../../micro-data/dist/main.js', import.meta.url));

/** As the demo of `npm start`, and a tenth of the work. */
const SMALL_GRANTS = { local_associations: 40, contacts: 600, peer_mentors: 80, activities: 900 };

export interface ProductCall {
  readonly service?: ServiceName;
  readonly method?: string;
  readonly org?: string;
  readonly role?: string;
  readonly sub?: string;
  /** Ids of the projects the caller is confined to; absent = all. */
  readonly projects?: readonly string[];
  readonly is_anonymous?: boolean;
  /** Sent as JSON; bytes and text go as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ProductAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly text: string;
  readonly json: () => unknown;
}

export interface ProductOptions {
  readonly hasEnergy?: boolean;
  readonly hasGrants?: boolean;
  readonly hasMonitoring?: boolean;
  /** Configuration of micro-report beside what every test has. */
  readonly env?: Readonly<Record<string, string>>;
  readonly inFront?: (microDataUrl: string) => Promise<string>;
}

/** Who asks. */
export type ProductCaller = Pick<ProductCall, 'org' | 'role' | 'sub' | 'projects'>;

export interface FinishedReport {
  readonly job: JobJson;
  readonly bytes: Buffer;
}

/**
 * The product as it is deployed: micro-data, micro-report and a worker as processes from `dist`, over a database with
 * the organizations `demo` and `rival` and the standard templates.
 */
export class WholeProduct {
  readonly #tokens = new Map<string, string>();

  private constructor(
    readonly admin: pg.Client,
    readonly house: ReportHouse,
    private readonly database: ClonedDatabase,
    private readonly microData: ChildProcess,
    private readonly microDataUrl: string,
  ) {}

  /**
   * `hasEnergy`: with the energy pack's organizations `solar` and `wind`, thirteen months of business each. `hasGrants`: with the
   * four of the grants pack, their reports and its templates. `hasMonitoring`: with `openfields` of the monitoring pack. `inFront` puts something between micro-report and
   * micro-data: it is told micro-data's address and answers its own.
   */
  static async start({
    hasEnergy = false,
    hasGrants = false,
    hasMonitoring = false,
    env = {},
    inFront = (url) => Promise.resolve(url),
  }: ProductOptions = {}): Promise<WholeProduct> {
    const database = await clonePrepared('whole', async (client) => {
      await seedStandardTemplates(client);
      await seedDemo(client);
      await seedRival(client);
    });
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    if (hasEnergy) {
      await seedEnergyDemo(admin);
      await seedEnergyTemplates(admin);
    }
    if (hasGrants) {
      await seedGrantsTemplates(admin);
      await seedGrantsDemo(admin, SMALL_GRANTS);
    }
    if (hasMonitoring) await seedMonitoringDemo(admin);
    const port = await freePort();
    const microDataUrl = `http://127.0.0.1:${port}`;
    const microData = startMicroData(database, port);
    try {
      const house = await ReportHouse.open({ database, microDataUrl: await inFront(microDataUrl), env });
      await untilReady(microData, microDataUrl);
      return new WholeProduct(admin, house, database, microData, microDataUrl);
    } catch (error) {
      await end(microData);
      await admin.end();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.house.close();
    await end(this.microData);
    await this.admin.end();
    await this.database.drop();
  }

  /** For connections of the administrator's beside `admin`. */
  get databaseUrl(): string {
    return this.database.url;
  }

  urlOf(service: ServiceName): string {
    return service === 'micro-data' ? this.microDataUrl : this.house.url;
  }

  /** Calls as an `org_admin` of `demo`, unless said otherwise. */
  async call(path: string, call: ProductCall = {}): Promise<ProductAnswer> {
    const { service = 'micro-report', method = 'GET', body, headers } = call;
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(this.urlOf(service) + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(!call.is_anonymous && { authorization: `Bearer ${await this.#token(call)}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isRaw ? body : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString('utf8');
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      text,
      json: () => JSON.parse(text) as unknown,
    };
  }

  /** The JSON of a call that must succeed. */
  async get<T>(path: string, call?: ProductCall): Promise<T> {
    const answer = await this.call(path, call);
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer.json() as T;
  }

  /** Runs a report to its end and downloads the file. */
  async report(wish: Readonly<Record<string, unknown>>, call: ProductCaller = {}): Promise<FinishedReport> {
    const asked = await this.get<JobJson>('/api/reports/generate', {
      ...call,
      method: 'POST',
      body: wish,
      headers: { prefer: 'wait=30' },
    });
    return this.finished(asked, call);
  }

  /** Follows a job to its end and downloads the file. */
  async finished(asked: JobJson, call: ProductCaller = {}): Promise<FinishedReport> {
    const job = ['queued', 'processing'].includes(asked.status) ? await this.#ended(asked, call) : asked;
    if (job.status !== 'completed') {
      throw new Error(`the job is ${job.status}: ${String(job.error_code)} ${String(job.error_message)}`);
    }
    const { status, bytes } = await this.call(job.file_url ?? '', call);
    if (status !== 200) throw new Error(`the download answered ${status}`);
    return { job, bytes };
  }

  /** Resolves when no job waits or runs any more. */
  async settled(): Promise<void> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const { rowCount } = await this.admin.query(
        `select from tenant.tb_report_job where status in ('queued', 'processing') limit 1`,
      );
      if (rowCount === 0) return;
      if (Date.now() > deadline) throw new Error('jobs are still running');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Follows a job that takes longer than an answer is held back: its events end with it. */
  async #ended({ id }: JobJson, call: ProductCaller): Promise<JobJson> {
    await this.call(`/api/reports/jobs/${id}/events`, call);
    return this.get<JobJson>(`/api/reports/jobs/${id}`, call);
  }

  /** A digest of every table of the product: equal when nothing at all was written in between. */
  async contents(): Promise<Readonly<Record<string, string>>> {
    const { rows: tables } = await this.admin.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('platform', 'tenant', 'grants', 'monitoring')`,
    );
    const digests = tables.map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ' ' || md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as digest from ${name} t`,
    );
    const { rows } = await this.admin.query<{ name: string; digest: string }>(digests.join(' union all '));
    return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
  }

  async #token({
    org = 'demo',
    role = 'org_admin',
    sub = TEST_USER,
    projects = [],
  }: ProductCall): Promise<string> {
    const key = [org, role, sub, ...projects].join(' ');
    const token =
      this.#tokens.get(key) ??
      (await issueLocalToken(TEST_AUTH_SECRET, { sub, org, roles: [role], projects: [...projects] }));
    this.#tokens.set(key, token);
    return token;
  }
}

function startMicroData(database: ClonedDatabase, port: number): ChildProcess {
  return fork(MICRO_DATA, {
    stdio: ['ignore', process.env.HOUSE_LOG ? 'inherit' : 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      LOG_LEVEL: process.env.HOUSE_LOG ?? 'silent',
      MICRO_DATA_PORT: String(port),
      DATABASE_APP_URL: database.appUrl,
      DATABASE_SYSTEM_URL: database.systemUrl,
      DATABASE_DATA_URL: database.dataUrl,
      TENANT_SECRET: database.tenantSecret,
      AUTH_SECRET: TEST_AUTH_SECRET,
      SERVICE_SECRET: TEST_SERVICE_SECRET,
      RATE_LIMIT_PER_MINUTE: '0',
    },
  });
}
