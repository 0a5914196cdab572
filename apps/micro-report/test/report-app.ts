import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module, type Type } from '@nestjs/common';
import { buildService, Database, loadConfig, queueConfigShape } from '@galley/platform';
import {
  asCaller,
  httpClient,
  testConfig,
  type HttpAnswer,
  type HttpCall,
  type HttpClient,
} from '@galley/platform/testing';
import { cloneDatabase } from '@galley/tools';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { z } from 'zod';
import { archiveConfigShape } from '../src/archive/archive-config.js';
import { deliveriesConfigShape } from '../src/deliveries/delivery-config.js';
import { grantsConfigShape } from '../src/packs/grants/grants-config.js';
import { noticeOf } from '../src/rendering/micro-data-failures.js';
import { renderFile } from '../src/rendering/render-file.js';
import { RenderPool } from '../src/rendering/render-pool.js';
import type { DatasetCall, RenderTask } from '../src/rendering/render-task.js';
import { RunFailure } from '../src/rendering/run-failure.js';
import type { RunLimits } from '../src/rendering/thread-pool.js';
import { shareConfigShape } from '../src/shares/share-config.js';
import { firingConfigShape } from '../src/schedules/firing/firing-config.js';

/** Two organizations: ACME has T01, T02 and T03, GLOBEX has T01. */
export interface ReportApp {
  readonly app: NestFastifyApplication;
  readonly database: Database;
  readonly acme: string;
  readonly globex: string;
  /** Where the store of kind disk keeps its files. */
  readonly files: string;
  /** Calls as a caller of ACME with these roles, unless said otherwise. */
  call(path: string, call?: Call): Promise<HttpAnswer>;
  /** Calls as whoever the headers name, or nobody. */
  readonly http: HttpClient;
  /** What micro-data answers; replaced by the tests that ask it. */
  microData: MicroData;
  /** A connection of the administrator's; whoever asks for one ends it. */
  admin(): Promise<pg.Client>;
  close(): Promise<void>;
}

export interface Call extends HttpCall {
  readonly roles?: readonly string[];
  readonly org?: string;
  readonly sub?: string;
  readonly bus?: readonly string[];
  readonly projects?: readonly string[];
}

export interface MicroData {
  handle(request: IncomingMessage, body: string, response: ServerResponse): void;
}

export const USER = '0199aaaa-0000-7000-8000-000000000001';

/** Documents are made in this process: a thread would need compiled code. */
@Global()
@Module({
  providers: [
    {
      provide: RenderPool,
      useValue: {
        warm: () => undefined,
        run: async (make: () => RenderTask | Promise<RenderTask>, limits: RunLimits) =>
          renderFile(await make(), {
            signal: new AbortController().signal,
            onProgress: () => undefined,
            callFor: async (wanted) => (await limits.answer?.(wanted)) as DatasetCall,
          }).catch((error: unknown) => {
            throw RunFailure.from(noticeOf(error));
          }),
      },
    },
  ],
  exports: [RenderPool],
})
class InlineRendering {}

/** A service made of `features` on a database and an archive of its own, beside a micro-data that the test plays. */
export async function startReportApp(
  features: readonly Type[],
  env: Readonly<Record<string, string>> = {},
): Promise<ReportApp> {
  const database = await cloneDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'galley-report-'));
  const microData: MicroData = { handle: (_request, _body, response) => response.writeHead(503).end('{}') };
  const server = await listen(microData);
  const { port } = server.address() as AddressInfo;
  const files = join(folder, 'files');
  const own = z.object({
    ...archiveConfigShape,
    ...deliveriesConfigShape,
    ...shareConfigShape,
    ...queueConfigShape,
    ...firingConfigShape,
    ...grantsConfigShape,
    WORK_PATH: z.string(),
    PUBLIC_URL: z.string().default('http://127.0.0.1:3000'),
    REPORT_KEEP_DAYS: z.coerce.number().default(90),
    RENDER_TIMEOUT_MS: z.coerce.number().default(60_000),
    JOB_ORGANIZATION_QUEUED_MAX: z.coerce.number().default(100),
  });
  const config = {
    ...testConfig(database, { MICRO_DATA_URL: `http://127.0.0.1:${port}` }),
    ...loadConfig(own, { STORAGE_PATH: files, WORK_PATH: join(folder, 'work'), ...env }),
  };
  @Module({ imports: [InlineRendering, ...features] })
  class Features {}
  const app = await buildService(Features, { service: 'micro-report', config });
  const http = await httpClient(app);
  const [acme, globex] = await seed(app.get(Database));
  return {
    app,
    database: app.get(Database),
    acme,
    globex,
    files,
    microData,
    http,
    async call(
      path,
      { roles = ['org_admin'], org = 'ACME', sub = USER, bus, projects, headers, ...rest } = {},
    ) {
      const identity = await asCaller(org, roles, {
        sub,
        ...(bus && { bus }),
        ...(projects && { projects }),
      });
      return http(path, { ...rest, headers: { ...identity, ...headers } });
    },
    async admin() {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      return client;
    },
    async close() {
      await app.close();
      server.close();
      server.closeAllConnections();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function seed(database: Database): Promise<[string, string]> {
  return database.asSystem(async (tx) => {
    const acme = await tx.organization.create({
      data: { code: 'ACME', name: 'Acme', timezone: 'Asia/Bangkok' },
    });
    const globex = await tx.organization.create({ data: { code: 'GLOBEX', name: 'Globex' } });
    await tx.business_unit.createMany({
      data: [
        ...['T01', 'T02', 'T03'].map((code) => ({ organization_id: acme.id, code, name: code })),
        { organization_id: globex.id, code: 'T01', name: 'T01' },
      ],
    });
    return [acme.id, globex.id];
  });
}

async function listen(microData: MicroData): Promise<Server> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => microData.handle(request, Buffer.concat(parts).toString(), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
