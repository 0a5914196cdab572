import { DeliveryHouse, until } from '../../test/delivery-house.js';
import { HttpReceiver, verified } from '../../test/http-receiver.js';

interface HookJson {
  readonly id: string;
  readonly secret: string;
  readonly is_active: boolean;
  readonly [field: string]: unknown;
}

interface PostJson {
  readonly id: string;
  readonly event_id: string;
  readonly status: string;
  readonly attempts: number;
  readonly [field: string]: unknown;
}

describe('webhooks', () => {
  let http: HttpReceiver;
  let house: DeliveryHouse;
  let count = 0;

  beforeAll(async () => {
    http = await HttpReceiver.start();
    house = await DeliveryHouse.open({
      WEBHOOK_TIMEOUT_MS: '200',
      WEBHOOK_STOP_FAILURES: '4',
      WEBHOOK_STOP_AFTER_S: '0',
    });
  });
  afterAll(async () => {
    await house?.close();
    await http?.stop();
  });
  beforeEach(() => {
    http.received.length = 0;
    http.manner = () => 204;
  });

  const call = (method: string, path: string, body?: object, more: object = {}) =>
    house.report.call(path, { method, ...(body && { body }), ...more });
  const register = async (fields: object = {}): Promise<HookJson> => {
    const name = `hook ${++count}`;
    const answer = await call('POST', '/api/webhooks', { name, url: `${http.url}/${count}`, ...fields });
    expect(answer.status).toBe(201);
    return answer.json() as HookJson;
  };
  const retire = (id: string) => call('DELETE', `/api/webhooks/${id}`);
  const posts = async (id: string): Promise<PostJson[]> =>
    ((await call('GET', `/api/webhooks/${id}/deliveries?sort=created_at`)).json() as { items: PostJson[] })
      .items;
  const settled = (id: string, wanted = 1): Promise<PostJson[]> =>
    until(
      () => posts(id),
      (all) =>
        all.length >= wanted && all.every(({ status }) => status !== 'pending' && status !== 'sending'),
    );

  it('hear of runs that end, signed, with ids and facts and no rows', async () => {
    const hook = await register({ events: ['job.completed', 'job.failed'] });
    const job = await house.finish([]);
    const failed = await house.fail();
    const all = await settled(hook.id, 2);
    expect(all).toMatchObject([
      { event_type: 'job.completed', status: 'delivered', attempts: 1, last_status: 204 },
      { event_type: 'job.failed', status: 'delivered' },
    ]);
    const received = http.at(`/${count}`);
    const events = received.map((post) => verified(post, hook.secret));
    expect(events).toContainEqual({
      type: 'job.completed',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      data: expect.objectContaining({
        organization_id: house.report.acme,
        subject: { type: 'report_job', id: job },
        row_count: 1,
      }),
    });
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'job.failed',
        data: expect.objectContaining({
          subject: { type: 'report_job', id: failed },
          error_code: 'render-timeout',
        }),
      }),
    );
    expect(received.map(({ headers }) => headers['webhook-id'] ?? '').toSorted()).toEqual(
      all.map(({ event_id }) => event_id).toSorted(),
    );
    await retire(hook.id);
  });

  it('hear only of what they asked for, and only of their own organization', async () => {
    const [hook, all] = [await register({ events: ['job.cancelled'] }), await register()];
    const foreign = await house.report.call('/api/webhooks', {
      method: 'POST',
      org: 'GLOBEX',
      body: { name: 'spy', url: `${http.url}/spy` },
    });
    await house.finish([]);
    await settled(all.id);
    expect(await posts(hook.id)).toEqual([]);
    expect(http.at('/spy')).toEqual([]);
    const { id } = foreign.json() as HookJson;
    expect((await call('GET', `/api/webhooks/${id}`)).status).toBe(404);
    expect((await call('GET', `/api/webhooks/${id}/deliveries`)).status).toBe(404);
    await retire(hook.id);
    await retire(all.id);
  });

  it('that do not answer in time, or answer 500, are told again under the same id', async () => {
    const hook = await register();
    http.manner = (times) => (times === 1 ? 'hang' : times === 2 ? 500 : 200);
    await house.finish([]);
    const [post] = await settled(hook.id);
    expect(post).toMatchObject({ status: 'delivered', attempts: 3, last_status: 200, last_error: null });
    const received = http.at(`/${count}`);
    expect(new Set(received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([post?.event_id]));
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect((await call('GET', `/api/webhooks/${hook.id}`)).json()).toMatchObject({ consecutive_failures: 0 });
    await retire(hook.id);
  });

  it('that are told in vain can be told again by hand', async () => {
    const hook = await register();
    http.manner = () => 500;
    await house.finish([]);
    const [lost] = await settled(hook.id);
    expect(lost).toMatchObject({ status: 'failed', attempts: 3, last_status: 500 });
    http.manner = () => 204;
    const answer = await call('POST', `/api/webhooks/deliveries/${lost?.id}/replay`);
    expect([answer.status, answer.json()]).toEqual([
      201,
      expect.objectContaining({ replay_of: lost?.id, event_id: lost?.event_id }),
    ]);
    const all = await settled(hook.id, 2);
    expect(all.map(({ status }) => status)).toEqual(['failed', 'delivered']);
    expect(new Set(http.at(`/${count}`).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    await retire(hook.id);
  });

  it('that fail too often are stopped, their keepers told, and nothing is lost', async () => {
    const keeper = await house.addMember('keeper@example.org', 'org_admin');
    const hook = await register();
    http.manner = () => 500;
    await house.finish([]);
    await house.finish([]);
    const stopped = await until(
      async () => (await call('GET', `/api/webhooks/${hook.id}`)).json() as HookJson,
      ({ is_active }) => !is_active,
    );
    expect(stopped).toMatchObject({ stopped_reason: 'failing' });
    const inbox = (await call('GET', '/api/inbox', undefined, { sub: keeper })).json() as {
      items: { kind: string; entity_id: string }[];
    };
    expect(inbox.items).toMatchObject([{ kind: 'webhook-stopped', entity_id: hook.id }]);
    const trial = await call('POST', `/api/webhooks/${hook.id}/test`);
    expect([trial.status, trial.json()]).toEqual([409, expect.objectContaining({ code: 'webhook-stopped' })]);
    // Nothing goes to one that is stopped, and no new events are filed for it.
    const before = await until(
      () => posts(hook.id),
      (all) => all.every(({ status }) => status !== 'sending'),
    );
    await house.finish([]);
    expect(await posts(hook.id)).toHaveLength(before.length);
    http.manner = () => 204;
    const started = await call('PUT', `/api/webhooks/${hook.id}`, { is_active: true });
    expect(started.json()).toMatchObject({ is_active: true, stopped_reason: null, consecutive_failures: 0 });
    const after = await settled(hook.id);
    const waited = before.filter(({ status }) => status === 'pending').map(({ id }) => id);
    expect(after.filter(({ id }) => waited.includes(id)).every(({ status }) => status === 'delivered')).toBe(
      true,
    );
    await retire(hook.id);
  });

  it('that say they are gone are stopped at once', async () => {
    const hook = await register();
    http.manner = () => 410;
    await house.finish([]);
    expect(await settled(hook.id)).toMatchObject([{ status: 'failed', attempts: 1, last_status: 410 }]);
    expect((await call('GET', `/api/webhooks/${hook.id}`)).json()).toMatchObject({
      is_active: false,
      stopped_reason: 'gone',
    });
    await retire(hook.id);
  });

  it('show their secret once, and sign with the old and the new one after a rotation', async () => {
    const hook = await register();
    expect(hook.secret).toMatch(/^whsec_/);
    const shown = await call('GET', `/api/webhooks/${hook.id}`);
    expect(shown.text).not.toContain('whsec_');
    const rotated = (await call('POST', `/api/webhooks/${hook.id}/rotate-secret`)).json() as HookJson;
    expect(rotated).toMatchObject({ secret: expect.stringMatching(/^whsec_/), secret_version: 2 });
    expect(rotated.secret).not.toBe(hook.secret);
    expect((await call('POST', `/api/webhooks/${hook.id}/test`)).status).toBe(201);
    await settled(hook.id);
    const [post] = http.at(`/${count}`);
    for (const secret of [hook.secret, rotated.secret]) {
      expect(verified(post, secret)).toMatchObject({ type: 'webhook.test' });
    }
    const stored = await house.report.database.asSystem((tx) =>
      tx.webhook_endpoint.findFirst({ where: { id: hook.id } }),
    );
    expect(JSON.stringify(stored)).not.toContain(hook.secret.slice(6));
    await retire(hook.id);
  });

  it('keep the secret out of the record of an Idempotency-Key', async () => {
    const body = { name: `hook ${++count}`, url: `${http.url}/${count}` };
    const headers = { 'idempotency-key': 'hook-once' };
    const first = (await call('POST', '/api/webhooks', body, { headers })).json() as HookJson;
    const again = (await call('POST', '/api/webhooks', body, { headers })).json() as HookJson;
    expect([again.id, again.secret]).toEqual([first.id, null]);
    await retire(first.id);
  });

  it('that are deleted hear nothing more', async () => {
    const hook = await register({ is_active: false });
    await house.report.database.withTenant(house.report.acme, (tx) =>
      tx.webhook_delivery.create({
        data: {
          organization_id: house.report.acme,
          endpoint_id: hook.id,
          event_id: hook.id,
          event_type: 'job.completed',
          payload: {},
        },
      }),
    );
    expect((await retire(hook.id)).status).toBe(204);
    expect((await call('GET', `/api/webhooks/${hook.id}`)).status).toBe(404);
    const rows = await house.report.database.asSystem((tx) =>
      tx.webhook_delivery.findMany({ where: { endpoint_id: hook.id } }),
    );
    expect(rows).toMatchObject([{ status: 'suppressed', attempts: 0 }]);
  });

  it.each([
    ['no URL', { url: 'nowhere' }],
    ['another scheme', { url: 'ftp://example.org/' }],
    ['credentials', { url: 'https://user:secret@example.org/' }],
    ['an unknown event', { url: 'https://example.org/', events: ['job.exploded'] }],
    ['no name', { name: '', url: 'https://example.org/' }],
  ])('refuse %s', async (_what, fields) => {
    const answer = await call('POST', '/api/webhooks', { name: 'wrong', ...fields });
    expect(answer.status).toBe(422);
  });

  it('have names of their own, are changed under If-Match, and are not for everybody', async () => {
    const hook = await register();
    const twin = await call('POST', '/api/webhooks', { name: hook.name, url: `${http.url}/x` });
    expect([twin.status, twin.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'webhook-name-taken' }),
    ]);
    const stale = await call(
      'PUT',
      `/api/webhooks/${hook.id}`,
      { name: 'x' },
      { headers: { 'if-match': '"v9"' } },
    );
    expect(stale.status).toBe(412);
    for (const role of ['member', 'coordinator']) {
      expect((await call('GET', '/api/webhooks', undefined, { roles: [role] })).status).toBe(403);
    }
    const types = (await call('GET', '/api/webhooks/event-types')).json() as { type: string }[];
    expect(types.map(({ type }) => type)).toEqual([
      'job.completed',
      'job.failed',
      'job.cancelled',
      'export.requested',
      'export.approved',
      'export.rejected',
      'export.completed',
      'delivery.failed',
      'schedule.stopped',
    ]);
    await retire(hook.id);
  });
});
