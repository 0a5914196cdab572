import { randomUUID } from 'node:crypto';
import { cronCases, frequencyCases } from '../../../../libs/schedule/src/testing/cases.js';
import { startReportApp, USER, type Call, type ReportApp } from '../../test/report-app.js';
import { SchedulesModule } from './schedules.module.js';

const PATH = '/api/reports/scheduled';
const OTHER = '0199aaaa-0000-7000-8000-000000000002';
const DAY_MS = 86_400_000;

interface Seen {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly owner_id: string;
  readonly format: string;
  readonly next_run_at: string | null;
  readonly next_runs: readonly string[];
  readonly schedule_config: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

describe('schedules', () => {
  let report: ReportApp;
  /** Read per business unit, of ACME. */
  let perUnit: string;
  /** A builder, of ACME. */
  let whole: string;

  beforeAll(async () => {
    report = await startReportApp([SchedulesModule]);
    const template = (name: string, data: object) =>
      report.database.asSystem((tx) =>
        tx.tb_report_template.create({
          data: {
            organization_id: report.acme,
            name,
            report_type: name,
            source_type: 'view',
            default_format: 'csv',
            dialog: '<Dialog><Date Name="as_of" Label="As of" Default="today"/></Dialog>',
            ...data,
          },
        }),
      );
    perUnit = (await template('stock', { source_name: 'v_stock', deny_business_unit: ['T03'] })).id;
    whole = (await template('totals', { source_type: 'builder', builder_key: 'x.totals' })).id;
  });
  afterAll(() => report.close());

  const daily = (over: object = {}) => ({
    name: 'Daily totals',
    report_template_id: whole,
    frequency: 'daily',
    time_of_day: '06:00',
    ...over,
  });
  const post = (path: string, body: unknown = {}, call: Call = {}) =>
    report.call(path, { method: 'POST', body: body as object, ...call });
  const put = (id: string, body: object, call: Call = {}) =>
    report.call(`${PATH}/${id}`, { method: 'PUT', body, ...call });
  const get = async (id: string, call: Call = {}): Promise<Seen> =>
    (await report.call(`${PATH}/${id}`, call)).json() as Seen;

  async function create(over: object = {}, call: Call = {}): Promise<Seen> {
    const answer = await post(PATH, daily(over), call);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.json()));
    return answer.json() as Seen;
  }

  async function refusal(over: object, call: Call = {}) {
    const answer = await post(PATH, daily(over), call);
    const {
      status,
      code,
      errors = [],
    } = answer.json() as {
      status: number;
      code: string;
      errors?: { pointer: string; detail: string }[];
    };
    return [status, code, errors[0]?.pointer];
  }

  describe('that are made', () => {
    it('have their defaults, words, an owner and their next slots', async () => {
      const seen = await create();
      expect(seen).toMatchObject({
        state: 'active',
        is_active: true,
        format: 'csv',
        frequency: 'daily',
        cron_expression: null,
        schedule_config: { timezone: 'Asia/Bangkok' },
        owner_id: USER,
        version: 1,
        description: 'Every day at 06:00 (Asia/Bangkok)',
        last_run_at: null,
      });
      expect(seen).not.toHaveProperty('owner');
      // 06:00 in Bangkok is 23:00 UTC, all year.
      expect(seen.next_runs).toHaveLength(3);
      expect(seen.next_runs.every((slot) => slot.endsWith('T23:00:00Z'))).toBe(true);
      expect(Date.parse(seen.next_runs[1] ?? '') - Date.parse(seen.next_runs[0] ?? '')).toBe(DAY_MS);
      expect(Date.parse(seen.next_run_at ?? '')).toBe(Date.parse(seen.next_runs[0] ?? ''));
      expect(await get(seen.id)).toEqual(seen);
    });

    it('keep filters, options and recipients as they were written', async () => {
      const filters = { as_of: 'end_of_month-1m' };
      const recipients = [{ email: 'ada@example.com', name: 'Ada' }];
      const { id } = await create({
        filters,
        recipients,
        options: { title: 'Totals' },
        message: { subject: 'Hi' },
      });
      expect(await get(id)).toMatchObject({
        filters,
        options: { title: 'Totals' },
        recipients: [{ type: 'email', value: 'ada@example.com', name: 'Ada' }],
        message: { subject: 'Hi' },
        burst: null,
      });
    });

    it('fire by cron in the zone that is named', async () => {
      const seen = await create({
        frequency: undefined,
        time_of_day: undefined,
        cron_expression: ' 30  7 * * 1-5 ',
        schedule_config: { timezone: 'Europe/Oslo' },
      });
      expect(seen.description).toContain('Monday through Friday');
      const shown = new Intl.DateTimeFormat('en', {
        timeZone: 'Europe/Oslo',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      });
      expect(seen.next_runs.map((slot) => shown.format(new Date(slot)))).toEqual(['07:30', '07:30', '07:30']);
    });

    it('on demand have no slot', async () => {
      expect(await create({ frequency: 'on_demand', time_of_day: undefined })).toMatchObject({
        state: 'active',
        next_run_at: null,
        next_runs: [],
      });
    });

    it('are made once for the same Idempotency-Key', async () => {
      const headers = { 'idempotency-key': 'schedule-1' };
      const [first, second] = [await create({}, { headers }), await create({}, { headers })];
      expect(second.id).toBe(first.id);
    });

    it('leave a trace in the audit trail', async () => {
      const { id } = await create();
      await put(id, { name: 'Renamed' });
      const events = await report.database.asSystem((tx) =>
        tx.audit_event.findMany({ where: { entity_id: id }, orderBy: { created_at: 'asc' } }),
      );
      expect(events.map(({ action }) => action)).toEqual(['schedule.create', 'schedule.update']);
    });
  });

