import { once as nextEvent } from 'node:events';
import { connect } from 'node:net';
import { Body, Controller, Get, Module, Post, Query, type OnModuleInit } from '@nestjs/common';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiProperty, ApiTags, type OpenAPIObject } from '@nestjs/swagger';
import { IsInt, IsString, MaxLength } from 'class-validator';
import { Caller } from '../auth/caller.decorator.js';
import type { Principal } from '../auth/principal.js';
import { rolesHolding } from '../auth/policy.js';
import { Allow } from '../auth/route-access.js';
import { Database } from '../database/database.js';
import { httpClient, type HttpClient } from '../testing/http-client.js';
import { documentFaults } from '../openapi/document-faults.js';
import { Operation } from '../openapi/operation.decorator.js';
import { pageDto } from '../openapi/page-dto.js';
import { Conflict } from '../errors/common-problems.js';
import { asCaller, TEST_USER } from '../testing/test-callers.js';
import { testConfig } from '../testing/test-config.js';
import { created, type Answer } from './answer.js';
import { buildService } from './build-service.js';
import { IncomingRequest, RequestInfo } from './incoming-request.js';
import { once } from './once.js';
import { PageQuery, pageOf } from './page.js';
import { UuidParam } from './uuid-param.js';

interface Units {
  readonly items: readonly { readonly code: string }[];
  readonly next_cursor: string;
}

interface Refusal {
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
}

class Thing {
  @ApiProperty({ example: 'spoon' })
  @IsString()
  @MaxLength(10)
  name: string;

  @ApiProperty({ example: 2 })
  @IsInt()
  count: number;
}

class ThingResource {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'spoon' })
  name: string;
}

@ApiTags('things')
@Controller('api/things')
class ThingsController {
  static runs = 0;

  constructor(private readonly database: Database) {}

  @Get()
  @Operation({ summary: 'List things', returns: pageDto(ThingResource) })
  @Allow('template.read')
  list(@Query() query: PageQuery) {
    return this.database.asSystem((tx) =>
      pageOf(
        query,
        { by: ['created_at', 'code'], initially: 'code' },
        (window) => tx.organization.findMany({ where: { is_active: true }, ...window }),
        () => tx.organization.count({ where: { is_active: true } }),
      ),
    );
  }

  @Get('me')
  @Operation({ summary: 'Tell who asks', returns: ThingResource })
  @Allow('template.read')
  me(@Caller() caller: Principal): Principal {
    return caller;
  }

  @Get('broken')
  @Operation({ summary: 'Fail', returns: ThingResource })
  @Allow('template.read')
  broken(): never {
    throw new Error('connection postgres://u:hunter2@host/db failed');
  }

  @Get(':id')
  @Operation({ summary: 'Read a thing', returns: ThingResource })
  @Allow('template.read')
  read(@UuidParam() id: string) {
    return { id, version: 3, name: 'thing' };
  }

  @Post()
  @Operation({ summary: 'Make a thing', status: 201, returns: ThingResource, problems: [Conflict] })
  @Allow('template.create')
  create(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @Body() body: Thing,
  ): Promise<Answer<{ id: string; name: string }>> {
    return once(this.database, caller, request, async (tx) => {
      ThingsController.runs++;
      const unit = await tx.business_unit.create({
        data: { organization_id: caller.organization.id, code: body.name, name: body.name },
      });
      return created({ id: unit.id, name: unit.name }, `/api/things/${unit.id}`);
    });
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule implements OnModuleInit {
  onModuleInit(): void {
    ThingsController.runs = 0;
  }
}

describe('a service on the platform', () => {
  let database: ClonedDatabase;
  let app: NestFastifyApplication;
  let http: HttpClient;

  beforeAll(async () => {
    database = await cloneDatabase();
    app = await buildService(ThingsModule, { service: 'micro-report', config: testConfig(database) });
    http = await httpClient(app);
    await app.get(Database).asSystem((tx) =>
      tx.organization.createMany({
        data: [
          { code: 'ACME', name: 'Acme' },
          { code: 'GLOBEX', name: 'Globex' },
          { code: 'GONE', name: 'Gone', is_active: false },
        ],
      }),
    );
  });

  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  const get = (url: string, headers: Record<string, string> = {}) => http(url, { headers });

  test('knows the caller from the token', async () => {
    const answer = await get('/api/things/me', await asCaller('ACME', ['member'], { bus: ['HQ'] }));
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      id: TEST_USER,
      organization: { code: 'ACME' },
      roles: ['member'],
      bu_codes: ['HQ'],
    });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test.each([
    ['no credentials', {}],
    ['a token of an inactive organization', 'GONE'],
    ['a token of an unknown organization', 'NOBODY'],
  ])('answers 401 to %s', async (_name, who) => {
    const headers = typeof who === 'string' ? await asCaller(who, ['org_admin']) : who;
    const answer = await get('/api/things/me', headers);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.json()).toMatchObject({
      type: '/problems/unauthenticated',
      code: 'unauthenticated',
      status: 401,
    });
  });

  test('answers 403 to a role without the permission', async () => {
    const answer = await http('/api/things', {
      method: 'POST',
      headers: await asCaller('ACME', ['member']),
      body: { name: 'x', count: 1 },
    });
    expect(answer.status).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'forbidden', permission: 'template.create' });
  });

