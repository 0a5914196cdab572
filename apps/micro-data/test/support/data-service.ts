import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { Dataset, DatasetRequest } from '@galley/dataset';
import { buildService, issueLocalToken, loadConfig, Logger } from '@galley/platform';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { AppModule } from '../../src/app.module.js';
import { microDataConfig } from '../../src/config.js';

export interface TestUnit {
  readonly code: string;
  readonly schema: string;
  readonly currency?: string;
  readonly max_connections?: number;
  readonly statement_timeout_ms?: number;
  readonly url_env?: string;
}

export interface TestSource {
  readonly name: string;
  readonly source_type: string;
  readonly source_name?: string | null;
  readonly source_params?: unknown;
  readonly builder_key?: string | null;
  readonly dialog?: unknown;
  readonly columns?: unknown;
  readonly max_rows?: number | null;
  readonly timeout_ms?: number | null;
}

export interface TokenWishes {
  readonly org?: string;
  readonly roles?: readonly string[];
  readonly bus?: readonly string[];
  readonly projects?: readonly string[];
  readonly sub?: string;
}

export interface HttpAnswer<Body = unknown> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** micro-data on a free port over a database of the suite's own, in which `demo` is an organization. */
export class DataService {
  private constructor(
    readonly database: ClonedDatabase,
    readonly admin: pg.Client,
    readonly app: NestFastifyApplication,
    readonly url: string,
    private readonly authSecret: string,
  ) {}

  /** With parts of the service only, where a test says which. */
  static async start(
    settings: Readonly<Record<string, string>> = {},
    module: Type = AppModule,
  ): Promise<DataService> {
    const database = await cloneDatabase();
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    const authSecret = randomBytes(32).toString('base64');
    const config = loadConfig(microDataConfig, {
      NODE_ENV: 'test',
      DATABASE_APP_URL: database.appUrl,
      DATABASE_SYSTEM_URL: database.systemUrl,
      DATABASE_DATA_URL: database.dataUrl,
      TENANT_SECRET: database.tenantSecret,
      AUTH_SECRET: authSecret,
      SERVICE_SECRET: randomBytes(32).toString('base64'),
      LOG_LEVEL: 'silent',
      ...settings,
    });
    const logger = new Logger({ service: 'micro-data', level: 'silent' });
    const app = await buildService(module, {
      service: 'micro-data',
      config,
      logger,
      environment: settings,
    });
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new DataService(database, admin, app, `http://127.0.0.1:${port}`, authSecret);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.admin.end();
    await this.database.drop();
  }

  /** Runs a dump of `test/fixtures`, which creates the schema of its name. */
  async load(name: string): Promise<void> {
    const packed = await readFile(new URL(`../fixtures/${name}.sql.gz`, import.meta.url));
    await this.admin.query(gunzipSync(packed).toString('utf8'));
    await this.admin.query('reset search_path');
  }

  async organization(code: string, units: readonly TestUnit[], timezone = 'Asia/Bangkok'): Promise<void> {
    const { rows } = await this.admin.query<{ id: string }>(
      `insert into platform.organization (id, code, name, timezone, updated_at) values ($1, $2, $2, $3, now())
       on conflict (code) do update set timezone = excluded.timezone returning id`,
      [randomUUID(), code, timezone],
    );
    for (const unit of units) await this.unit(rows[0]?.id ?? '', unit);
  }

  async source(source: TestSource, org = 'demo'): Promise<void> {
    const json = (value: unknown): string | null =>
      value === undefined || value === null ? null : JSON.stringify(value);
    await this.admin.query(
      `insert into platform.tb_dataset_source (id, organization_id, name, label, source_type, source_name, source_params,
         builder_key, dialog, columns, max_rows, timeout_ms, updated_at)
       values ($1, (select id from platform.organization where code = $2), $3, $3, $4::platform.source_type, $5, $6, $7, $8, $9, $10, $11, now())`,
      [
        randomUUID(),
        org,
        source.name,
        source.source_type,
        source.source_name ?? null,
        json(source.source_params ?? { params: [] }),
        source.builder_key ?? null,
        json(source.dialog),
        json(source.columns),
        source.max_rows ?? null,
        source.timeout_ms ?? null,
      ],
    );
  }

  token({
    org = 'demo',
    roles = ['org_admin'],
    sub = randomUUID(),
    ...confined
  }: TokenWishes = {}): Promise<string> {
    return issueLocalToken(this.authSecret, { sub, org, roles, ...confined });
  }

  async request(
    method: string,
    path: string,
    { body, headers = {}, token = {}, signal }: RequestWishes = {},
  ): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.token(token)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  }

  async json<Body>(method: string, path: string, wishes?: RequestWishes): Promise<HttpAnswer<Body>> {
    const response = await this.request(method, path, wishes);
    const text = await response.text();
    return {
      status: response.status,
      body: (text ? JSON.parse(text) : null) as Body,
      headers: response.headers,
    };
  }

  execute(
    body: DatasetRequest | Readonly<Record<string, unknown>>,
    token?: TokenWishes,
  ): Promise<HttpAnswer<Dataset>> {
    return this.json<Dataset>('POST', '/api/datasets/execute', { body, ...(token && { token }) });
  }

  /** The body of the problem that the request gets. */
  async problem(body: Readonly<Record<string, unknown>>, token?: TokenWishes): Promise<ProblemAnswer> {
    const answer = await this.execute(body, token);
    return answer.body as unknown as ProblemAnswer;
  }

  private async unit(organizationId: string, unit: TestUnit): Promise<void> {
    const dataSource = randomUUID();
    await this.admin.query(
      `insert into platform.data_source (id, organization_id, name, url_env, schema, max_connections, statement_timeout_ms, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, now())`,
      [
        dataSource,
        organizationId,
        unit.code,
        unit.url_env ?? null,
        unit.schema,
        unit.max_connections ?? 4,
        unit.statement_timeout_ms ?? 30_000,
      ],
    );
    await this.admin.query(
      `insert into platform.business_unit (id, organization_id, code, name, currency, data_source_id, updated_at)
       values ($1, $2, $3, $3, $4, $5, now())`,
      [randomUUID(), organizationId, unit.code, unit.currency ?? null, dataSource],
    );
  }
}

export interface RequestWishes {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: TokenWishes;
  readonly signal?: AbortSignal;
}

export interface ProblemAnswer {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}
