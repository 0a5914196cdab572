import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Body, Controller, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { exportJWK, SignJWT } from 'jose';
import type { ServiceName } from '../config/tokens.js';
import { Database } from '../database/database.js';
import { buildService } from '../http/build-service.js';
import { httpClient, type HttpClient } from '../testing/http-client.js';
import { TEST_USER } from '../testing/test-callers.js';
import { TEST_SERVICE_SECRET, testConfig } from '../testing/test-config.js';
import { newApiKey } from './api-key-secret.js';
import { Caller } from './caller.decorator.js';
import type { Principal } from './principal.js';
import { Allow } from './route-access.js';
import { ServiceTokens, type ServiceCall } from './service-tokens.js';

@Controller('api/whoami')
class WhoAmIController {
  @Post()
  @Allow('dataset.execute')
  read(@Caller() caller: Principal, @Body() _body: object): Principal {
    return caller;
  }
}

@Module({ controllers: [WhoAmIController] })
class WhoAmIModule {}

describe('authentication', () => {
  const issuer = { AUTH_ISSUER: 'https://issuer.example.org', AUTH_AUDIENCE: 'galley' };
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const started: NestFastifyApplication[] = [];
  let database: ClonedDatabase;
  let keys: Server;
  let organizationId: string;

  async function start(
    service: ServiceName,
    env: Record<string, string | undefined> = {},
  ): Promise<HttpClient> {
    const app = await buildService(WhoAmIModule, { service, config: testConfig(database, env) });
    started.push(app);
    return httpClient(app);
  }

  const asForeign = () => {
    const { port } = keys.address() as AddressInfo;
    return start('micro-report', {
      ...issuer,
      AUTH_SECRET: undefined,
      AUTH_JWKS_URL: `http://127.0.0.1:${port}/`,
    });
  };
  const system = () => started[0]!.get(Database);
  const whoAmI = (http: HttpClient, headers: Record<string, string>, body = '{}') =>
    http('/api/whoami', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  async function foreignToken(sub: string, org = 'ACME'): Promise<Record<string, string>> {
    const token = await new SignJWT({ org, roles: ['platform_admin'], bus: ['EVERYTHING'] })
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setSubject(sub)
      .setIssuer(issuer.AUTH_ISSUER)
      .setAudience(issuer.AUTH_AUDIENCE)
      .setExpirationTime('5m')
      .sign(privateKey);
    return { authorization: `Bearer ${token}` };
  }

  beforeAll(async () => {
    database = await cloneDatabase();
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' };
    keys = createServer((_request, answer) => answer.end(JSON.stringify({ keys: [jwk] })));
    await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
    await start('micro-data');
    organizationId = await system().asSystem(async (tx) => {
      const { id } = await tx.organization.create({ data: { code: 'ACME', name: 'Acme' } });
      await tx.user_account.create({ data: { id: TEST_USER, email: 'kari@example.org', name: 'Kari' } });
      await tx.membership.createMany({
        data: [
          { organization_id: id, user_id: TEST_USER, role: 'member', business_unit_codes: ['HQ'] },
          { organization_id: id, user_id: TEST_USER, role: 'coordinator', business_unit_codes: ['BEACH'] },
          { organization_id: id, user_id: TEST_USER, role: 'org_admin', is_active: false },
        ],
      });
      return id;
    });
  });

  afterAll(async () => {
    await Promise.all(started.map((app) => app.close()));
    keys?.close();
    keys?.closeAllConnections();
    await database?.drop();
  });

  test('takes the rights of a foreign issuer’s user from the memberships, not from the token', async () => {
    const answer = await whoAmI(await asForeign(), await foreignToken(TEST_USER));
    expect(answer.status).toBe(201);
    expect(answer.json()).toMatchObject({
      kind: 'user',
      roles: ['coordinator', 'member'],
      bu_codes: expect.arrayContaining(['HQ', 'BEACH']),
    });
  });

  test('refuses a foreign issuer’s user who is no member', async () => {
    const stranger = '0199aaaa-0000-7000-8000-00000000dead';
    expect((await whoAmI(await asForeign(), await foreignToken(stranger))).status).toBe(401);
    expect((await whoAmI(await asForeign(), await foreignToken(TEST_USER, 'GLOBEX'))).status).toBe(401);
  });

  const call: ServiceCall = {
    subject: TEST_USER,
    organization: 'ACME',
    bu_codes: ['HQ'],
    project_ids: ['0199aaaa-0000-7000-8000-0000000000cc'],
    roles: ['org_admin'],
    source: 'procurement.vendors',
    job_id: null,
    attempt: 1,
  };

  test('lets micro-report into micro-data with one body, and nowhere else', async () => {
    const body = '{"name":"procurement.vendors"}';
    const token = await new ServiceTokens(TEST_SERVICE_SECRET).issue(call, body);
    const headers = { authorization: `Bearer ${token}` };
    const data = await start('micro-data');
    const answer = await whoAmI(data, headers, body);
    expect(answer.json()).toMatchObject({
      kind: 'service',
      roles: ['service'],
      bu_codes: ['HQ'],
      project_ids: call.project_ids,
      service: { requester_roles: ['org_admin'], source: 'procurement.vendors', attempt: 1 },
    });
    expect((await whoAmI(data, headers, '{"name":"procurement.prices"}')).status).toBe(401);
    expect((await whoAmI(await start('micro-report'), headers, body)).status).toBe(401);
  });

  test.each([
    ['a live key', {}, 201],
    ['an expired key', { expires_at: new Date(0) }, 401],
    ['a deactivated key', { is_active: false }, 401],
    ['a key with another scope', { scopes: ['job.read'] }, 403],
  ])('answers %s', async (name, state, status) => {
    const { secret, hash, prefix } = newApiKey();
    await system().asSystem((tx) =>
      tx.api_key.create({
        data: {
          organization_id: organizationId,
          name,
          key_hash: hash,
          key_prefix: prefix,
          roles: ['member'],
          ...state,
        },
      }),
    );
    const http = await start('micro-report');
    expect((await whoAmI(http, { 'x-api-key': secret })).status).toBe(status);
    const row = await system().asSystem((tx) => tx.api_key.findUnique({ where: { key_hash: hash } }));
    expect(row?.last_used_at === null).toBe(status === 401);
  });

  test('answers 429 to who guesses', async () => {
    const http = await start('micro-report', { RATE_LIMIT_PER_MINUTE: '2' });
    const guess = () => whoAmI(http, { authorization: 'Bearer guess' });
    expect([(await guess()).status, (await guess()).status]).toEqual([401, 401]);
    const third = await guess();
    expect(third.status).toBe(429);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await http('/health/live')).status).toBe(200);
  });
});
