import { activityMoves } from './testing/activity-moves.js';
import { faultsOf, PackApi, type Answered, type PackBody } from '../../../test/support/pack-api.js';

const STATES = ['pending', 'approved', 'rejected', 'flagged'] as const;
const COORDINATOR = { roles: ['coordinator'], sub: '0199aaaa-0000-7000-8000-00000000000c' };

describe('the life of an activity', () => {
  let api: PackApi;
  const body = { unit_code: 'U', type: 'Treff', date: '2025-06-01', duration_min: 30 };

  beforeAll(async () => {
    api = await PackApi.start('grants');
    await api.make('organization-units', { kind: 'local', code: 'U', name: 'Unit' });
  });
  afterAll(() => api?.stop());

  const make = (approval_status = 'pending'): Promise<PackBody> =>
    api.make('activities', { ...body, approval_status }, COORDINATOR);
  const go = (
    id: string,
    verb: string,
    given: object = { note: 'Because' },
    headers: Record<string, string> = {},
  ): Promise<Answered> => api.call('POST', `activities/${id}/${verb}`, given, { ...COORDINATOR, headers });

  it('begins pending, or where a coordinator says', async () => {
    expect(await make()).toMatchObject({
      approval_status: 'pending',
      decided_at: null,
      decided_by_id: null,
    });
    expect(await make('rejected')).toMatchObject({
      approval_status: 'rejected',
      decided_at: expect.any(String),
      decided_by_id: COORDINATOR.sub,
    });
  });

  describe.each(STATES)('from %s', (from) => {
    it.each(Object.keys(activityMoves))('%s moves it, or is refused with what may follow', async (verb) => {
      const { id } = await make(from);
      const answer = await go(id, verb);
      const move = activityMoves[verb];
      const now = (await api.call('GET', `activities/${id}`)).body;
      if (move?.from.includes(from)) {
        expect([answer.status, answer.body['approval_status']]).toEqual([200, move.to]);
        expect(now).toMatchObject({
          approval_status: move.to,
          decided_by_id: COORDINATOR.sub,
          decision_note: 'Because',
          version: 2,
        });
        return;
      }
      const allowed = Object.values(activityMoves)
        .filter((other) => other.from.includes(from))
        .map(({ to }) => to);
      expect([answer.status, answer.body]).toEqual([
        409,
        expect.objectContaining({ code: 'illegal-move', from, to: move?.to, allowed }),
      ]);
      expect([now['approval_status'], now.version]).toEqual([from, 1]);
    });
  });

  it('says why it was rejected or flagged; an approval may go without', async () => {
    const { id } = await make();
    for (const verb of ['reject', 'flag']) {
      expect(faultsOf(await go(id, verb, {}))).toEqual([['/note', 'note is required: say why']]);
      expect(faultsOf(await go(id, verb, { note: ' ' }))).toEqual([['/note', 'note must not be blank']]);
    }
    expect(faultsOf(await go(id, 'approve', { reason: 'x' }))).toEqual([
      ['/reason', 'reason is no field of it'],
    ]);
    expect((await go(id, 'flag', { note: 'Hours?' })).body['decision_note']).toBe('Hours?');
    expect((await go(id, 'approve', {})).body).toMatchObject({
      approval_status: 'approved',
      decision_note: null,
    });
  });

  it('is moved once per Idempotency-Key, and in the state that the caller has seen', async () => {
    const { id } = await make();
    const stale = await go(id, 'approve', {}, { 'if-match': '"v7"' });
    expect(stale.status).toBe(412);
    const headers = { 'idempotency-key': `approve-${id}`, 'if-match': '"v1"' };
    const first = await go(id, 'approve', {}, headers);
    const again = await go(id, 'approve', {}, headers);
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
    expect((await go(id, 'approve', {})).status).toBe(409);
  });

  it('is approved by one of several who try at the same time', async () => {
    const { id } = await make();
    const answers = await Promise.all([1, 2, 3].map(() => go(id, 'approve', {})));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  });

  it('is no field: changes leave it alone, whatever else they change', async () => {
    const { id } = await make('approved');
    const path = `activities/${id}`;
    const stated = await api.call('PATCH', path, { approval_status: 'pending' }, COORDINATOR);
    expect(faultsOf(stated)).toEqual([
      ['/approval_status', 'approval_status is changed by approve, reject, flag only'],
    ]);
    const put = await api.call('PUT', path, { ...body, duration_min: 45 }, COORDINATOR);
    expect(put.body).toMatchObject({ approval_status: 'approved', duration_min: 45, version: 2 });
    const same = await api.call('PUT', path, { ...body, approval_status: 'approved' }, COORDINATOR);
    expect(same.body).toMatchObject({ approval_status: 'approved', duration_min: 30 });
    const bulk = { ...body, reference: 'KEPT' };
    await api.call('POST', 'activities/bulk', { items: [{ ...bulk, approval_status: 'approved' }] });
    const again = await api.call('POST', 'activities/bulk', { items: [{ ...bulk, title: 'New' }] });
    expect(again.body).toMatchObject({ updated: 1 });
    const { items } = (await api.call('GET', 'activities?reference=KEPT')).body;
    expect(items).toMatchObject([{ approval_status: 'approved', title: 'New' }]);
  });

  it('moves with others, all of them or none', async () => {
    const [a, b] = [await make(), await make('flagged')];
    const done = await make('rejected');
    const several = (verb: string, given: object) =>
      api.call('POST', `activities/${verb}`, given, COORDINATOR);
    const refused = await several('approve', { ids: [a.id, done.id, b.id] });
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({
        code: 'illegal-move',
        from: 'rejected',
        to: 'approved',
        allowed: [],
        errors: [{ pointer: '/ids/1', detail: 'is rejected' }],
      }),
    ]);
    expect((await several('approve', { ids: [a.id, b.id, a.id] })).body).toEqual({ moved: 2 });
    const found = await api.call('GET', `activities?approval_status=approved&sort=created_at&limit=200`);
    expect(found.body.items.map(({ id }) => id)).toEqual(expect.arrayContaining([a.id, b.id]));
    expect(faultsOf(await several('flag', { ids: [a.id] }))).toEqual([
      ['/note', 'note is required: say why'],
    ]);
    expect((await several('flag', { ids: [a.id], note: 'Twice?' })).body).toEqual({ moved: 1 });
    expect(faultsOf(await several('approve', { ids: [] }))[0]?.[0]).toBe('/ids');
    expect(faultsOf(await several('approve', { ids: ['x'] }))).toEqual([['/ids/0', 'must be a UUID']]);
    const unknown = '0199ffff-ffff-7fff-bfff-ffffffffffff';
    expect(faultsOf(await several('approve', { ids: [a.id, unknown] }))).toEqual([
      ['/ids/1', 'there is no activity of this id'],
    ]);
  });

  it('is decided by coordinators and above', async () => {
    const { id } = await make();
    for (const role of ['member', 'peer_mentor', 'sysadmin']) {
      const answer = await api.call('POST', `activities/${id}/approve`, {}, { roles: [role] });
      expect([role, answer.status]).toEqual([role, 403]);
    }
  });

  it('leaves a trail', async () => {
    const { id } = await make();
    await go(id, 'flag');
    await go(id, 'approve');
    const { rows } = await api.service.admin.query<{ action: string }>(
      `select action from platform.audit_event where entity_id = $1 order by sequence`,
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['record.create', 'record.flag', 'record.approve']);
  });

  it.each(
    STATES.flatMap((from) => STATES.map((to) => [from, to] as const)).filter(([from, to]) => from !== to),
  )('from %s to %s is kept by the database too', async (from, to) => {
    const { id } = await make(from);
    const update = api.service.admin.query(
      `update grants.activity set approval_status = $2, decision_note = 'Because' where id = $1`,
      [id, to],
    );
    const isLegal = Object.values(activityMoves).some((move) => move.to === to && move.from.includes(from));
    if (isLegal) await expect(update).resolves.toMatchObject({ rowCount: 1 });
    else await expect(update).rejects.toMatchObject({ constraint: 'activity_transition' });
  });

  it('is not rejected without a reason by the database either', async () => {
    const { id } = await make();
    await expect(
      api.service.admin.query(`update grants.activity set approval_status = 'rejected' where id = $1`, [id]),
    ).rejects.toMatchObject({ constraint: 'activity_decision_note' });
  });
});