  test('names every invalid and unknown field', async () => {
    const answer = await http('/api/things', {
      method: 'POST',
      headers: await asCaller('ACME', ['org_admin']),
      body: { name: 'far too long a name', is_admin: true },
    });
    expect(answer.status).toBe(422);
    expect((answer.json() as Refusal).errors).toEqual(
      expect.arrayContaining([
        { pointer: '/is_admin', detail: 'unknown field is_admin' },
        expect.objectContaining({ pointer: '/name' }),
        expect.objectContaining({ pointer: '/count' }),
      ]),
    );
  });

  test.each([
    ['duplicate keys', '{"name":"a","name":"b","count":1}', 400],
    ['prototype keys', '{"name":"a","count":1,"__proto__":{"x":1}}', 400],
    ['half a document', '{"name":', 400],
    ['a list', '[1]', 422],
    ['too much', JSON.stringify({ name: 'x'.repeat(2_000_000) }), 413],
  ])('refuses a body with %s', async (_name, payload, status) => {
    const headers = { ...(await asCaller('ACME', ['org_admin'])), 'content-type': 'application/json' };
    const answer = await http('/api/things', { method: 'POST', headers, body: payload });
    expect(answer.status).toBe(status);
    expect(answer.json()).toMatchObject({ status, instance: '/api/things' });
    expect(answer.headers.get('x-request-id')).toBeTruthy();
  });

  test('answers who still sends what is too much, and goes on listening', async () => {
    const { host, port } = new URL(await app.getUrl());
    const line = connect(+port, '127.0.0.1');
    const asked = async (...head: string[]): Promise<string> => {
      line.write([...head, `host: ${host}`, 'content-type: application/json', '', ''].join('\r\n'));
      return String((await nextEvent(line, 'data'))[0]);
    };
    expect(await asked('POST /api/things HTTP/1.1', 'content-length: 2000000')).toMatch(/^HTTP\/1\.1 413 /);
    line.write('x'.repeat(2_000_000));
    expect(await asked('GET /api/nowhere HTTP/1.1')).toMatch(/^HTTP\/1\.1 404 /);
    line.destroy();
  });

  test('refuses another media type with 415', async () => {
    const headers = { ...(await asCaller('ACME', ['org_admin'])), 'content-type': 'text/xml' };
    const answer = await http('/api/things', { method: 'POST', headers, body: '<a/>' });
    expect(answer.status).toBe(415);
    expect(answer.json()).toMatchObject({ code: 'unsupported-media-type' });
  });

  test.each(['/api/things/not-a-uuid', '/api/nowhere', '/api/things/1%27%20or%201=1'])(
    'answers 404 at %s',
    async (url) => {
      const answer = await get(url, await asCaller('ACME', ['org_admin']));
      expect(answer.status).toBe(404);
      expect(answer.json()).toMatchObject({ code: 'not-found', instance: url });
    },
  );