  describe('are refused', () => {
    const cron = (cron_expression: string) => ({ frequency: null, time_of_day: null, cron_expression });

    it.each([
      ['without times', { frequency: null }, '/frequency'],
      ['with cron and frequency', { cron_expression: '0 6 * * *' }, '/frequency'],
      ['weekly without a day', { frequency: 'weekly' }, '/day_of_week'],
      ['monthly without a day', { frequency: 'monthly' }, '/day_of_month'],
      ['in a zone nobody knows', { schedule_config: { timezone: 'Mars/Base' } }, '/schedule_config/timezone'],
      ['in a zone by offset', { schedule_config: { timezone: '+02:00' } }, '/schedule_config/timezone'],
      ['on 30 February', cron('0 0 30 2 *'), '/cron_expression'],
      ['for an empty expression', cron(' '), '/cron_expression'],
      ['for a macro', cron('@daily'), '/cron_expression'],
      ['every second', cron('* * * * * *'), '/cron_expression'],
      ['every half minute', cron('*/30 * * * * *'), '/cron_expression'],
      ['with an end in the past', { schedule_config: { until: '2020-01-01' } }, '/schedule_config/until'],
      ['with an end on no day', { schedule_config: { until: '2030-02-30' } }, '/schedule_config/until'],
      [
        'with a calendar that is not there',
        { schedule_config: { holiday_calendar: 'NOWHERE' } },
        '/schedule_config/holiday_calendar',
      ],
    ])('%s', async (_what, over, pointer) => {
      expect(await refusal(over)).toEqual([422, 'schedule-invalid', pointer]);
    });

    it.each([
      ['at 24:00', { time_of_day: '24:00' }, '/time_of_day'],
      ['on a 32nd', { frequency: 'monthly', day_of_month: 32 }, '/day_of_month'],
      ['on an eighth weekday', { frequency: 'weekly', day_of_week: 7 }, '/day_of_week'],
      ['without a name', { name: '' }, '/name'],
      ['with an unknown field', { colour: 'red' }, '/colour'],
      ['with a format nobody writes', { format: 'docx' }, '/format'],
      [
        'with a recipient nobody can reach',
        { recipients: [{ type: 'email', value: 'x' }] },
        '/recipients/0/value',
      ],
      ['with both template and type', { report_type: 'totals' }, '/report_template_id'],
      ['with filters that cannot be resolved', { filters: { as_of: 'the day after' } }, '/filters/as_of'],
      ['with options nobody knows', { options: { colour: 'red' } }, '/options/colour'],
    ])('%s', async (_what, over, pointer) => {
      expect(await refusal(over)).toEqual([422, 'invalid', pointer]);
    });

    it('of a template that is not there, or another organization’s (the same 404)', async () => {
      expect(await refusal({ report_template_id: randomUUID() })).toEqual([404, 'not-found', undefined]);
      expect(await refusal({}, { org: 'GLOBEX' })).toEqual([404, 'not-found', undefined]);
    });

    it('by CA-BU-9 without units, in units the template is denied and in units not the caller’s', async () => {
      const stock = { report_template_id: perUnit };
      expect(await refusal(stock)).toEqual([400, 'bu-required', '/bu_codes']);
      expect(await refusal({ ...stock, bu_codes: ['T03'] })).toEqual([404, 'not-found', undefined]);
      expect(await refusal({ ...stock, bu_codes: ['T02'] }, { bus: ['T01'] })).toEqual([
        403,
        'bu-not-allowed',
        undefined,
      ]);
      await create({ ...stock, bu_codes: ['T01'] });
    });

    it.each(['member', 'peer_mentor', 'service'])('from a %s', async (role) => {
      const answer = await post(PATH, daily(), { roles: [role] });
      expect([401, 403]).toContain(answer.status);
    });

    it('beyond what the organization may have active', async () => {
      const limited = (max_active: number) =>
        report.database.asSystem((tx) =>
          tx.organization.update({
            where: { id: report.acme },
            data: { settings: { schedules: { max_active, min_interval_seconds: 3600 } } },
          }),
        );
      await limited(0);
      expect(await refusal({})).toEqual([409, 'schedule-limit', undefined]);
      await create({ is_active: false });
      await limited(1000);
      expect(await refusal(cron('*/30 * * * *'))).toEqual([422, 'schedule-invalid', '/cron_expression']);
      await report.database.asSystem((tx) =>
        tx.organization.update({ where: { id: report.acme }, data: { settings: {} } }),
      );
    });
  });

