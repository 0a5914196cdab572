import { startReportApp, type ReportApp } from '../../test/report-app.js';
import { AssetsModule } from './assets.module.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEklEQVR4nGP4z8DAAMQMEAoAHvYD/Z5M6bIAAAAASUVORK5CYII=',
  'base64',
);

describe('stored pictures', () => {
  let report: ReportApp;

  beforeAll(async () => {
    report = await startReportApp([AssetsModule]);
  });
  afterAll(() => report.close());

  const store = (name: string, body = PNG, type = 'image/png', call: object = {}) =>
    report.call(`/api/reports/assets?name=${name}`, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
      ...call,
    });
  const idOf = (answer: { json: () => unknown }) => (answer.json() as { id: string }).id;

  it('come back byte for byte, with what they are', async () => {
    const answer = await store('logo');
    expect(answer.status).toBe(201);
    expect(answer.json()).toMatchObject({
      name: 'logo',
      media_type: 'image/png',
      size: PNG.length,
      width: 2,
      height: 3,
    });
    expect(answer.json()).not.toHaveProperty('bytes');
    const content = await report.call(`/api/reports/assets/${idOf(answer)}/content`);
    expect(content.bytes.equals(PNG)).toBe(true);
    expect(content.headers.get('content-type')).toBe('image/png');
    expect(content.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['no picture', Buffer.from('<script>alert(1)</script>'), 'image/png', 422, 'invalid'],
    ['a picture called something else', PNG, 'image/jpeg', 422, 'invalid'],
    ['SVG, which may hold scripts', Buffer.from('<svg/>'), 'image/svg+xml', 415, 'unsupported-media-type'],
    ['JSON', Buffer.from('{}'), 'application/json', 415, 'unsupported-media-type'],
    [
      'more than two megabytes',
      Buffer.concat([PNG, Buffer.alloc(2_100_000)]),
      'image/png',
      413,
      'body-too-large',
    ],
  ])('are refused as %s', async (_, body, type, status, code) => {
    const answer = await store('refused', body, type);
    expect(answer.json()).toMatchObject({ status, code });
    expect((await report.call('/api/reports/assets?q=refused')).json()).toMatchObject({ total: 0 });
  });

  it('refuse a size that nobody can draw, whatever the bytes say', async () => {
    const bomb = Buffer.from(PNG);
    bomb.writeUInt32BE(100_000, 16);
    bomb.writeUInt32BE(100_000, 20);
    expect((await store('bomb', bomb)).status).toBe(422);
  });

  it('have a name of their own, free again when they are removed', async () => {
    const first = await store('stamp');
    expect((await store('stamp')).json()).toMatchObject({ status: 409, code: 'asset-name-taken' });
    const path = `/api/reports/assets/${idOf(first)}`;
    expect((await report.call(path, { method: 'DELETE', headers: { 'if-match': '"t0"' } })).status).toBe(412);
    expect((await report.call(path, { method: 'DELETE' })).status).toBe(204);
    expect((await report.call(path)).status).toBe(404);
    expect((await store('stamp')).status).toBe(201);
  });

  it('are stored once for the same Idempotency-Key', async () => {
    const headers = { 'content-type': 'image/png', 'idempotency-key': 'picture-1' };
    const [first, second] = [
      await store('once', PNG, '', { headers }),
      await store('once', PNG, '', { headers }),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(idOf(second)).toBe(idOf(first));
    const other = Buffer.concat([PNG, Buffer.from('x')]);
    expect((await store('once', other, '', { headers })).json()).toMatchObject({
      code: 'idempotency-key-reuse',
    });
  });

  it('are seen by their organization, those of the platform by all', async () => {
    const own = idOf(await store('secret'));
    expect((await report.call(`/api/reports/assets/${own}`, { org: 'GLOBEX' })).status).toBe(404);
    expect((await store('shared&owner=platform')).status).toBe(403);
    const shared = await store('shared&owner=platform', PNG, 'image/png', { roles: ['platform_admin'] });
    expect(shared.json()).toMatchObject({ organization_id: null });
    const path = `/api/reports/assets/${idOf(shared)}`;
    expect((await report.call(path, { org: 'GLOBEX' })).status).toBe(200);
    expect((await report.call(path, { org: 'GLOBEX', method: 'DELETE' })).status).toBe(403);
    expect((await report.call(path, { roles: ['platform_admin'], method: 'DELETE' })).status).toBe(204);
  });

  it('are on record, without their bytes', async () => {
    const id = idOf(await store('recorded'));
    const events = await report.database.asSystem((tx) =>
      tx.audit_event.findMany({ where: { entity_id: id } }),
    );
    expect(events).toMatchObject([
      { action: 'asset.create', facts: { name: 'recorded', platform_wide: false } },
    ]);
  });

  it('are not for members to store', async () => {
    expect((await store('member', PNG, 'image/png', { roles: ['member'] })).status).toBe(403);
  });
});