  test.each(['/api/things/%00', '/api/things?sort=%00', '/%E0%A4%A'])('answers 400 at %s', async (url) => {
    const answer = await get(url, await asCaller('ACME', ['org_admin']));
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'malformed-request' });
    expect(answer.headers.get('x-request-id')).toBeTruthy();
  });

  test('keeps what nobody expected to itself', async () => {
    const answer = await get('/api/things/broken', await asCaller('ACME', ['org_admin']));
    expect(answer.status).toBe(500);
    expect(answer.json()).toMatchObject({ code: 'internal' });
    expect(answer.text).not.toContain('hunter2');
  });

  test('tags a resource and answers 304 to who has it', async () => {
    const headers = await asCaller('ACME', ['member']);
    const url = `/api/things/${TEST_USER}`;
    const first = await get(url, headers);
    expect(first.headers.get('etag')).toBe('"v3"');
    const second = await get(url, { ...headers, 'if-none-match': 'W/"v3"' });
    expect(second.status).toBe(304);
    expect(second.text).toBe('');
  });

  test('carries a sane request id and replaces another', async () => {
    const sane = await get('/health/live', { 'x-request-id': 'trace-1.a:b' });
    expect(sane.headers.get('x-request-id')).toBe('trace-1.a:b');
    const hostile = await get('/health/live', { 'x-request-id': 'a b"\\evil' });
    expect(hostile.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('pages through a list without losing or repeating a row', async () => {
    const headers = await asCaller('ACME', ['member']);
    const first = await get('/api/things?limit=1&sort=-created_at', headers);
    expect(first.json()).toMatchObject({ total: 2, items: [{ code: expect.any(String) }] });
    const { next_cursor, items } = first.json() as Units;
    const second = await get(`/api/things?limit=1&sort=-created_at&cursor=${next_cursor}`, headers);
    expect(second.json()).toMatchObject({ total: 2, next_cursor: null });
    expect((second.json() as Units).items[0]?.code).not.toBe(items[0]?.code);
    const wrong = await get(`/api/things?sort=code&cursor=${next_cursor}`, headers);
    expect(wrong.status).toBe(422);
    expect(wrong.json()).toMatchObject({ errors: [{ pointer: 'cursor' }] });
  });

  test.each(['limit=0', 'limit=201', 'limit=x', 'limit=1&limit=2', 'sort=name', 'cursor=abc', 'colour=red'])(
    'refuses the parameter %s',
    async (query) => {
      const answer = await get(`/api/things?${query}`, await asCaller('ACME', ['member']));
      expect(answer.status).toBe(422);
      expect((answer.json() as Refusal).errors[0]?.pointer).toBe(query.split('=')[0]);
    },
  );

  test('does once what fifty equal requests ask for at once', async () => {
    const before = ThingsController.runs;
    const headers = { ...(await asCaller('ACME', ['org_admin'])), 'idempotency-key': 'fifty' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        http('/api/things', { method: 'POST', headers, body: { name: 'once', count: 1 } }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(1);
    expect(answers.filter((answer) => answer.headers.get('idempotency-replayed') === 'true')).toHaveLength(
      49,
    );
    expect(ThingsController.runs - before).toBe(1);
  });

  test('refuses another body under the same Idempotency-Key', async () => {
    const headers = { ...(await asCaller('ACME', ['org_admin'])), 'idempotency-key': 'fifty' };
    const payload = { name: 'other', count: 2 };
    const answer = await http('/api/things', { method: 'POST', headers, body: payload });
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'idempotency-key-reuse' });
  });

  test('answers 409 to a duplicate', async () => {
    const headers = await asCaller('ACME', ['org_admin']);
    const post = () => http('/api/things', { method: 'POST', headers, body: { name: 'twin', count: 1 } });
    expect((await post()).status).toBe(201);
    const second = await post();
    expect(second.status).toBe(409);
    expect(second.json()).toMatchObject({ detail: expect.stringContaining('code') });
  });

  test('documents every route, its problems and its permission', async () => {
    const document = (await get('/api/openapi.json')).json() as OpenAPIObject;
    expect(document.openapi).toBe('3.1.0');
    expect(documentFaults(document)).toEqual([]);
    const create = document.paths['/api/things']?.post;
    expect(create).toMatchObject({
      operationId: 'createThings',
      'x-permission': 'template.create',
      'x-roles': rolesHolding('template.create'),
      security: [{ bearer: [] }, { api_key: [] }],
      requestBody: { content: { 'application/json': { example: { name: 'spoon', count: 2 } } } },
      responses: { 409: { content: { 'application/problem+json': { examples: { conflict: {} } } } } },
    });
    expect(Object.keys(create?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '400', '401', '403', '409', '413', '415', '422', '429', '500', '503']),
    );
  });

  test.each(['/api/docs', '/api/docs/swagger-ui-bundle.js', '/api/docs/initializer.js'])(
    'serves %s to everybody',
    async (path) => {
      expect((await get(path)).status).toBe(200);
    },
  );

  test('names its dependencies', async () => {
    const answer = await get('/health/ready');
    expect(answer.json()).toMatchObject({
      status: 'ok',
      dependencies: [
        { name: 'database', status: 'up' },
        { name: 'clock', status: 'up' },
      ],
    });
  });

  test('measures requests by route, not by address', async () => {
    await get(`/api/things/${TEST_USER}`, await asCaller('ACME', ['member']));
    const { text } = await get('/metrics');
    expect(text).toContain('route="/api/things/:id"');
    expect(text).not.toContain(TEST_USER);
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  });
});

describe('a service without its database', () => {
  test('answers 503 with Retry-After and is not ready', async () => {
    const app = await buildService(ThingsModule, { service: 'micro-report', config: testConfig(null) });
    const http = await httpClient(app);
    try {
      const answer = await http('/api/things/me', { headers: await asCaller('ACME', ['member']) });
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
      expect((await http('/health/live')).status).toBe(200);
      const ready = await http('/health/ready');
      expect(ready.status).toBe(503);
      expect(ready.json()).toMatchObject({
        code: 'not-ready',
        dependencies: [{ name: 'database', status: 'down' }, {}],
      });
    } finally {
      await app.close();
    }
  });
});
