import { randomUUID } from 'node:crypto';
import { newApiKey } from '@galley/platform';
import { ExportHouse, good, problemOf } from '../../test/export-house.js';

const OTHER_ADMIN = { sub: randomUUID() };

describe('deciding on an export', () => {
  let house: ExportHouse;

  beforeAll(async () => {
    house = await ExportHouse.open();
  });
  afterAll(() => house?.close());
  beforeEach(() => house.reset());

  it('EN-AP-7: another administrator approves: it is queued, with count and fingerprint', async () => {
    const row = await house.approved();
    expect(row).toMatchObject({
      status: 'approved',
      approved_by: '0199aaaa-0000-7000-8000-000000000001',
      approved_record_count: 25,
      approved_fingerprint: 'sha256:25-a',
    });
    expect(row.job_id).not.toBeNull();
    expect(await house.actionsOn(row.id)).toEqual(['export.request', 'export.approve']);
  });

  it('EN-AP-7: nobody decides on their own request', async () => {
    const sub = randomUUID();
    const { id } = await house.pending(sub);
    expect(problemOf(await house.post(id, 'approve', { sub }))).toEqual([403, 'self-approval']);
    expect(problemOf(await house.post(id, 'reject', { sub, body: { reason: 'no' } }))).toEqual([
      403,
      'self-approval',
    ]);
    expect(await house.read(id)).toMatchObject({ status: 'pending' });
  });

  describe('EN-AP-7: a key stands for who made it', () => {
    const maker = randomUUID();
    const { secret, hash, prefix } = newApiKey();

    const byKey = async (url: string, body: object) => {
      const address = await house.report.app.getUrl();
      const headers = { 'x-api-key': secret, 'content-type': 'application/json' };
      const answer = await fetch(address + url, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: answer.status, body: (await answer.json()) as { id: string; code?: string } };
    };
    const ask = async () => {
      house.rows = 25;
      const { body } = await byKey('/api/exports/request', {
        data_type: 'expense',
        format: 'csv',
        reason: 'audit',
      });
      return body;
    };

    beforeAll(() =>
      house.report.database.asSystem((tx) =>
        tx.api_key.create({
          data: {
            organization_id: house.report.acme,
            name: 'own',
            key_hash: hash,
            key_prefix: prefix,
            roles: ['org_admin'],
            created_by_id: maker,
          },
        }),
      ),
    );

    it('so neither decides for the other', async () => {
      const asked = await house.pending(maker);
      expect(await byKey(`/api/exports/request/${asked.id}/approve`, {})).toMatchObject({
        status: 403,
        body: { code: 'self-approval' },
      });
      const byItself = await ask();
      expect(problemOf(await house.post(byItself.id, 'approve', { sub: maker }))).toEqual([
        403,
        'self-approval',
      ]);
      expect(good(await house.post(byItself.id, 'approve', OTHER_ADMIN), 200)).toMatchObject({
        approved_by: OTHER_ADMIN.sub,
      });
    });

    it('and takes nothing out once it was withdrawn', async () => {
      const { id } = await ask();
      await house.report.database.asSystem((tx) =>
        tx.api_key.updateMany({ where: { key_hash: hash }, data: { is_active: false } }),
      );
      expect(problemOf(await house.post(id, 'approve', OTHER_ADMIN))).toEqual([409, 'requester-gone']);
    });
  });

  it('EN-AP-7: members do not decide, other organizations do not know it', async () => {
    const { id } = await house.pending();
    expect(problemOf(await house.post(id, 'approve', { roles: ['member'] }))).toEqual([403, 'forbidden']);
    expect(problemOf(await house.post(id, 'approve', { roles: ['coordinator'] }))).toEqual([
      403,
      'forbidden',
    ]);
    expect(problemOf(await house.post(id, 'approve', { org: 'GLOBEX' }))).toEqual([404, 'not-found']);
    expect(problemOf(await house.post(id, 'reject', { org: 'GLOBEX', body: { reason: 'no' } }))).toEqual([
      404,
      'not-found',
    ]);
  });

  it('EN-AP-8: what is not pending is not decided on', async () => {
    const row = await house.approved();
    const reject = { ...OTHER_ADMIN, body: { reason: 'no' } };
    expect(problemOf(await house.post(row.id, 'approve', OTHER_ADMIN))).toEqual([409, 'export-not-pending']);
    expect(problemOf(await house.post(row.id, 'reject', reject))).toEqual([409, 'export-not-pending']);
  });

  it('EN-AP-9: rejected means cancelled, with a reason', async () => {
    const { id } = await house.pending();
    expect((await house.post(id, 'reject')).status).toBe(422);
    expect(good(await house.post(id, 'reject', { body: { reason: 'ask for less' } }), 200)).toMatchObject({
      status: 'cancelled',
      rejection_reason: 'ask for less',
    });
    expect(await house.actionsOn(id)).toEqual(['export.request', 'export.reject']);
  });

  it('EN-AP-10: of two administrators who approve at once, one does', async () => {
    const { id } = await house.pending();
    const answers = await Promise.all([house.post(id, 'approve'), house.post(id, 'approve', OTHER_ADMIN)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const jobs = await house.report.database.asSystem((tx) =>
      tx.tb_report_job.count({ where: { export_request_id: id } }),
    );
    expect(jobs).toBe(1);
  });

  it('EN-AP-11: what has grown since it was shown stays pending, with the new count', async () => {
    const { id } = await house.pending();
    house.rows = 26;
    expect(problemOf(await house.post(id, 'approve'))).toEqual([409, 'approval-scope-exceeded']);
    expect(await house.read(id)).toMatchObject({
      status: 'pending',
      estimated_record_count: 26,
      approval_reasons: ['threshold', 'scope-exceeded'],
    });
    expect(good(await house.post(id, 'approve'), 200)).toMatchObject({ approved_record_count: 26 });
  });

  it('approves nothing that cannot be counted now', async () => {
    const { id } = await house.pending();
    house.mood = 'down';
    expect(problemOf(await house.post(id, 'approve'))).toEqual([503, 'export-not-measured']);
    expect(await house.read(id)).toMatchObject({ status: 'pending' });
  });

  it('honours If-Match', async () => {
    const { id } = await house.pending();
    const headers = { 'if-match': '"v99"' };
    expect((await house.post(id, 'approve', { headers })).status).toBe(412);
  });

  it('EN-AP-15: the requester takes it back, while it waits or is queued', async () => {
    const sub = randomUUID();
    const mine = { roles: ['member'], sub };
    const waiting = await house.pending(sub);
    expect((await house.post(waiting.id, 'cancel', { roles: ['member'] })).status).toBe(404);
    expect((await house.post(waiting.id, 'cancel')).status).toBe(403);
    expect(good(await house.post(waiting.id, 'cancel', mine), 200)).toMatchObject({ status: 'cancelled' });
    expect(problemOf(await house.post(waiting.id, 'cancel', mine))).toEqual([409, 'export-not-pending']);

    const queued = await house.approved(sub);
    expect(good(await house.post(queued.id, 'cancel', mine), 200)).toMatchObject({ status: 'cancelled' });
    const job = await house.report.database.asSystem((tx) =>
      tx.tb_report_job.findUniqueOrThrow({ where: { id: queued.job_id ?? '' } }),
    );
    expect(job.status).toBe('cancelled');
  });

  it('EN-AP-14: what a worker has is not taken back', async () => {
    const sub = randomUUID();
    const queued = await house.approved(sub);
    await house.claim(queued);
    expect(await house.read(queued.id)).toMatchObject({ status: 'processing' });
    const answer = await house.post(queued.id, 'cancel', { roles: ['member'], sub });
    expect(problemOf(answer)).toEqual([409, 'export-not-pending']);
  });

  it('tells administrators that a request waits, and the requester what was decided', async () => {
    const admin = randomUUID();
    await house.report.database.asSystem(async (tx) => {
      await tx.user_account.create({ data: { id: admin, name: 'Admin', email: `${admin}@example.org` } });
      await tx.membership.create({
        data: { organization_id: house.report.acme, user_id: admin, role: 'org_admin' },
      });
    });
    const sub = randomUUID();
    const { id } = await house.approved(sub);
    expect((await house.inboxOf(admin)).at(-1)).toMatchObject({ kind: 'export-pending', entity_id: id });
    expect(await house.inboxOf(sub)).toMatchObject([{ kind: 'export-decided', entity_id: id }]);
    await house.report.database.asSystem((tx) => tx.membership.deleteMany({ where: { user_id: admin } }));
  });

  it('publishes what happens', async () => {
    await house.report.database.asSystem((tx) =>
      tx.webhook_endpoint.create({
        data: {
          organization_id: house.report.acme,
          name: 'hook',
          url: 'https://example.org/hook',
          events: [],
        },
      }),
    );
    const queued = await house.approved();
    await house.run(queued);
    const { id } = await house.pending();
    await house.post(id, 'reject', { body: { reason: 'no' } });
    const types = await house.report.database.asSystem((tx) =>
      tx.webhook_delivery.findMany({
        where: { event_type: { startsWith: 'export.' } },
        orderBy: { created_at: 'asc' },
      }),
    );
    expect(types.map(({ event_type }) => event_type)).toEqual([
      'export.requested',
      'export.approved',
      'export.completed',
      'export.requested',
      'export.rejected',
    ]);
    await house.report.database.asSystem((tx) =>
      tx.webhook_endpoint.updateMany({ data: { is_active: false } }),
    );
  });

  it('lets nobody take data out who has left', async () => {
    const sub = randomUUID();
    const { id } = await house.pending(sub);
    await house.report.database.asSystem(async (tx) => {
      await tx.user_account.create({ data: { id: sub, name: 'Gone', email: `${sub}@example.org` } });
      await tx.membership.create({
        data: { organization_id: house.report.acme, user_id: sub, role: 'member', is_active: false },
      });
    });
    expect(problemOf(await house.post(id, 'approve'))).toEqual([409, 'requester-gone']);
  });
});