  describe('that change', () => {
    it('have the next slot of their new times, and keep it when only the name changes', async () => {
      const { id, next_run_at } = await create();
      const renamed = (await put(id, { name: 'Renamed' })).json() as Seen;
      expect(renamed).toMatchObject({ name: 'Renamed', next_run_at, version: 2 });
      const later = (await put(id, { time_of_day: '07:00' })).json() as Seen;
      expect(later.next_run_at).toMatch(/T00:00:00/);
    });

    it('take cron instead of a frequency, and back', async () => {
      const { id } = await create();
      const byCron = (await put(id, { cron_expression: '0 5 * * *' })).json() as Seen;
      expect(byCron).toMatchObject({ cron_expression: '0 5 * * *', frequency: null, time_of_day: null });
      expect(byCron.next_run_at).toMatch(/T22:00:00/);
      const weekly = (await put(id, { frequency: 'weekly', day_of_week: 1 })).json() as Seen;
      expect(weekly).toMatchObject({ cron_expression: null, frequency: 'weekly', time_of_day: '06:00' });
    });

    it('merge their configuration; null clears', async () => {
      const { id } = await create({
        schedule_config: { timezone: 'Europe/Oslo', jitter_seconds: 60, count: 5 },
      });
      const changed = (
        await put(id, { schedule_config: { count: null, until: '2099-12-31' } })
      ).json() as Seen;
      expect(changed.schedule_config).toEqual({
        timezone: 'Europe/Oslo',
        jitter_seconds: 60,
        until: '2099-12-31T22:59:59.999Z',
      });
    });

    it('are refused when they were changed meanwhile', async () => {
      const { id } = await create();
      const headers = { 'if-match': '"v7"' };
      expect((await put(id, { name: 'x' }, { headers })).status).toBe(412);
      expect((await put(id, { name: 'x' }, { headers: { 'if-match': '"v1"' } })).status).toBe(200);
    });

    it('keep their owner unless the other takes over', async () => {
      await member(OTHER, 'coordinator');
      await member(USER, 'org_admin');
      const { id } = await create();
      const other: Call = { sub: OTHER, roles: ['coordinator'] };
      expect((await put(id, { name: 'Theirs' }, other)).json()).toMatchObject({ owner_id: USER });
      expect((await put(id, { options: { title: 'x' } }, other)).json()).toMatchObject({ owner_id: USER });
      expect((await put(id, { take_over: true }, other)).json()).toMatchObject({ owner_id: OTHER });
    });

    it('run nothing that whoever changes them could not run', async () => {
      const { id } = await create({ report_template_id: perUnit, bu_codes: ['T01'] });
      const confined: Call = { sub: OTHER, roles: ['coordinator'], bus: ['T01'] };
      const answer = await put(id, { bu_codes: ['T01', 'T02'] }, confined);
      expect(answer.json()).toMatchObject({ status: 403, code: 'bu-not-allowed' });
    });

    it('cannot be changed by members, who may read them', async () => {
      const { id } = await create();
      const member: Call = { sub: OTHER, roles: ['member'] };
      expect((await report.call(`${PATH}/${id}`, member)).status).toBe(200);
      expect((await put(id, { name: 'x' }, member)).status).toBe(403);
      expect((await report.call(`${PATH}/${id}`, { method: 'DELETE', ...member })).status).toBe(403);
      expect((await post(`${PATH}/${id}/pause`, {}, member)).status).toBe(403);
    });
  });

  async function member(id: string, role: string): Promise<void> {
    await report.database.asSystem(async (tx) => {
      await tx.user_account.upsert({
        where: { id },
        create: { id, email: `${id}@example.org`, name: role },
        update: {},
      });
      await tx.membership.create({ data: { user_id: id, organization_id: report.acme, role } });
    });
  }

