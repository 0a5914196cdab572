import { randomUUID } from 'node:crypto';
import { ServiceTokens, type Role, type ServiceCall } from '@galley/platform';
import { DataService, type TokenWishes } from '../../test/support/data-service.js';

const KEY = 'energy.export_contract';

/** Packs/README, rule 1, and EN-AP: what a second person may have to approve is not to be had beside the request. */
describe('sources of exports', () => {
  let service: DataService;

  beforeAll(async () => {
    service = await DataService.start();
    await service.organization('demo', []);
    await service.source({ name: KEY, source_type: 'builder', builder_key: KEY });
    await service.source({ name: 'plain.view', source_type: 'view', source_name: 'plain' });
  });
  afterAll(() => service?.stop());

  const refusal = { status: 403, body: { code: 'export-needs-request' } };
  const member = (...roles: Role[]): TokenWishes => ({ roles });

  async function byService(claims: Partial<ServiceCall>, body: object): Promise<Response> {
    const tokens = service.app.get(ServiceTokens, { strict: false });
    const text = JSON.stringify(body);
    const call: ServiceCall = {
      subject: randomUUID(),
      organization: 'demo',
      bu_codes: null,
      project_ids: [],
      roles: ['coordinator'],
      source: null,
      job_id: null,
      attempt: null,
      ...claims,
    };
    return fetch(`${service.url}/api/datasets/execute`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokens.issue(call, text)}`,
        'content-type': 'application/json',
      },
      body: text,
    });
  }

  it.each(['member', 'coordinator', 'sysadmin'] as const)(
    'are closed to a %s, by every door',
    async (role) => {
      const token = member(role);
      expect(await service.execute({ builder_key: KEY }, token)).toMatchObject(refusal);
      expect(await service.execute({ name: KEY }, token)).toMatchObject(refusal);
      for (const [method, path] of [
        ['POST', `sources/${KEY}/preview`],
        ['GET', `sources/${KEY}/describe`],
        ['GET', `lookups/${KEY}?field=counterparty`],
      ] as const) {
        const body = method === 'POST' ? { body: {} } : {};
        const answer = await service.json(method, `/api/datasets/${path}`, { ...body, token });
        expect([path, answer]).toEqual([path, expect.objectContaining({ status: 403 })]);
      }
    },
  );

  it('are open to who decides on exports', async () => {
    expect(await service.execute({ builder_key: KEY }, member('org_admin'))).toMatchObject({ status: 200 });
  });

  it('are not offered to build on, but to who decides', async () => {
    const names = async (role: Role) => {
      const { body } = await service.json<{ items: { name: string }[]; total: number }>(
        'GET',
        '/api/datasets/sources?is_shared=true&limit=200',
        { token: member(role) },
      );
      return body.items.map(({ name }) => name).filter((name) => [KEY, 'plain.view'].includes(name));
    };
    expect(await names('coordinator')).toEqual(['plain.view']);
    expect(await names('org_admin')).toEqual([KEY, 'plain.view']);
  });

  it('are read by the service for a request, and for no other file', async () => {
    const job = { job_id: randomUUID(), attempt: 1, source: KEY };
    const status = async (claims: Partial<ServiceCall>) =>
      (await byService(claims, { builder_key: KEY })).status;
    expect(await status({ ...job, is_export: true })).toBe(200);
    // A count before there is a job.
    expect(await status({ source: KEY, is_export: true })).toBe(200);
    // A report over the same source, whoever ordered it.
    expect(await status(job)).toBe(403);
    expect(await status({ ...job, roles: ['org_admin'] })).toBe(403);
    // A preview.
    expect(await status({ source: KEY })).toBe(403);
    expect(await status({ source: KEY, roles: ['org_admin'] })).toBe(200);
  });
});
