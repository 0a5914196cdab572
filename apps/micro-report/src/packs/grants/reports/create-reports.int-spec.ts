import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { UNITS } from '../generation/testing/played-records.js';
import { good, problemOf, ReportsHouse } from './testing/reports-house.js';

const NOT_DATES = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'requestIdleCallback',
  'cancelIdleCallback',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

describe('making a Bufdir report', () => {
  let house: ReportsHouse;

  beforeAll(async () => {
    house = await ReportsHouse.open();
  });
  afterAll(() => house?.close());
  afterEach(() => jest.useRealTimers());

  it('answers 202 with the address of a pending report, its job in the queue and its period made', async () => {
    const days = { reporting_period_start: '2025-01-01', reporting_period_end: '2025-12-31' };
    const answer = await house.post('/reports', { ...days, format: 'pdf' });
    const report = good(answer, 202);
    expect(answer.headers.get('location')).toBe(`/api/grants/reports/${report.id}`);
    expect(report).toMatchObject({
      organization_id: house.report.acme,
      reporting_period_start: '2025-01-01T00:00:00Z',
      reporting_period_end: '2025-12-31T00:00:00Z',
      period_label: '2025',
      report_version: 1,
      is_latest_version: false,
      status: 'pending',
      format: 'pdf',
      storage_key: null,
      validation_warnings: [],
      total_hours: null,
      bufdir_schema_version: '2025-v1',
      generated_at: null,
      progress: { percent: 0, step: null },
      error_message: null,
    });
    const { database } = house.report;
    const job = await database.asSystem((tx) =>
      tx.tb_report_job.findUniqueOrThrow({ where: { id: report.generation_job_id ?? '' } }),
    );
    expect(job).toMatchObject({ status: 'queued', filters: { report_id: report.id } });
    const period = await database.asSystem((tx) =>
      tx.grants_report_period.findUniqueOrThrow({ where: { id: report.period_id } }),
    );
    expect(period).toMatchObject({ organization_id: house.report.acme, label: '2025' });
    expect(await house.actionsOn(report.id)).toEqual(['bufdir-report.create']);
    expect(await house.read(report.id)).toEqual(report);
  });

  it('takes days as reports write them, and finds the period that is there', async () => {
    const first = await house.created(house.year());
    await house.complete(first.id);
    const { reporting_period_start, reporting_period_end, period_id } = first;
    const second = await house.created({ reporting_period_start, reporting_period_end });
    expect(second).toMatchObject({ period_id, reporting_period_start, report_version: 2 });
    await house.complete(second.id);
    const named = good(await house.post('/reports', { period_id }), 202);
    expect(named).toMatchObject({ period_id, reporting_period_end, report_version: 3 });
  });

  it('leaves a draft without a job, which is generated later', async () => {
    const draft = await house.created({ enqueue: false });
    expect(draft).toMatchObject({ status: 'draft', generation_job_id: null, progress: null });
    const pending = good(await house.post(`/reports/${draft.id}/generate`), 202);
    expect(pending.status).toBe('pending');
    expect(pending.generation_job_id).not.toBeNull();
    expect(await house.actionsOn(draft.id)).toEqual(['bufdir-report.create', 'bufdir-report.generate']);
  });

  it('repeats its answer to the same Idempotency-Key, whatever has happened since', async () => {
    const body = house.year();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await house.post('/reports', body, { headers });
    const again = await house.post('/reports', body, { headers });
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('BU-V-1: refuses an organization that nobody knows', async () => {
    for (const organization_id of [randomUUID(), 'no-id']) {
      const answer = await house.post('/reports', { ...house.year(), organization_id });
      expect(problemOf(answer)).toEqual([404, 'organization-not-found']);
    }
  });

  it('BU-V-2: refuses a period that nobody knows', async () => {
    for (const period_id of [randomUUID(), 'no-id']) {
      expect(problemOf(await house.post('/reports', { period_id }))).toEqual([422, 'period-not-found']);
    }
  });

  it.each([
    ['the same day', '2025-03-01', '2025-03-01'],
    ['a day before', '2025-03-01', '2025-02-28'],
  ])('BU-V-3: refuses a period that ends %s', async (_what, start, end) => {
    const answer = await house.post('/reports', { reporting_period_start: start, reporting_period_end: end });
    expect(problemOf(answer)).toEqual([422, 'period-not-chronological']);
  });

  it.each([
    ['2025-12-31T22:59:59Z', 422],
    ['2025-12-31T23:00:00Z', 202],
  ])('BU-V-4: in Oslo the year has ended at %s: %s', async (now, status) => {
    jest.useFakeTimers({ now: new Date(now), doNotFake: [...NOT_DATES] });
    const days = { reporting_period_start: '2025-06-01', reporting_period_end: '2025-12-31' };
    const answer = await house.post('/reports', days);
    expect(answer.status).toBe(status);
    if (status === 422) expect(answer.body.code).toBe('period-not-ended');
  });

  it('BU-V-5: refuses a period of less than 28 days', async () => {
    const reporting_period_start = '1949-02-01';
    const short = await house.post('/reports', {
      reporting_period_start,
      reporting_period_end: '1949-02-27',
    });
    expect(problemOf(short)).toEqual([422, 'period-too-short']);
    expect(short.body).toMatchObject({ days: 27, minimum_days: 28 });
    good(await house.post('/reports', { reporting_period_start, reporting_period_end: '1949-02-28' }), 202);
  });

  it.each(['docx', 'PDF', '', 1, {}])('BU-V-6: refuses the format %j', async (format) => {
    const answer = await house.post('/reports', { ...house.year(), format });
    expect(problemOf(answer)).toEqual([400, 'format-invalid']);
  });

  it('takes excel for xlsx, and null for no format', async () => {
    expect(await house.created({ format: 'excel' })).toMatchObject({ format: 'xlsx' });
    expect(await house.created({ format: null })).toMatchObject({ format: null });
  });

  it('BU-V-7: refuses an inactive user, and one who is no member any more', async () => {
    const inactive = await house.account({ is_active: false });
    const stranger = await house.account({ memberships: [] });
    const former = await house.account({ memberships: [{ is_active: false }] });
    const ask = (sub: string) => house.post('/reports', house.year(), { sub });
    expect(problemOf(await ask(inactive))).toEqual([403, 'user-inactive']);
    expect(problemOf(await ask(stranger))).toEqual([403, 'not-a-member']);
    expect(problemOf(await ask(former))).toEqual([403, 'not-a-member']);
    expect(await house.created({}, { sub: await house.account() })).toMatchObject({ status: 'pending' });
    const global = { roles: ['global_admin'], sub: stranger };
    expect(await house.created({}, global)).toMatchObject({ status: 'pending', generated_by: stranger });
  });

  it('BU-V-8: refuses a second report of a period in progress, and says which is', async () => {
    const first = await house.created({ enqueue: false });
    const { period_id } = first;
    const expectBusy = async (): Promise<void> => {
      const answer = await house.post('/reports', { period_id });
      expect(problemOf(answer)).toEqual([409, 'report-in-progress']);
      expect(answer.body.existing_id).toBe(first.id);
    };
    await expectBusy();
    good(await house.post(`/reports/${first.id}/generate`), 202);
    await expectBusy();
    await house.complete(first.id);
    expect(good(await house.post('/reports', { period_id }), 202).report_version).toBe(2);
  });

  it('BU-V-8: of parallel requests for one period exactly one is accepted', async () => {
    const body = house.year();
    const answers = await Promise.all(Array.from({ length: 6 }, () => house.post('/reports', body)));
    const accepted = answers.filter(({ status }) => status === 202);
    expect(accepted).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 202)) {
      expect(problemOf(answer)).toEqual([409, 'report-in-progress']);
      expect(answer.body.existing_id).toBe(accepted[0]?.body.id);
    }
  });

  it.each(['pending', 'generating', 'completed', 'failed', 'submitted'] as const)(
    'BU-V-9: does not generate a report that is %s',
    async (status) => {
      const { id } = await house.stored({ status });
      const answer = await house.post(`/reports/${id}/generate`);
      expect(problemOf(answer)).toEqual([409, 'invalid-status-transition']);
      expect(answer.body).toMatchObject({ from: status, to: 'pending' });
      expect(answer.body.allowed).toBeInstanceOf(Array);
    },
  );

  it('BU-V-10: refuses a schema version that nobody knows, and pins the one that is named', async () => {
    const refused = await house.post('/reports', { ...house.year(), bufdir_schema_version: '1999-v1' });
    expect(problemOf(refused)).toEqual([422, 'schema-version-unknown']);
    expect(await house.created({ bufdir_schema_version: '2024-v2' })).toMatchObject({
      bufdir_schema_version: '2024-v2',
    });
  });

  it('BU-V-13: ignores a version that the client names', async () => {
    expect(await house.created({ report_version: 42, version: 7 })).toMatchObject({ report_version: 1 });
  });

  it("BU-B-1: refuses another's organization; administrators of the group act in any, on record there", async () => {
    const organization_id = house.report.globex;
    const body = { ...house.year(), organization_id };
    for (const roles of [['coordinator'], ['org_admin']]) {
      expect(problemOf(await house.post('/reports', body, { roles }))).toEqual([403, 'org-scope-forbidden']);
    }
    const sub = await house.account();
    const report = good(await house.post('/reports', body, { roles: ['global_admin'], sub }), 202);
    expect(report).toMatchObject({ organization_id, generated_by: sub });
    const events = await house.report.database.asSystem((tx) =>
      tx.audit_event.findMany({ where: { organization_id }, orderBy: { sequence: 'asc' } }),
    );
    expect(events.map(({ action, actor_id }) => [action, actor_id])).toEqual([
      ['grants.act-in-organization', sub],
      ['report.request', sub],
      ['bufdir-report.create', sub],
    ]);
    expect(events[0]?.facts).toEqual({ from_organization: 'ACME', route: 'POST /api/grants/reports' });
    expect(await house.read(report.id, { org: 'GLOBEX' })).toMatchObject({ id: report.id });
  });

  it('BU-B-2: a peer mentor, a member and a system administrator are refused before anything is written', async () => {
    const { id } = await house.stored({ status: 'completed' });
    const tables = ['grants.bufdir_report', 'tenant.tb_report_job', 'platform.audit_event'] as const;
    const counts = () => Promise.all(tables.map((table) => house.count(table)));
    const before = await counts();
    for (const role of ['peer_mentor', 'member', 'sysadmin']) {
      const call = { roles: [role] };
      const answers = [
        await house.post('/reports', house.year(), call),
        await house.post('/precheck', house.year(), call),
        await house.call('/reports', call),
        await house.call(`/reports/${id}`, call),
        await house.call(`/reports/${id}/preview`, call),
        await house.call(`/reports/${id}/warnings`, call),
        await house.call(`/reports/${id}`, { ...call, method: 'PATCH', body: {} }),
        await house.post(`/reports/${id}/generate`, {}, call),
        await house.post(`/reports/${id}/cancel`, {}, call),
        await house.post(`/reports/${id}/regenerate`, {}, call),
        await house.call(`/reports/${id}`, { ...call, method: 'DELETE' }),
        await house.call(`/reports/${id}/exports/pdf/download`, call),
      ];
      for (const answer of answers) expect(problemOf(answer)).toEqual([403, 'role-forbidden']);
    }
    expect(await counts()).toEqual(before);
  });

  it("BU-B-6: refuses another organization's period", async () => {
    const { period_id } = await house.stored({ organization_id: house.report.globex });
    expect(problemOf(await house.post('/reports', { period_id }))).toEqual([422, 'period-org-mismatch']);
  });

  it('BU-B-7: counts all units of the organization, wherever the coordinator sits', async () => {
    const report = await house.created({}, { bus: ['T01'] });
    expect(report.hierarchy_scope).toEqual({
      organization_id: house.report.acme,
      region_ids: [UNITS.region],
      local_association_ids: [UNITS.local],
    });
  });

  it('BU-B-12: keeps the units of the moment of its creation, also while it is a draft', async () => {
    const { units } = house;
    const draft = await house.created({ enqueue: false });
    try {
      house.units = units.filter(({ kind }) => kind !== 'local');
      const pending = good(await house.post(`/reports/${draft.id}/generate`), 202);
      expect(pending.hierarchy_scope.local_association_ids).toEqual([UNITS.local]);
      await house.complete(draft.id);
      const next = good(await house.post(`/reports/${draft.id}/regenerate`), 202);
      expect(next.hierarchy_scope.local_association_ids).toEqual([]);
    } finally {
      house.units = units;
    }
  });

  it.each([
    ['no period', {}],
    ['half a period', { reporting_period_start: '2024-01-01' }],
    ['a day that is none', { reporting_period_start: '2024-02-30', reporting_period_end: '2024-12-31' }],
    ['an instant', { reporting_period_start: '2024-01-01T10:00:00Z', reporting_period_end: '2024-12-31' }],
    ['a period and days', { period_id: randomUUID(), reporting_period_start: '2024-01-01' }],
    ['a status of its own', { status: 'completed' }],
  ])('refuses %s', async (_what, body) => {
    expect(problemOf(await house.post('/reports', body))).toEqual([422, 'invalid']);
  });
});