  describe('go through their life', () => {
    const move = (id: string, how: string) => post(`${PATH}/${id}/${how}`);
    const disable = (id: string) => report.call(`${PATH}/${id}`, { method: 'DELETE' });

    it('paused and resumed, again being the same answer', async () => {
      const { id, next_run_at } = await create();
      expect((await move(id, 'pause')).json()).toMatchObject({
        state: 'paused',
        next_run_at: null,
        next_runs: [],
        paused_by_id: USER,
      });
      const again = (await move(id, 'pause')).json() as Seen;
      expect(again.version).toBe(2);
      expect((await move(id, 'resume')).json()).toMatchObject({
        state: 'active',
        next_run_at,
        paused_at: null,
      });
      expect((await move(id, 'resume')).json()).toMatchObject({ state: 'active', version: 3 });
    });

    it('resumed by cron with the next slot from now', async () => {
      const { id, next_run_at } = await create({
        frequency: null,
        time_of_day: null,
        cron_expression: '0 6 * * *',
      });
      await move(id, 'pause');
      expect((await move(id, 'resume')).json()).toMatchObject({ next_run_at });
    });

    it('disabled and enabled', async () => {
      const { id } = await create();
      expect((await disable(id)).status).toBe(204);
      expect((await disable(id)).status).toBe(204);
      expect(await get(id)).toMatchObject({
        state: 'stopped',
        is_active: false,
        stopped_reason: 'disabled',
        next_run_at: null,
        version: 2,
      });
      for (const how of ['pause', 'resume']) {
        expect((await move(id, how)).json()).toMatchObject({ status: 409, code: 'schedule-state' });
      }
      const enabled = (await put(id, { is_active: true })).json() as Seen;
      expect(enabled).toMatchObject({ state: 'active', stopped_reason: null });
      expect(enabled.next_run_at).not.toBeNull();
    });

    it('ended by count: enabled only with more to fire', async () => {
      const { id } = await create({ schedule_config: { count: 1 } });
      await report.database.asSystem((tx) =>
        tx.tb_report_schedule.update({
          where: { id },
          data: { fired_count: 1, is_active: false, stopped_reason: 'ended' },
        }),
      );
      expect(await get(id)).toMatchObject({ state: 'ended' });
      expect((await put(id, { is_active: true })).json()).toMatchObject({ code: 'schedule-invalid' });
      const more = await put(id, { is_active: true, schedule_config: { count: 3 } });
      expect(more.json()).toMatchObject({ state: 'active' });
      expect((more.json() as Seen).next_runs).toHaveLength(2);
    });
  });

  it('are listed page by page, by what is asked', async () => {
    const name = `Listed ${randomUUID()}`;
    for (const part of ['a', 'b', 'c']) await create({ name: `${name} ${part}` });
    await create({ name: `${name} d`, is_active: false });
    const list = async (query: string, call: Call = {}) =>
      (await report.call(`${PATH}?q=${encodeURIComponent(name)}&${query}`, call)).json() as {
        items: Seen[];
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
    const ofT02 = await create({ report_template_id: perUnit, bu_codes: ['T02'] });
    const ofProject = await create({ project_id: randomUUID() });
    const see = async (id: string, call: Call) => (await report.call(`${PATH}/${id}`, call)).status;
    expect(await see(ofT02.id, { sub: OTHER, roles: ['coordinator'], bus: ['T01'] })).toBe(404);
    expect(await see(ofT02.id, { sub: OTHER, roles: ['coordinator'], bus: ['T01', 'T02'] })).toBe(200);
    expect(await see(ofProject.id, { sub: OTHER, roles: ['coordinator'] })).toBe(404);
    expect(await see(ofProject.id, { sub: randomUUID(), roles: ['org_admin'] })).toBe(200);
    expect(await see(ofT02.id, { org: 'GLOBEX' })).toBe(404);
  });

  it('list what became of their slots', async () => {
    const { id } = await create();
    await report.database.asSystem((tx) =>
      tx.schedule_run.createMany({
        data: [1, 2, 3].map((day) => ({
          organization_id: report.acme,
          schedule_id: id,
          scheduled_for: new Date(Date.UTC(2026, 0, day)),
          outcome: day === 2 ? 'skipped' : 'fired',
          ...(day === 2 ? { reason: 'misfire' } : { job_id: randomUUID() }),
        })),
      }),
    );
    const runs = async (query: string) =>
      (await report.call(`${PATH}/${id}/runs?${query}`)).json() as { items: Seen[]; total: number };
    const page = await runs('limit=2');
    expect(page.items.map(({ scheduled_for }) => scheduled_for)).toEqual([
      '2026-01-03T00:00:00.000Z',
      '2026-01-02T00:00:00.000Z',
    ]);
    expect(page.total).toBe(3);
    expect((await runs('outcome=skipped')).items).toMatchObject([{ reason: 'misfire', job_id: null }]);
    expect((await report.call(`${PATH}/${id}/runs`, { org: 'GLOBEX' })).status).toBe(404);
  });

  describe('are previewed', () => {
    const preview = (body: object, call: Call = {}) => post(`${PATH}/preview`, body, call);

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
