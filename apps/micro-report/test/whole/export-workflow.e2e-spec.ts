import { createHash, randomUUID } from 'node:crypto';
import { issueLocalToken } from '@galley/platform';
import { TEST_AUTH_SECRET } from '@galley/platform/testing';
import { until } from '../delivery-house.js';
import { csvRecords } from './csv-records.js';
import { answerFaults, type AnswersDocument } from './document-shape.js';
import type { ExportJson, Result } from './export-api.js';
import { generatedClient, type GeneratedClient } from './generated-client.js';
import { documentOf } from './product-routes.js';
import { SOURCE_ENDPOINTS, type EndpointSamples, type SourceEndpoint } from './source-endpoints.js';
import { WholeProduct, type ProductAnswer, type ProductCall } from './whole-product.js';

const STOCK = { data_type: 'custom', report_type: 'stock_on_hand', bu_codes: ['T01'], format: 'csv' };
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the export workflow', () => {
  let product: WholeProduct;
  let client: GeneratedClient;
  /** Rows of the stock report, by SQL. */
  let stock: number;

  beforeAll(async () => {
    product = await WholeProduct.start();
    client = await generatedClient(product);
    const { rows } = await product.admin.query<{ rows: number }>(
      'select count(*)::int as rows from bu_t01.v_stock_on_hand',
    );
    stock = Number(rows[0]?.rows);
  }, 180_000);
  afterAll(async () => {
    await client?.remove();
    await product?.stop();
  });

  describe('by the generated client', () => {
    const people = { ada: randomUUID(), berit: randomUUID(), carl: randomUUID() };
    let api: GeneratedClient['api'];
    let asAda: unknown;
    let asBerit: unknown;
    let asCarl: unknown;
    let asNobody: unknown;

    beforeAll(async () => {
      ({ api } = client);
      const baseUrl = product.urlOf('micro-report');
      const as = async (sub: string, role: string) => {
        const claims = { sub, org: 'demo', roles: [role] };
        return api.createClient({ baseUrl, auth: await issueLocalToken(TEST_AUTH_SECRET, claims) });
      };
      asAda = await as(people.ada, 'org_admin');
      asBerit = await as(people.berit, 'org_admin');
      asCarl = await as(people.carl, 'member');
      asNobody = api.createClient({ baseUrl });
    });

    const ended = (id: string, status: ExportJson['status']): Promise<ExportJson> =>
      until(
        async () => good(await api.readExport({ client: asAda, path: { id } })),
        (request) => request.status === status,
        30_000,
      );

    it('is one that compiles, with the names, fields and nullability that are used here', async () => {
      await expect(client.check()).resolves.toBeUndefined();
    }, 180_000);

    it('lets nobody in without a token', async () => {
      expect(problem(await api.listExports({ client: asNobody }))).toEqual([401, 'unauthenticated']);
    });

    it('asks, is refused by itself, is approved by a second person, and downloads', async () => {
      const before = good(await api.readExportStatistics({ client: asAda, query: { days: 30 } }));
      const wish = { ...STOCK, reason: 'Yearly audit' };
      const headers = { 'Idempotency-Key': randomUUID() };
      const asked = good(await api.requestExport({ client: asAda, body: wish, headers }));
      expect(asked).toMatchObject({
        status: 'pending',
        requires_approval: true,
        approval_reasons: ['threshold'],
        estimated_record_count: stock,
        requested_by: people.ada,
        job_id: null,
      });
      expect(good(await api.requestExport({ client: asAda, body: wish, headers })).id).toBe(asked.id);
      const { id } = asked;
      const path = { id };

      const waiting = { client: asBerit, query: { status: 'pending' } } as const;
      expect(good(await api.listExports(waiting)).items.map((request) => request.id)).toEqual([id]);
      expect(problem(await api.readExport({ client: asCarl, path }))).toEqual([404, 'not-found']);
      expect(problem(await api.approveExport({ client: asCarl, path, body: {} }))).toEqual([
        403,
        'forbidden',
      ]);
      expect(problem(await api.approveExport({ client: asAda, path, body: {} }))).toEqual([
        403,
        'self-approval',
      ]);
      expect(problem(await api.downloadExport({ client: asAda, path }))).toEqual([409, 'export-not-ready']);

      const decided = await api.approveExport({ client: asBerit, path, body: { reason: 'Agreed' } });
      expect(good(decided)).toMatchObject({ approved_by: people.berit, decided_by: people.berit });
      const done = await ended(id, 'completed');
      expect(done).toMatchObject({ actual_record_count: stock, download_count: 0 });

      const file = good(await api.downloadExport({ client: asAda, path, parseAs: 'blob' }));
      const bytes = new Uint8Array(await file.arrayBuffer());
      expect([bytes.length, sha256(bytes)]).toEqual([done.file_size, done.file_hash]);
      expect(csvRecords(new TextDecoder().decode(bytes))).toHaveLength(stock + 1);
      expect(good(await api.readExport({ client: asAda, path })).download_count).toBe(1);

      const after = good(await api.readExportStatistics({ client: asAda, query: { days: 30 } }));
      expect(after).toMatchObject({
        total_exports: before.total_exports + 1,
        completed_exports: before.completed_exports + 1,
        pending_approval: before.pending_approval,
        total_records_exported: before.total_records_exported + stock,
        avg_processing_time_ms: expect.stringMatching(/^\d+(\.\d+)?$/) as string,
      });
    }, 60_000);

    it('is rejected, with the reason on record', async () => {
      const body = { ...STOCK, reason: 'Out of curiosity' };
      const { id } = good(await api.requestExport({ client: asCarl, body }));
      const path = { id };
      const reason = 'Curiosity is no reason';
      expect(good(await api.rejectExport({ client: asBerit, path, body: { reason } }))).toMatchObject({
        status: 'cancelled',
        rejection_reason: reason,
        decided_by: people.berit,
        approved_by: null,
      });
      expect(problem(await api.approveExport({ client: asAda, path, body: {} }))).toEqual([
        409,
        'export-not-pending',
      ]);
      expect(problem(await api.downloadExport({ client: asCarl, path }))).toEqual([409, 'export-not-ready']);
    });

    it('is taken back by who asked', async () => {
      const { id } = good(
        await api.requestExport({ client: asCarl, body: { ...STOCK, reason: 'By mistake' } }),
      );
      expect(good(await api.cancelExport({ client: asCarl, path: { id } }))).toMatchObject({
        status: 'cancelled',
        rejection_reason: null,
        decided_by: null,
      });
    });

    it('needs no approval for a few records', async () => {
      const { rows } = await product.admin.query<{ code: string }>(
        'select product_code as code from bu_t01.v_stock_on_hand limit 1',
      );
      const filters = { product_code: [rows[0]?.code] };
      // Somebody who has asked for nothing yet: parts of one hour add up.
      const claims = { sub: randomUUID(), org: 'demo', roles: ['member'] };
      const auth = await issueLocalToken(TEST_AUTH_SECRET, claims);
      const asDora = api.createClient({ baseUrl: product.urlOf('micro-report'), auth });
      const body = { ...STOCK, filters, reason: 'One of them' };
      const asked = good(await api.requestExport({ client: asDora, body }));
      expect(asked).toMatchObject({ status: 'approved', requires_approval: false, approved_by: null });
      const done = await ended(asked.id, 'completed');
      expect(done.actual_record_count).toBe(asked.estimated_record_count);
      expect(done.actual_record_count).toBeGreaterThan(0);
      expect(done.actual_record_count).toBeLessThanOrEqual(20);
    });

    it('says what is wrong with a request as a problem', async () => {
      const { error, data } = await api.requestExport({
        client: asAda,
        body: { ...STOCK, format: 'docx', reason: 'x' },
      });
      expect(data).toBeUndefined();
      expect(error).toMatchObject({ status: 422, code: 'invalid', errors: [{ pointer: '/format' }] });
    });

    it('schedules, previews, runs by hand, finds the file, shares it, and sees all of it on the dashboard', async () => {
      const times = { frequency: 'monthly', day_of_month: 31, time_of_day: '06:00' } as const;
      const preview = { ...times, timezone: 'Europe/Oslo', from: '2026-01-01T00:00:00Z', count: 3 };
      const { next } = good(await api.previewSchedule({ client: asAda, body: preview }));
      expect(next).toEqual(['2026-01-31T05:00:00Z', '2026-02-28T05:00:00Z', '2026-03-31T04:00:00Z']);

      const schedule = good(
        await api.createSchedule({
          client: asAda,
          body: {
            ...times,
            name: 'Stock at the end of the month',
            report_type: 'stock_on_hand',
            format: 'csv',
            bu_codes: ['T01'],
            schedule_config: { timezone: 'Europe/Oslo', misfire_policy: 'fire_once' },
            recipients: [{ type: 'email', value: 'stock@example.org' }],
          },
        }),
      );
      expect(schedule).toMatchObject({
        state: 'active',
        next_run_at: expect.stringMatching(/T0[45]:00:00/) as string,
        recipients: [{ type: 'email', value: 'stock@example.org' }],
      });
      const path = { id: schedule.id };
      expect(problem(await api.runSchedule({ client: asCarl, path }))).toEqual([403, 'forbidden']);
      const { id } = good(await api.runSchedule({ client: asAda, path }));
      const job = await until(
        async () => good(await api.readJob({ client: asAda, path: { id } })),
        ({ status }) => status !== 'queued' && status !== 'processing',
        30_000,
      );
      expect(job).toMatchObject({ status: 'completed', schedule_id: schedule.id, row_count: stock });
      expect(good(await api.listScheduleRuns({ client: asAda, path })).items).toMatchObject([
        { trigger: 'manual', outcome: 'fired', job_id: id },
      ]);

      const query = { scheduled_report_id: schedule.id };
      const { items } = good(await api.listGeneratedReports({ client: asAda, query }));
      expect(items).toMatchObject([{ job_id: id, sha256: job.sha256, retention_class: 'report' }]);
      const file = { id: items[0]?.id ?? '' };
      expect(good(await api.verifyGeneratedReport({ client: asAda, path: file }))).toMatchObject({
        ok: true,
        sha256: job.sha256,
      });
      await share(file);

      const dashboard = good(await api.readDashboard({ client: asAda, query: { hours: 24 } }));
      expect(dashboard).toMatchObject({
        exports_pending: 0,
        queue: { waiting: 0, oldest_waiting_at: null },
        next_schedules: [{ id: schedule.id, next_run_at: schedule.next_run_at }],
        by_status: { completed: 3, failed: 0 },
      });
    }, 60_000);

    /** For one download with a password, and then no more. */
    async function share(file: { id: string }): Promise<void> {
      const password = 'grey heron, low tide';
      const body = { expires_in_days: 1, max_downloads: 1, password };
      const link = good(await api.shareGeneratedReport({ client: asAda, path: file, body }));
      expect(link.has_password).toBe(true);
      const path = { token: link.url?.split('/').at(-1) ?? '' };
      const shown = good(await api.readSharedFile({ client: asNobody, path }));
      expect(shown).toMatchObject({ password_required: true, downloads_left: 1 });
      const take = (word?: string) =>
        api.downloadSharedFile({
          client: asNobody,
          path,
          parseAs: 'blob',
          ...(word && { headers: { 'x-share-password': word } }),
        });
      expect(problem(await take())).toEqual([403, 'share-password-required']);
      expect(problem(await take('red heron, low tide'))).toEqual([403, 'share-password-wrong']);
      const bytes = new Uint8Array(await good(await take(password)).arrayBuffer());
      expect(sha256(bytes)).toBe(shown.sha256);
      expect((await take(password)).response.status).toBe(410);
      expect((await api.revokeShare({ client: asAda, path: { id: link.id } })).response.status).toBe(204);
      expect(problem(await api.readSharedFile({ client: asNobody, path }))[0]).toBe(410);
      const accesses = good(await api.listShareAccesses({ client: asAda, path: { id: link.id } }));
      expect(accesses.items.map(({ outcome }) => outcome)).toEqual([
        'revoked',
        'limit',
        'download',
        'wrong-password',
        'view',
      ]);
    }
  });

  describe('by the endpoints of the source', () => {
    const MEMBER: ProductCall = { role: 'member', sub: randomUUID() };
    const ADMIN: ProductCall = { role: 'org_admin', sub: randomUUID() };
    let document: AnswersDocument;
    let samples: EndpointSamples;

    beforeAll(async () => {
      document = (await documentOf(product, 'micro-report')) as unknown as AnswersDocument;
      const post = <T = { id: string }>(path: string, body: object, call: ProductCall): Promise<T> =>
        product.get<T>(path, { ...call, method: 'POST', body });
      const ask = async (filters: object = {}) => {
        const body = { ...STOCK, filters, reason: 'To be decided on' };
        return (await post('/api/exports/request', body, { role: 'member', sub: MEMBER.sub })).id;
      };
      const export_done = await ask({ product_code: ['nothing at all'] });
      const own = { name: 'To be changed', source_type: 'view', source_name: 'v_stock_on_hand' };
      const { id: own_template } = await post('/api/reports/templates', own, ADMIN);
      const times = { frequency: 'daily', time_of_day: '06:00' };
      const schedule = { name: 'To be disabled', report_type: 'stock_on_hand', bu_codes: ['T01'], ...times };
      const run = { report_type: 'stock_on_hand', format: 'csv', bu_codes: ['T01'] };
      const job = await post('/api/reports/generate', run, { ...MEMBER, headers: { prefer: 'wait=30' } });
      const files = await product.get<{ items: { id: string }[] }>(
        `/api/reports/generated?job_id=${job.id}`,
        MEMBER,
      );
      const templates = await product.get<{ items: { id: string }[] }>('/api/reports/templates?limit=1');
      samples = {
        template: templates.items[0]?.id ?? '',
        own_template,
        export_done,
        to_approve: await ask(),
        to_reject: await ask(),
        to_cancel: await ask(),
        file: files.items[0]?.id ?? '',
        schedule: (await post('/api/reports/scheduled', schedule, ADMIN)).id,
      };
      await product.settled();
    }, 180_000);

    it('are 21, each with an operation of its own', () => {
      const operations = SOURCE_ENDPOINTS.map(
        ({ method, path }) => document.paths[path]?.[method.toLowerCase()],
      );
      expect(new Set(operations.map((operation) => operation?.operationId)).size).toBe(21);
      expect(operations).not.toContain(undefined);
    });

    it.each(SOURCE_ENDPOINTS)('$method $path answers as documented', async (endpoint) => {
      // The member first: a refusal leaves everything for the administrator.
      const answers = [
        { answer: await call(endpoint, MEMBER), status: endpoint.member },
        { answer: await call(endpoint, ADMIN), status: endpoint.admin },
      ];
      for (const { answer, status } of answers) {
        expect([answer.status, answer.status === status ? '' : answer.text]).toEqual([status, '']);
        expect(answerFaults(document, endpoint, answer)).toEqual([]);
      }
    });

    function call({ method, path, id, body }: SourceEndpoint, as: ProductCall): Promise<ProductAnswer> {
      const address = path.replace('{id}', id ? samples[id] : '');
      return product.call(address, { ...as, method, ...(body && { body }) });
    }
  });
});

/** The data of a call that must succeed. */
function good<Data>({ data, error, response }: Result<Data>): Data {
  if (!response.ok || data === undefined) {
    throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
  }
  return data;
}

/** Status and code of a call that must not. */
function problem({ error, response }: Result<unknown>): [number, string | undefined] {
  return [response.status, error?.code];
}
