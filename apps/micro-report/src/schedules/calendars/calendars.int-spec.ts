import { startReportApp, type Call, type ReportApp } from '../../../test/report-app.js';
import { SchedulesModule } from '../schedules.module.js';

const PATH = '/api/reports/calendars';
const SCHEDULES = '/api/reports/scheduled';
const WEEKEND = [0, 6];

describe('calendars of days off', () => {
  let report: ReportApp;

  beforeAll(async () => {
    report = await startReportApp([SchedulesModule]);
    await report.database.asSystem((tx) =>
      tx.tb_report_template.create({
        data: {
          organization_id: report.acme,
          name: 'totals',
          report_type: 'totals',
          source_type: 'builder',
          builder_key: 'x.totals',
        },
      }),
    );
  });
  afterAll(() => report.close());

  const send = (method: string, path: string, body?: object, call: Call = {}) =>
    report.call(path, { method, ...(body && { body }), ...call });
  const store = (code: string, over: object = {}, call: Call = {}) =>
    send('POST', PATH, { code, name: code, ...over }, call);
  const idOf = (answer: { json: () => unknown }) => (answer.json() as { id: string }).id;
  const preview = async (body: object) =>
    (await send('POST', `${SCHEDULES}/preview`, { timezone: 'Europe/Oslo', ...body })).json() as {
      next: string[];
    };

  it('are stored, read, changed and removed', async () => {
    const answer = await store('NO', {
      days: [{ date: '2026-12-25', name: 'Christmas Day' }, { date: '2026-01-01' }],
      weekend: [6, 0],
    });
    expect(answer.status).toBe(201);
    expect(answer.json()).toMatchObject({
      code: 'NO',
      days: [{ date: '2026-01-01' }, { date: '2026-12-25', name: 'Christmas Day' }],
      weekend: [0, 6],
      version: 1,
    });
    const path = `${PATH}/${idOf(answer)}`;
    expect((await report.call(`${PATH}?q=no`)).json()).toMatchObject({ total: 1 });
    const changed = await send('PUT', path, { name: 'Norway' }, { headers: { 'if-match': '"v1"' } });
    expect(changed.json()).toMatchObject({ name: 'Norway', weekend: [0, 6], version: 2 });
    expect((await send('PUT', path, { name: 'x' }, { headers: { 'if-match': '"v1"' } })).status).toBe(412);
    expect((await send('DELETE', path)).status).toBe(204);
    expect((await report.call(path)).status).toBe(404);
    expect((await store('NO')).status).toBe(201);
  });

  it.each([
    ['a day that is none', { days: [{ date: '2026-02-30' }] }, '/days/0/date'],
    ['a day twice', { days: [{ date: '2026-01-01' }, { date: '2026-01-01' }] }, '/days'],
    ['an eighth weekday', { weekend: [7] }, '/weekend'],
    ['a week without work', { weekend: [0, 1, 2, 3, 4, 5, 6] }, '/weekend'],
    ['no name', { name: '' }, '/name'],
  ])('are refused with %s', async (_what, over, pointer) => {
    const { status, errors } = (await store('BAD', over)).json() as {
      status: number;
      errors: { pointer: string }[];
    };
    expect([status, errors[0]?.pointer.startsWith(pointer)]).toEqual([422, true]);
  });

  it('have a code of their own, and belong to one organization', async () => {
    const answer = await store('OWN');
    expect((await store('OWN')).json()).toMatchObject({ status: 409, code: 'calendar-code-taken' });
    expect((await store('OWN', {}, { org: 'GLOBEX' })).status).toBe(201);
    expect((await report.call(`${PATH}/${idOf(answer)}`, { org: 'GLOBEX' })).status).toBe(404);
    const member: Call = { roles: ['member'], sub: '0199aaaa-0000-7000-8000-000000000003' };
    expect((await store('MINE', {}, member)).status).toBe(403);
    expect((await report.call(`${PATH}/${idOf(answer)}`, member)).status).toBe(200);
  });

  it('are looked at by previews', async () => {
    await store('XMAS', { days: [{ date: '2026-12-24' }, { date: '2026-12-25' }], weekend: WEEKEND });
    const daily = { frequency: 'daily', time_of_day: '06:00', from: '2026-12-22T12:00:00Z', count: 2 };
    const monthly = { frequency: 'monthly', day_of_month: 25, from: '2026-12-01T00:00:00Z', count: 2 };
    expect((await preview({ ...daily, holiday_calendar: 'XMAS' })).next).toEqual([
      '2026-12-23T05:00:00Z',
      '2026-12-28T05:00:00Z',
    ]);
    expect((await preview({ ...monthly, holiday_calendar: 'XMAS', holiday_policy: 'shift' })).next).toEqual([
      '2026-12-28T05:00:00Z',
      '2027-01-25T05:00:00Z',
    ]);
    expect(await preview({ ...daily, holiday_calendar: 'NONE' })).toMatchObject({
      code: 'schedule-invalid',
      errors: [{ pointer: '/holiday_calendar' }],
    });
    expect(await preview({ cron_expression: '0 6 * * 0', holiday_calendar: 'XMAS' })).toMatchObject({
      code: 'schedule-invalid',
    });
    expect(
      await preview({ cron_expression: '*/5 * * * *', holiday_calendar: 'XMAS', holiday_policy: 'shift' }),
    ).toMatchObject({ code: 'schedule-invalid' });
  });

  it('move the next slots of the schedules that go by them, and stay while they do', async () => {
    const calendar = idOf(await store('MOVES'));
    const answer = await send('POST', SCHEDULES, {
      name: 'Daily',
      report_type: 'totals',
      frequency: 'daily',
      time_of_day: '06:00',
      schedule_config: { timezone: 'UTC', holiday_calendar: 'MOVES', holiday_policy: 'skip' },
    });
    const { id, next_runs } = answer.json() as { id: string; next_runs: [string, string, string] };
    const nextRuns = async () =>
      ((await report.call(`${SCHEDULES}/${id}`)).json() as { next_runs: string[] }).next_runs;

    await send('PUT', `${PATH}/${calendar}`, { days: [{ date: next_runs[0].slice(0, 10) }] });
    expect((await nextRuns())[0]).toBe(next_runs[1]);
    await send('PUT', `${PATH}/${calendar}`, { days: [] });
    expect(await nextRuns()).toEqual(next_runs);

    expect((await send('DELETE', `${PATH}/${calendar}`)).json()).toMatchObject({ code: 'calendar-in-use' });
    await send('DELETE', `${SCHEDULES}/${id}`);
    expect((await send('DELETE', `${PATH}/${calendar}`)).status).toBe(204);
  });
});
