import { randomUUID } from 'node:crypto';
import { justNow, ScheduleFixture } from '../../../test/schedule-fixture.js';

describe('the rights of firing', () => {
  let house: ScheduleFixture;

  beforeAll(async () => {
    house = await ScheduleFixture.open();
  });
  afterAll(() => house?.close());
  // What an earlier test left due must not fire into the next one.
  afterEach(() => house.putToSleep());

  describe('as its owner', () => {
    const inbox = (entity_id: string) =>
      house.database.asSystem((tx) => tx.inbox_message.findMany({ where: { entity_id } }));

    /** Somebody with these memberships, known to the house. */
    const person = async (data: { is_active?: boolean; member?: object | null }): Promise<string> => {
      const user_id = randomUUID();
      await house.database.asSystem(async (tx) => {
        await tx.user_account.create({
          data: {
            id: user_id,
            email: `${user_id}@example.org`,
            name: 'P',
            is_active: data.is_active ?? true,
          },
        });
        if (data.member === null) return;
        const member = { user_id, organization_id: house.organization, role: 'coordinator', ...data.member };
        await tx.membership.create({ data: member });
      });
      return user_id;
    };

    const key = async (data: object): Promise<string> => {
      const { id } = await house.database.asSystem((tx) =>
        tx.api_key.create({
          data: {
            organization_id: house.organization,
            name: randomUUID(),
            key_hash: randomUUID().replaceAll('-', '').repeat(2),
            key_prefix: 'x',
            roles: ['coordinator'],
            ...data,
          },
        }),
      );
      return id;
    };
    const OF_KEY = { kind: 'api_key', roles: ['coordinator'], bu_codes: null, project_ids: [] };

    it.each([
      ['is inactive', () => person({ is_active: false }), true, undefined],
      ['is no longer a member', () => person({ member: null }), true, undefined],
      ['has an inactive membership', () => person({ member: { is_active: false } }), true, undefined],
      ['is nobody, and tokens come from elsewhere', () => Promise.resolve(randomUUID()), false, undefined],
      ['is a key that was withdrawn', () => key({ is_active: false }), true, OF_KEY],
      ['is a key that has expired', () => key({ expires_at: new Date(Date.now() - 1000) }), true, OF_KEY],
    ])(
      'stops when the owner %s, and the administrators are told',
      async (_, make, is_local_issuer, owner) => {
        const { id } = await house.add(justNow(), { owner_id: await make(), ...(owner && { owner }) });
        await house.round({ house: house.house({ is_local_issuer }) });
        expect(await house.jobsOf(id)).toEqual([]);
        expect(await house.runs(id)).toMatchObject([
          { outcome: 'failed', reason: 'owner-gone', job_id: null },
        ]);
        expect(await house.schedule(id)).toMatchObject({
          is_active: false,
          stopped_reason: 'owner-gone',
          next_run_at: null,
          last_run_status: 'failed',
        });
        expect((await inbox(id)).map(({ user_id }) => user_id)).toContain(house.admin);
        const audit = await house.database.asSystem((tx) =>
          tx.audit_event.findMany({ where: { entity_id: id, action: 'schedule.stop' } }),
        );
        expect(audit).toMatchObject([{ facts: { reason: 'owner-gone' }, actor_id: null }]);
      },
    );

    it('runs with the rights of the day, not of the day it was saved', async () => {
      const owner_id = await person({ member: { business_unit_codes: ['T02'] } });
      const { id } = await house.add(justNow(), { owner_id });
      await house.round();
      const [job] = await house.jobsOf(id);
      expect(job?.requester).toMatchObject({ roles: ['coordinator'], bu_codes: ['T02'] });
    });

    it('runs with the stored rights when only tokens of the local issuer know its owner', async () => {
      const owner = { kind: 'user', roles: ['member'], bu_codes: ['T01'], project_ids: [] };
      const { id } = await house.add(justNow(), { owner_id: randomUUID(), owner });
      await house.round();
      const [job] = await house.jobsOf(id);
      expect(job?.requester).toEqual(owner);
    });

    it('runs as a live key within its scopes', async () => {
      const live = await house.add(justNow(), { owner_id: await key({}), owner: OF_KEY });
      const scopes = ['template.read'];
      const narrow = await house.add(justNow(), { owner_id: await key({ scopes }), owner: OF_KEY });
      await house.round();
      expect(await house.jobsOf(live.id)).toMatchObject([{ requester: { kind: 'api_key' } }]);
      expect(await house.runs(narrow.id)).toMatchObject([{ outcome: 'failed', reason: 'forbidden' }]);
    });

    it('fails the slot, with the reason, when a unit was taken away, and goes on', async () => {
      const owner_id = await person({ member: { business_unit_codes: ['T02'] } });
      const { id } = await house.add(justNow(), { owner_id, bu_codes: ['T01'] });
      await house.round();
      expect(await house.runs(id)).toMatchObject([{ outcome: 'failed', reason: 'bu-not-allowed' }]);
      const after = await house.schedule(id);
      expect(after).toMatchObject({ is_active: true, last_run_status: 'failed', fired_count: 0 });
      expect(after.last_run_error).toContain('T01');
      expect(after.next_run_at?.getTime()).toBeGreaterThan(Date.now());
    });
  });

  describe('when its template', () => {
    const template = async (data: object): Promise<string> => {
      const { id } = await house.database.asSystem((tx) =>
        tx.tb_report_template.create({
          data: {
            organization_id: house.organization,
            name: randomUUID(),
            report_type: 'other',
            source_type: 'builder',
            builder_key: 'test.rows',
            ...data,
          },
        }),
      );
      return id;
    };

    it('was deleted, the schedule stops', async () => {
      const report_template_id = await template({ deleted_at: new Date() });
      const { id } = await house.add(justNow(), { report_template_id });
      await house.round();
      expect(await house.runs(id)).toMatchObject([{ outcome: 'failed', reason: 'template-gone' }]);
      expect(await house.schedule(id)).toMatchObject({ is_active: false, stopped_reason: 'template-gone' });
    });

    it.each([
      ['is inactive', { is_active: false }, 'invalid'],
      ['is a project’s that is not the owner’s', { project_id: randomUUID() }, 'not-found'],
      ['is another organization’s', { organization_id: randomUUID() }, 'not-found'],
    ])('%s, the slot fails and the schedule goes on', async (_, data, reason) => {
      if ('organization_id' in data) await house.jobs.addOrganization(data.organization_id, 'FOREIGN');
      const { id } = await house.add(justNow(), { report_template_id: await template(data) });
      await house.round();
      expect(await house.runs(id)).toMatchObject([{ outcome: 'failed', reason }]);
      expect(await house.schedule(id)).toMatchObject({ is_active: true, stopped_reason: null });
    });
  });
});
