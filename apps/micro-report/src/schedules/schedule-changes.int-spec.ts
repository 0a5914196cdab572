import { USER, type Call } from '../../test/report-app.js';
import { OTHER, SCHEDULES, ScheduleApp, type SeenSchedule } from '../../test/schedule-app.js';

describe('schedules', () => {
  let app: ScheduleApp;

  beforeAll(async () => {
    app = await ScheduleApp.start();
  });
  afterAll(() => app.close());

  describe('that change', () => {
    it('have the next slot of their new times, and keep it when only the name changes', async () => {
      const { id, next_run_at } = await app.create();
      const renamed = (await app.put(id, { name: 'Renamed' })).json() as SeenSchedule;
      expect(renamed).toMatchObject({ name: 'Renamed', next_run_at, version: 2 });
      const later = (await app.put(id, { time_of_day: '07:00' })).json() as SeenSchedule;
      expect(later.next_run_at).toMatch(/T00:00:00/);
    });

    it('take cron instead of a frequency, and back', async () => {
      const { id } = await app.create();
      const byCron = (await app.put(id, { cron_expression: '0 5 * * *' })).json() as SeenSchedule;
      expect(byCron).toMatchObject({ cron_expression: '0 5 * * *', frequency: null, time_of_day: null });
      expect(byCron.next_run_at).toMatch(/T22:00:00/);
      const weekly = (await app.put(id, { frequency: 'weekly', day_of_week: 1 })).json() as SeenSchedule;
      expect(weekly).toMatchObject({ cron_expression: null, frequency: 'weekly', time_of_day: '06:00' });
    });

    it('merge their configuration; null clears', async () => {
      const { id } = await app.create({
        schedule_config: { timezone: 'Europe/Oslo', jitter_seconds: 60, count: 5 },
      });
      const changed = (
        await app.put(id, { schedule_config: { count: null, until: '2099-12-31' } })
      ).json() as SeenSchedule;
      expect(changed.schedule_config).toEqual({
        timezone: 'Europe/Oslo',
        jitter_seconds: 60,
        until: '2099-12-31T22:59:59.999Z',
      });
    });

    it('are refused when they were changed meanwhile', async () => {
      const { id } = await app.create();
      const headers = { 'if-match': '"v7"' };
      expect((await app.put(id, { name: 'x' }, { headers })).status).toBe(412);
      expect((await app.put(id, { name: 'x' }, { headers: { 'if-match': '"v1"' } })).status).toBe(200);
    });

    it('keep their owner unless the other takes over', async () => {
      await member(OTHER, 'coordinator');
      await member(USER, 'org_admin');
      const { id } = await app.create();
      const other: Call = { sub: OTHER, roles: ['coordinator'] };
      expect((await app.put(id, { name: 'Theirs' }, other)).json()).toMatchObject({ owner_id: USER });
      expect((await app.put(id, { options: { title: 'x' } }, other)).json()).toMatchObject({
        owner_id: USER,
      });
      expect((await app.put(id, { take_over: true }, other)).json()).toMatchObject({ owner_id: OTHER });
    });

    it('run nothing that whoever changes them could not run', async () => {
      const { id } = await app.create({ report_template_id: app.perUnit, bu_codes: ['T01'] });
      const confined: Call = { sub: OTHER, roles: ['coordinator'], bus: ['T01'] };
      const answer = await app.put(id, { bu_codes: ['T01', 'T02'] }, confined);
      expect(answer.json()).toMatchObject({ status: 403, code: 'bu-not-allowed' });
    });

    it('cannot be changed by members, who may read them', async () => {
      const { id } = await app.create();
      const member: Call = { sub: OTHER, roles: ['member'] };
      expect((await app.report.call(`${SCHEDULES}/${id}`, member)).status).toBe(200);
      expect((await app.put(id, { name: 'x' }, member)).status).toBe(403);
      expect((await app.disable(id, member)).status).toBe(403);
      expect((await app.move(id, 'pause', member)).status).toBe(403);
    });
  });

  async function member(id: string, role: string): Promise<void> {
    await app.report.database.asSystem(async (tx) => {
      await tx.user_account.upsert({
        where: { id },
        create: { id, email: `${id}@example.org`, name: role },
        update: {},
      });
      await tx.membership.create({ data: { user_id: id, organization_id: app.report.acme, role } });
    });
  }

  describe('go through their life', () => {
    it('paused and resumed, again being the same answer', async () => {
      const { id, next_run_at } = await app.create();
      expect((await app.move(id, 'pause')).json()).toMatchObject({
        state: 'paused',
        next_run_at: null,
        next_runs: [],
        paused_by_id: USER,
      });
      const again = (await app.move(id, 'pause')).json() as SeenSchedule;
      expect(again.version).toBe(2);
      expect((await app.move(id, 'resume')).json()).toMatchObject({
        state: 'active',
        next_run_at,
        paused_at: null,
      });
      expect((await app.move(id, 'resume')).json()).toMatchObject({ state: 'active', version: 3 });
    });

    it('resumed by cron with the next slot from now', async () => {
      const { id, next_run_at } = await app.create({
        frequency: null,
        time_of_day: null,
        cron_expression: '0 6 * * *',
      });
      await app.move(id, 'pause');
      expect((await app.move(id, 'resume')).json()).toMatchObject({ next_run_at });
    });

    it('disabled and enabled', async () => {
      const { id } = await app.create();
      expect((await app.disable(id)).status).toBe(204);
      expect((await app.disable(id)).status).toBe(204);
      expect(await app.get(id)).toMatchObject({
        state: 'stopped',
        is_active: false,
        stopped_reason: 'disabled',
        next_run_at: null,
        version: 2,
      });
      for (const how of ['pause', 'resume'] as const) {
        expect((await app.move(id, how)).json()).toMatchObject({ status: 409, code: 'schedule-state' });
      }
      const enabled = (await app.put(id, { is_active: true })).json() as SeenSchedule;
      expect(enabled).toMatchObject({ state: 'active', stopped_reason: null });
      expect(enabled.next_run_at).not.toBeNull();
    });

    it('ended by count: enabled only with more to fire', async () => {
      const { id } = await app.create({ schedule_config: { count: 1 } });
      await app.report.database.asSystem((tx) =>
        tx.tb_report_schedule.update({
          where: { id },
          data: { fired_count: 1, is_active: false, stopped_reason: 'ended' },
        }),
      );
      expect(await app.get(id)).toMatchObject({ state: 'ended' });
      expect((await app.put(id, { is_active: true })).json()).toMatchObject({ code: 'schedule-invalid' });
      const more = await app.put(id, { is_active: true, schedule_config: { count: 3 } });
      expect(more.json()).toMatchObject({ state: 'active' });
      expect((more.json() as SeenSchedule).next_runs).toHaveLength(2);
    });
  });
});
