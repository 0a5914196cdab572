import { randomUUID } from 'node:crypto';
import { USER } from '../../test/report-app.js';
import { ScheduleApp } from '../../test/schedule-app.js';

const DAY_MS = 86_400_000;

describe('schedules', () => {
  let app: ScheduleApp;

  beforeAll(async () => {
    app = await ScheduleApp.start();
  });
  afterAll(() => app.close());

  describe('that are made', () => {
    it('have their defaults, words, an owner and their next slots', async () => {
      const seen = await app.create();
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
      expect(await app.get(seen.id)).toEqual(seen);
    });

    it('keep filters, options and recipients as they were written', async () => {
      const filters = { as_of: 'end_of_month-1m' };
      const recipients = [{ email: 'ada@example.com', name: 'Ada' }];
      const { id } = await app.create({
        filters,
        recipients,
        options: { title: 'Totals' },
        message: { subject: 'Hi' },
      });
      expect(await app.get(id)).toMatchObject({
        filters,
        options: { title: 'Totals' },
        recipients: [{ type: 'email', value: 'ada@example.com', name: 'Ada' }],
        message: { subject: 'Hi' },
        burst: null,
      });
    });

    it('fire by cron in the zone that is named', async () => {
      const seen = await app.create({
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
      expect(await app.create({ frequency: 'on_demand', time_of_day: undefined })).toMatchObject({
        state: 'active',
        next_run_at: null,
        next_runs: [],
      });
    });

    it('are made once for the same Idempotency-Key', async () => {
      const headers = { 'idempotency-key': 'schedule-1' };
      const [first, second] = [await app.create({}, { headers }), await app.create({}, { headers })];
      expect(second.id).toBe(first.id);
    });

    it('leave a trace in the audit trail', async () => {
      const { id } = await app.create();
      await app.put(id, { name: 'Renamed' });
      const events = await app.report.database.asSystem((tx) =>
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
      expect(await app.refusal(over)).toEqual([422, 'schedule-invalid', pointer]);
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
      expect(await app.refusal(over)).toEqual([422, 'invalid', pointer]);
    });

    it('of a template that is not there, or another organization’s (the same 404)', async () => {
      expect(await app.refusal({ report_template_id: randomUUID() })).toEqual([404, 'not-found', undefined]);
      expect(await app.refusal({}, { org: 'GLOBEX' })).toEqual([404, 'not-found', undefined]);
    });

    it('by CA-BU-9 without units, in units the template is denied and in units not the caller’s', async () => {
      const stock = { report_template_id: app.perUnit };
      expect(await app.refusal(stock)).toEqual([400, 'bu-required', '/bu_codes']);
      expect(await app.refusal({ ...stock, bu_codes: ['T03'] })).toEqual([404, 'not-found', undefined]);
      expect(await app.refusal({ ...stock, bu_codes: ['T02'] }, { bus: ['T01'] })).toEqual([
        403,
        'bu-not-allowed',
        undefined,
      ]);
      await app.create({ ...stock, bu_codes: ['T01'] });
    });

    it.each(['member', 'peer_mentor', 'service'])('from a %s', async (role) => {
      const answer = await app.post({}, { roles: [role] });
      expect([401, 403]).toContain(answer.status);
    });

    it('beyond what the organization may have active', async () => {
      const limited = (max_active: number) =>
        app.report.database.asSystem((tx) =>
          tx.organization.update({
            where: { id: app.report.acme },
            data: { settings: { schedules: { max_active, min_interval_seconds: 3600 } } },
          }),
        );
      await limited(0);
      expect(await app.refusal({})).toEqual([409, 'schedule-limit', undefined]);
      await app.create({ is_active: false });
      await limited(1000);
      expect(await app.refusal(cron('*/30 * * * *'))).toEqual([422, 'schedule-invalid', '/cron_expression']);
      await app.report.database.asSystem((tx) =>
        tx.organization.update({ where: { id: app.report.acme }, data: { settings: {} } }),
      );
    });
  });
});
