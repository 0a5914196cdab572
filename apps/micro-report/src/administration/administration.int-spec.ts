import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { buildService, Database, documentFaults } from '@galley/platform';
import {
  asCaller,
  httpClient,
  testConfig,
  walkRoutes,
  type HttpAnswer,
  type HttpClient,
} from '@galley/platform/testing';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { AuditModule } from '../audit/audit.module.js';
import { AdministrationModule } from './administration.module.js';

@Module({ imports: [AdministrationModule, AuditModule] })
class AdministrationOnly {}

interface Resource {
  readonly id: string;
  readonly secret: string;
  readonly items: readonly Record<string, unknown>[];
}

describe('administration', () => {
  let database: ClonedDatabase;
  let app: NestFastifyApplication;
  let http: HttpClient;
  let platform: Record<string, string>;
  let acme: Record<string, string>;
  let globex: Record<string, string>;

  const call = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
    http(`/api/platform/${path}`, { method, headers, body });
  const post = (path: string, headers: Record<string, string>, body: unknown) =>
    call('POST', path, headers, body);
  const resource = (answer: HttpAnswer): Resource => {
    if (answer.status >= 300) throw new Error(answer.text);
    return answer.json() as Resource;
  };

  beforeAll(async () => {
    database = await cloneDatabase();
    app = await buildService(AdministrationOnly, {
      service: 'micro-report',
      config: testConfig(database),
      environment: { ACME_BOOKS_URL: 'postgresql://reader@books/books', GLOBEX_URL: 'postgresql://x@y/z' },
    });
    http = await httpClient(app);
    await app
      .get(Database)
      .asSystem((tx) => tx.organization.create({ data: { code: 'ROOT', name: 'Root' } }));
    platform = await asCaller('ROOT', ['platform_admin']);
    acme = await asCaller('ACME', ['org_admin']);
    globex = await asCaller('GLOBEX', ['org_admin']);
    for (const code of ['ACME', 'GLOBEX'])
      resource(await post('organizations', platform, { code, name: code }));
  });

  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  test('documents itself completely', async () => {
    const document = (await http('/api/openapi.json')).json() as OpenAPIObject;
    expect(documentFaults(document)).toEqual([]);
  });

  describe('organizations', () => {
    test('answers 409 to a code that is taken', async () => {
      const answer = await post('organizations', platform, { code: 'ACME', name: 'Again' });
      expect(answer.status).toBe(409);
    });

    test('lets an administrator read and change their own, and see no other', async () => {
      const own = await call('GET', 'organizations/ACME', acme);
      expect(own.json()).toMatchObject({ code: 'ACME', locale: 'en', timezone: 'UTC' });
      const changed = await call('PATCH', 'organizations/ACME', acme, { timezone: 'Asia/Bangkok' });
      expect(changed.json()).toMatchObject({ name: 'ACME', timezone: 'Asia/Bangkok' });
      expect((await call('GET', 'organizations/GLOBEX', acme)).status).toBe(404);
      expect((await call('PATCH', 'organizations/GLOBEX', acme, { name: 'Mine' })).status).toBe(404);
      expect(resource(await call('GET', 'organizations', acme)).items).toHaveLength(1);
    });

    test.each([
      [{ is_active: false }, 403],
      [{ code: 'OTHER' }, 422],
      [{ name: null }, 422],
      [{ timezone: 'Mars/Olympus' }, 422],
      [{ currency: 'ZZZ' }, 422],
    ])('refuses the change %j of an organization administrator', async (body, status) => {
      expect((await call('PUT', 'organizations/ACME', acme, body)).status).toBe(status);
    });

    test('refuses creation to everybody but platform administrators', async () => {
      expect((await post('organizations', acme, { code: 'NEW', name: 'New' })).status).toBe(403);
    });

    test('honours If-Match', async () => {
      const { headers } = await call('GET', 'organizations/ACME', acme);
      const etag = headers.get('etag') ?? '';
      const change = (name: string) =>
        call('PUT', 'organizations/ACME', { ...acme, 'if-match': etag }, { name });
      expect((await change('Acme 1')).status).toBe(200);
      expect((await change('Acme 2')).status).toBe(412);
    });

    test('closes a deactivated organization to its tokens', async () => {
      resource(await post('organizations', platform, { code: 'SHORT', name: 'Short' }));
      const member = await asCaller('SHORT', ['org_admin']);
      expect((await call('GET', 'organizations', member)).status).toBe(200);
      expect((await call('DELETE', 'organizations/SHORT', platform)).status).toBe(204);
      expect((await call('GET', 'organizations', member)).status).toBe(401);
    });
  });

  describe('business units and data sources', () => {
    test('builds a tree over a data source', async () => {
      const source = await post('data-sources', acme, { name: 'books', schema: 'acme_books' });
      expect(source.json()).toMatchObject({
        name: 'books',
        url_env: null,
        organization: 'ACME',
        max_connections: 4,
      });
      resource(await post('business-units', acme, { code: 'HQ', name: 'Head office', kind: 'region' }));
      const unit = await post('business-units', acme, {
        code: 'BEACH',
        name: 'Beach',
        parent_code: 'HQ',
        data_source: 'books',
        currency: 'THB',
      });
      expect(unit.status).toBe(201);
      expect(unit.json()).toMatchObject({
        code: 'BEACH',
        parent_code: 'HQ',
        data_source: 'books',
        kind: 'property',
      });
      expect(unit.headers.get('location')).toBe(`/api/platform/business-units/${resource(unit).id}`);
      const cleared = await call('PUT', 'business-units/BEACH', acme, { data_source: null });
      expect(cleared.json()).toMatchObject({ data_source: null, parent_code: 'HQ', name: 'Beach' });
    });

    test.each([
      ['/parent_code', { code: 'X', name: 'X', parent_code: 'NOWHERE' }],
      ['/data_source', { code: 'X', name: 'X', data_source: 'nowhere' }],
      ['/organization', { code: 'X', name: 'X', organization: 'GLOBEX' }],
      ['/code', { code: '../x', name: 'X' }],
      ['/organization_id', { code: 'X', name: 'X', organization_id: 'x' }],
    ])('points at %s of a business unit that is not valid', async (pointer, body) => {
      const answer = await post('business-units', acme, body);
      expect(answer.status).toBe(422);
      expect(answer.json()).toMatchObject({ errors: [{ pointer }] });
    });

    test('refuses a unit below itself', async () => {
      const answer = await call('PUT', 'business-units/HQ', acme, { parent_code: 'BEACH' });
      expect(answer.status).toBe(422);
      expect(answer.json()).toMatchObject({ errors: [{ pointer: '/parent_code' }] });
    });

    test.each([
      [{ url_env: 'GLOBEX_URL' }, 403],
      [{ url_env: 'DATABASE_SYSTEM_URL' }, 422],
      [{ url_env: 'ACME_UNSET_URL' }, 422],
      [{ url_env: 'acme' }, 422],
      [{ schema: 'platform' }, 422],
      [{ schema: 'x"; drop schema x' }, 422],
      [{ read_only_role: 'galley_system' }, 403],
      [{ url_env: 'ACME_BOOKS_URL' }, 201],
    ])('answers the data source %j with %i', async (body, status) => {
      const answer = await post('data-sources', acme, { name: 'probe', schema: 'acme_probe', ...body });
      expect(answer.status).toBe(status);
    });

    test('refuses a schema that another organization has bound', async () => {
      resource(
        await post('data-sources', platform, { name: 'g', schema: 'globex_books', organization: 'GLOBEX' }),
      );
      const answer = await post('data-sources', acme, { name: 'spy', schema: 'globex_books' });
      expect(answer.status).toBe(422);
    });

    test('hides units from other organizations and from callers confined elsewhere', async () => {
      expect((await call('GET', 'business-units/BEACH', globex)).status).toBe(404);
      const confined = await asCaller('ACME', ['org_admin'], { bus: ['HQ'] });
      expect(resource(await call('GET', 'business-units', confined)).items).toMatchObject([{ code: 'HQ' }]);
    });
  });

  describe('people and keys', () => {
    test('creates an account with a first role, once per Idempotency-Key', async () => {
      const headers = { ...acme, 'idempotency-key': 'kari' };
      const body = { email: 'Kari@Example.org', name: 'Kari' };
      const first = await post('users', headers, body);
      expect(first.json()).toMatchObject({
        email: 'kari@example.org',
        memberships: [{ organization: 'ACME', role: 'member' }],
      });
      const second = await post('users', headers, body);
      expect(second.text).toBe(first.text);
      expect(second.headers.get('idempotency-replayed')).toBe('true');
      expect((await post('users', acme, body)).status).toBe(409);
      expect((await call('GET', `users/${resource(first).id}`, globex)).status).toBe(404);
    });

    test.each(['platform_admin', 'global_admin', 'service'])(
      'keeps an administrator from giving %s',
      async (role) => {
        const { id } = resource(await post('users', acme, { email: `${role}@example.org`, name: role }));
        expect((await post('memberships', acme, { user_id: id, role })).status).toBe(403);
        expect((await post('api-keys', acme, { name: role, roles: [role] })).status).toBe(403);
      },
    );

    test('keeps an administrator from locking out the people of others', async () => {
      const user = resource(await post('users', acme, { email: 'both@example.org', name: 'Both' }));
      const membership = { user_id: user.id, role: 'member' };
      expect((await post('memberships', globex, membership)).status).toBe(422);
      resource(await post('memberships', platform, { ...membership, organization: 'GLOBEX' }));
      expect((await call('DELETE', `users/${user.id}`, acme)).status).toBe(403);
      expect((await call('GET', `users/${user.id}`, acme)).json()).toMatchObject({
        memberships: [{ organization: 'ACME' }],
      });
      expect((await call('DELETE', `users/${user.id}`, platform)).status).toBe(204);
    });

    test('confines a membership to units that exist', async () => {
      const { id } = resource(await post('users', acme, { email: 'unit@example.org', name: 'Unit' }));
      const give = (business_unit_codes: string[]) =>
        post('memberships', acme, { user_id: id, role: 'coordinator', business_unit_codes });
      expect((await give(['NOWHERE'])).status).toBe(422);
      expect((await give(['BEACH'])).json()).toMatchObject({
        role: 'coordinator',
        business_unit_codes: ['BEACH'],
      });
    });

    test('shows the secret of a key once, accepts it, and stops when told', async () => {
      const headers = { ...acme, 'idempotency-key': 'nightly' };
      const body = { name: 'nightly', roles: ['org_admin'], scopes: ['business-unit.read'] };
      const key = resource(await post('api-keys', headers, body));
      expect(key.secret).toMatch(/^gk_[\w-]{43}$/);
      expect((await post('api-keys', headers, body)).json()).toMatchObject({ id: key.id, secret: null });
      expect((await call('GET', `api-keys/${key.id}`, acme)).text).not.toContain('secret');
      const byKey = { 'x-api-key': key.secret };
      expect((await call('GET', 'business-units', byKey)).status).toBe(200);
      expect((await call('GET', 'users', byKey)).status).toBe(403);
      expect((await call('DELETE', `api-keys/${key.id}`, acme)).status).toBe(204);
      expect((await call('GET', 'business-units', byKey)).status).toBe(401);
    });

    test.each([
      { name: 'k', roles: ['member'], scopes: ['everything'] },
      { name: 'k', roles: ['member'], expires_at: '2020-01-01T00:00:00Z' },
      { name: 'k', roles: [] },
    ])('refuses the key %j', async (body) => {
      expect((await post('api-keys', acme, body)).status).toBe(422);
    });
  });

  test('writes every change into the chain of its organization', async () => {
    const answer = await http('/api/audit?entity_type=business-unit', { headers: acme });
    const { items } = answer.json() as Resource;
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['business-unit.create', 'business-unit.update']),
    );
    expect(items[0]).toMatchObject({
      entity_type: 'business-unit',
      sequence: expect.any(Number),
      ip: '127.0.0.1',
    });
    expect(items[0]).not.toHaveProperty('organization_id');
    const foreign = (
      await http('/api/audit?entity_type=business-unit', { headers: globex })
    ).json() as Resource;
    expect(foreign.items).toEqual([]);
  });

  // Last, because it also creates what the examples of the document say.
  test('admits exactly the roles of the policy table to each route', async () => {
    const document = (await http('/api/openapi.json')).json() as OpenAPIObject;
    expect(await walkRoutes(http, document, { organization: 'GLOBEX' })).toEqual([]);
  });
});
