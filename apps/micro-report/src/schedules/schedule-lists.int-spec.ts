import type { OpenAPIObject } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { documentFaults } from '@galley/platform';
import { cronCases, frequencyCases } from '../../../../libs/schedule/src/testing/cases.js';
import type { Call } from '../../test/report-app.js';
import { OTHER, SCHEDULES, ScheduleApp, type SeenSchedule } from '../../test/schedule-app.js';

describe('schedules', () => {
  let app: ScheduleApp;

  beforeAll(async () => {
    app = await ScheduleApp.start();
  });
  afterAll(() => app.close());

  it('are listed page by page, by what is asked', async () => {
    const name = `Listed ${randomUUID()}`;
    for (const part of ['a', 'b', 'c']) await app.create({ name: `${name} ${part}` });
    await app.create({ name: `${name} d`, is_active: false });
    const list = async (query: string, call: Call = {}) =>
      (await app.report.call(`${SCHEDULES}?q=${encodeURIComponent(name)}&${query}`, call)).json() as {
        items: SeenSchedule[];
        total: number;
        next_cursor: string | null;
      };
    const first = await list('limit=3');
    expect([first.items.length, first.total]).toEqual([3, 4]);
    const second = await list(`limit=3&cursor=${first.next_cursor}`);
    expect(second.items.map((one) => one.name)).toEqual([`${name} d`]);
    expect((await list('state=stopped')).total).toBe(1);
    expect((await list('is_active=true&frequency=daily')).total).toBe(3);
    expect((await list('frequency=weekly')).total).toBe(0);
    expect((await list('owner=me', { sub: OTHER, roles: ['coordinator'] })).total).toBe(0);
    expect((await list('', { org: 'GLOBEX' })).total).toBe(0);
  });

  it('are hidden from whoever is confined to other units, or not of their project', async () => {
    const ofT02 = await app.create({ report_template_id: app.perUnit, bu_codes: ['T02'] });
    const ofProject = await app.create({ project_id: randomUUID() });
    const see = async (id: string, call: Call) => (await app.report.call(`${SCHEDULES}/${id}`, call)).status;
    expect(await see(ofT02.id, { sub: OTHER, roles: ['coordinator'], bus: ['T01'] })).toBe(404);
    expect(await see(ofT02.id, { sub: OTHER, roles: ['coordinator'], bus: ['T01', 'T02'] })).toBe(200);
    expect(await see(ofProject.id, { sub: OTHER, roles: ['coordinator'] })).toBe(404);
    expect(await see(ofProject.id, { sub: randomUUID(), roles: ['org_admin'] })).toBe(200);
    expect(await see(ofT02.id, { org: 'GLOBEX' })).toBe(404);
  });

  it('are about a project of their maker’s only; who is confined to none has all', async () => {
    const project_id = randomUUID();
    const coordinator = { sub: OTHER, roles: ['coordinator'] };
    const ordered = async (call: Call) => (await app.post({ project_id }, call)).status;
    expect(await ordered(coordinator)).toBe(201);
    expect(await ordered({ ...coordinator, projects: [randomUUID()] })).toBe(404);
    expect(await ordered({ ...coordinator, projects: [project_id] })).toBe(201);
    expect(await ordered({ roles: ['org_admin'] })).toBe(201);
  });

  it('list what became of their slots', async () => {
    const { id } = await app.create();
    await app.report.database.asSystem((tx) =>
      tx.schedule_run.createMany({
        data: [1, 2, 3].map((day) => ({
          organization_id: app.report.acme,
          schedule_id: id,
          scheduled_for: new Date(Date.UTC(2026, 0, day)),
          outcome: day === 2 ? 'skipped' : 'fired',
          ...(day === 2 ? { reason: 'misfire' } : { job_id: randomUUID() }),
        })),
      }),
    );
    const runs = async (query: string) =>
      (await app.report.call(`${SCHEDULES}/${id}/runs?${query}`)).json() as {
        items: { scheduled_for: string }[];
        total: number;
      };
    const page = await runs('limit=2');
    expect(page.items.map(({ scheduled_for }) => scheduled_for)).toEqual([
      '2026-01-03T00:00:00.000Z',
      '2026-01-02T00:00:00.000Z',
    ]);
    expect(page.total).toBe(3);
    expect((await runs('outcome=skipped')).items).toMatchObject([{ reason: 'misfire', job_id: null }]);
    expect((await app.report.call(`${SCHEDULES}/${id}/runs`, { org: 'GLOBEX' })).status).toBe(404);
  });

  it('document themselves completely', async () => {
    const document = (await app.report.call('/api/openapi.json')).json() as OpenAPIObject;
    expect(documentFaults(document)).toEqual([]);
  });

  describe('are previewed', () => {
    const preview = (body: object, call: Call = {}) =>
      app.report.call(`${SCHEDULES}/preview`, { method: 'POST', body, ...call });

    it('over HTTP as in every case of next-run.json', async () => {
      for (const { from, next, ...times } of frequencyCases()) {
        const answer = await preview({ ...times, from, count: 1 });
        expect([times, from, (answer.json() as { next: unknown }).next]).toEqual([
          times,
          from,
          next ? [next] : [],
        ]);
      }
    });

    it('over HTTP as in every case of cron.json', async () => {
      const { must, policy, invalid } = cronCases();
      const ask = async (expr: string, timezone: string, from: string) =>
        ((await preview({ cron_expression: expr, timezone, from, count: 1 })).json() as { next: string[] })
          .next;
      for (const { expr, tz, from, next } of must) {
        expect([expr, tz, from, await ask(expr, tz, from)]).toEqual([expr, tz, from, [next]]);
      }
      for (const { expr, tz, from, accept } of policy) {
        expect(accept).toContain((await ask(expr, tz, from))[0]);
      }
      for (const { expr } of invalid) {
        const answer = await preview({ cron_expression: expr, timezone: 'UTC' });
        expect([expr, answer.json()]).toEqual([expr, expect.objectContaining({ code: 'schedule-invalid' })]);
      }
    });

    it('from now, in the organization’s zone, five of them, by any member', async () => {
      const answer = await preview({ cron_expression: '0 6 * * *' }, { roles: ['member'] });
      const { next, description } = answer.json() as { next: string[]; description: string };
      expect(next).toHaveLength(5);
      expect(next[0]).toMatch(/T23:00:00Z$/);
      expect(description).toContain('Asia/Bangkok');
    });
  });
});
