import { randomUUID } from 'node:crypto';
import { ExportHouse, problemOf, type ExportJson } from '../../test/export-house.js';
import { approvalCases } from './testing/approval-cases.js';

describe('asking for an export', () => {
  let house: ExportHouse;

  beforeAll(async () => {
    house = await ExportHouse.open();
  });
  afterAll(() => house?.close());
  beforeEach(() => house.reset());

  it.each(approvalCases())(
    'EN-AP-1, 2: $data_type, $count of $threshold: $requires',
    async ({ data_type, count, threshold, requires }) => {
      await house.settings({ threshold });
      house.rows = count;
      const request = await house.asked({
        data_type,
        ...(data_type === 'custom' && { report_type: 'stock' }),
      });
      expect(request).toMatchObject({
        requires_approval: requires,
        status: requires ? 'pending' : 'approved',
        estimated_record_count: count,
      });
      expect(request.job_id === null).toBe(requires);
    },
  );

  it('EN-AP-4: what nobody can count needs an approval', async () => {
    house.mood = 'down';
    expect(await house.asked()).toMatchObject({
      status: 'pending',
      estimated_record_count: null,
      approval_reasons: ['unknown-count'],
    });
  });

  it("EN-AP-5: the server counts, with the request's filters, whatever the client says", async () => {
    house.rows = 25;
    const request = await house.asked({ estimated_record_count: 1, filters: { sku: ['A'] } });
    expect(request).toMatchObject({ status: 'pending', estimated_record_count: 25 });
    expect(house.requests).toHaveLength(1);
    expect(house.requests[0]).toMatchObject({ builder_key: 'test.rows', filters: { sku: ['A'] } });
    expect(house.requests[0]).not.toHaveProperty('limit');
  });

  it('EN-AP-6: what needs no approval is approved and queued in the same transaction', async () => {
    const request = await house.asked();
    expect(request).toMatchObject({ status: 'approved', requires_approval: false, approved_by: null });
    const job = await house.report.database.asSystem((tx) =>
      tx.tb_report_job.findUniqueOrThrow({ where: { id: request.job_id ?? '' } }),
    );
    expect(job).toMatchObject({ status: 'queued', export_request_id: request.id });
    expect(await house.actionsOn(request.id)).toEqual(['export.request']);
  });

  it('EN-AP-12: parts of the last hour that add up need an approval, per user and type', async () => {
    const sub = randomUUID();
    house.rows = 15;
    const first = await house.asked({}, { sub });
    expect(first).toMatchObject({ status: 'approved' });
    expect(await house.asked({ data_type: 'clause' }, { sub })).toMatchObject({ status: 'approved' });
    expect(await house.asked()).toMatchObject({ status: 'approved' });
    const split = await house.asked({}, { sub });
    expect(split).toMatchObject({ status: 'pending', approval_reasons: ['splitting'] });

    await house.set(first.id, `created_at = created_at - interval '61 minutes'`);
    expect(problemOf(await house.post(split.id, 'cancel', { roles: ['member'], sub }))).toEqual([
      200,
      undefined,
    ]);
    expect(await house.asked({}, { sub })).toMatchObject({ status: 'approved' });
  });

  it('EN-AP-12: parts that are asked for at the same time count each other', async () => {
    const sub = randomUUID();
    house.rows = 15;
    const both = await Promise.all(Array.from({ length: 4 }, () => house.asked({}, { sub })));
    expect(both.map(({ status }) => status).toSorted()).toEqual([
      'approved',
      'pending',
      'pending',
      'pending',
    ]);
  });

  it('freezes relative dates when it is asked', async () => {
    const { filters } = await house.asked({ filters: { day: { gte: 'start_of_month' } } });
    expect((filters as { day: { gte: string } }).day.gte).toMatch(/^\d{4}-\d\d-01/);
  });

  it('refuses a data type that nobody offers, and names those on offer', async () => {
    const answer = await house.ask({ data_type: 'salaries' });
    expect(problemOf(answer)).toEqual([422, 'invalid']);
    expect(answer.text).toContain('settlement_report');
  });

  it.each([
    ['no reason', { reason: ' ' }],
    ['a format that nobody makes', { format: 'docx' }],
    ['a template beside a data type', { report_type: 'stock' }],
    ['custom without a report', { data_type: 'custom' }],
    ['a field that is not there', { max_downloads: 99 }],
    ['a status of its own', { status: 'approved' }],
    ['no approval', { requires_approval: false }],
    ['a count that cannot be', { estimated_record_count: 1e300 }],
  ])('refuses %s', async (_what, body) => {
    expect((await house.ask(body)).status).toBe(422);
  });

  it('EN-RLS-13: a project is its members’ and the administrators’', async () => {
    const project_id = randomUUID();
    expect(problemOf(await house.ask({ project_id }))).toEqual([404, 'not-found']);
    const { id } = await house.asked({ project_id }, { roles: ['org_admin'] });
    expect(await house.read(id)).toMatchObject({ project_id });
  });

  it('tells what micro-data refuses', async () => {
    house.mood = 'refuse';
    const answer = await house.ask({ filters: { colour: 'red' } });
    expect(problemOf(answer)).toEqual([422, 'invalid']);
    expect(answer.text).toContain('There is no column');
  });

  it('answers the first request again for the same Idempotency-Key', async () => {
    const call = { sub: randomUUID(), headers: { 'idempotency-key': randomUUID() } };
    const [first, second] = [await house.asked({}, call), await house.asked({}, call)];
    expect(second).toEqual(first);
  });

  it('calls xlsx what the source calls so', async () => {
    expect(await house.asked({ format: 'excel' })).toMatchObject({ format: 'xlsx' });
    expect(await house.asked({ format: 'xlsx' })).toMatchObject({ format: 'xlsx' });
  });

  it('shows members their own requests, administrators all, others none', async () => {
    const sub = randomUUID();
    const { id } = await house.pending(sub);
    const list = async (call: object) => {
      const answer = await house.report.call('/api/exports/request?limit=200', call);
      return (answer.json() as { items: ExportJson[] }).items.map((item) => item.id);
    };
    expect(await list({ roles: ['member'], sub })).toEqual([id]);
    expect(await list({ roles: ['member'], sub: randomUUID() })).toEqual([]);
    expect(await list({})).toContain(id);
    expect(await list({ org: 'GLOBEX' })).toEqual([]);
    const path = `/api/exports/request/${id}`;
    expect((await house.report.call(path, { roles: ['member'], sub })).status).toBe(200);
    expect((await house.report.call(path, { roles: ['member'], sub: randomUUID() })).status).toBe(404);
    expect((await house.report.call(path, { org: 'GLOBEX' })).status).toBe(404);
  });

  it('filters by status, complete meaning completed, and by type', async () => {
    const sub = randomUUID();
    const done = await house.run(await house.asked({}, { sub }));
    await house.asked({ data_type: 'clause' }, { sub });
    const list = async (query: string) => {
      const answer = await house.report.call(`/api/exports/request?${query}`, { roles: ['member'], sub });
      return (answer.json() as { items: ExportJson[] }).items.map((item) => item.id);
    };
    expect(await list('status=complete')).toEqual([done.id]);
    expect(await list('status=completed')).toEqual([done.id]);
    expect(await list('data_type=expense')).toEqual([done.id]);
  });

  it('EN-ST: gives the figures of the organization, to everybody in it', async () => {
    const globex = await house.report.call('/api/exports/statistics', { org: 'GLOBEX', roles: ['member'] });
    expect(globex.json()).toEqual({
      days: 30,
      total_exports: 0,
      completed_exports: 0,
      failed_exports: 0,
      pending_approval: 0,
      total_records_exported: 0,
      avg_processing_time_ms: null,
    });
    house.rows = 7;
    const call = { org: 'GLOBEX', roles: ['member'], sub: randomUUID() };
    await house.asked({}, call);
    const after = await house.report.call('/api/exports/statistics?days=1', call);
    expect(after.json()).toMatchObject({ days: 1, total_exports: 1, completed_exports: 0 });
    expect((await house.report.call('/api/exports/statistics?days=0')).status).toBe(422);
  });
});
