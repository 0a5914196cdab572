import { DataService } from './support/data-service.js';

describe('what a request names, looked up not long ago', () => {
  let service: DataService;
  const read = async (bu_codes: readonly string[], token = {}, name = 'stock') =>
    (await service.request('POST', '/api/datasets/execute', { body: { name, bu_codes }, token })).status;

  beforeAll(async () => {
    service = await DataService.start();
    await service.admin.query('create schema t01; create view t01.stock as select 1 as qty');
    await service.admin.query('create view t01.other as select 2 as amount');
    await service.organization('demo', [
      { code: 'T01', schema: 't01' },
      { code: 'T02', schema: 't01' },
    ]);
    await service.source({ name: 'stock', source_type: 'view', source_name: 'stock' });
    await service.source({ name: 'moving', source_type: 'view', source_name: 'stock' });
  }, 180_000);
  afterAll(() => service.stop());

  it('never serves a caller with the rights of another', async () => {
    expect(await read(['T01', 'T02'])).toBe(200);
    expect(await read(['T01', 'T02'], { bus: ['T01'] })).toBe(403);
    expect(await read(['T01'], { bus: ['T01'] })).toBe(200);
    expect(await read(['T01', 'T02'], { roles: [] })).toBe(403);
  });

  it('follows a business unit that is closed within seconds', async () => {
    expect(await read(['T02'])).toBe(200);
    await service.admin.query(`update platform.business_unit set is_active = false where code = 'T02'`);
    const deadline = Date.now() + 4_000;
    while ((await read(['T02'])) !== 404) {
      if (Date.now() > deadline) throw new Error('the closed unit is still read');
    }
  });

  it('follows a change of the source at once', async () => {
    expect(await read(['T01'], {}, 'moving')).toBe(200);
    const body = { name: 'moving', label: 'Stock', source_type: 'view', source_name: 'other' };
    const headers = { 'if-match': '*' };
    const token = { roles: ['platform_admin', 'org_admin'] };
    const put = await service.request('PUT', '/api/datasets/sources/moving', { body, headers, token });
    expect(put.status).toBe(200);
    const { body: answer } = await service.execute({ name: 'moving', bu_codes: ['T01'] });
    expect(answer.columns.map(({ name }) => name)).toContain('amount');
    await service.request('DELETE', '/api/datasets/sources/moving', { headers, token });
    expect(await read(['T01'], {}, 'moving')).toBe(404);
  });
});
