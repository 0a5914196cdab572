import { startReportApp, type Call, type ReportApp } from '../../test/report-app.js';
import { TemplatesModule } from '../templates/templates.module.js';
import { BuilderModule } from './builder.module.js';
import type { ReportDesign } from './report-design.js';
import { ORDERS, playSources, type Asked } from '../../test/builder/played-sources.js';

const PATH = '/api/reports/builder';
const DESIGN: ReportDesign = {
  name: 'Orders due',
  source: 'shop.orders',
  title: 'Orders due',
  columns: [{ column: 'no' }, { column: 'total' }],
  filters: [{ column: 'due', operator: 'between' }],
  totals: [{ column: 'total', aggregate: 'sum' }],
  sort: [{ column: 'total', direction: 'desc' }],
  default_format: 'csv',
};

interface Built {
  readonly id: string;
  readonly version: number;
  readonly [field: string]: unknown;
}

describe('the report builder', () => {
  let report: ReportApp;
  let asked: Asked[];

  beforeAll(async () => {
    report = await startReportApp([TemplatesModule, BuilderModule]);
  });
  afterAll(() => report?.close());
  beforeEach(() => {
    asked = [];
    report.microData.handle = playSources(asked);
  });

  const post = (path: string, body: object, call: Call = {}) =>
    report.call(PATH + path, { method: 'POST', body, ...call });
  const put = (id: string, body: object, call: Call = {}, query = '') =>
    report.call(`${PATH}/templates/${id}${query}`, { method: 'PUT', body, ...call });
  const code = (answer: { json(): unknown }) => (answer.json() as { code: string }).code;

  async function build(name: string, parts: Partial<ReportDesign> = {}): Promise<Built> {
    const answer = await post('/templates', { ...DESIGN, ...parts, name });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      201,
      expect.stringMatching(/^\/api\/reports\/templates\//),
    ]);
    return answer.json() as Built;
  }

  describe('shows sources', () => {
    it('that micro-data shows the caller, without those that templates keep for themselves', async () => {
      const answer = await report.call(`${PATH}/sources?q=shop&limit=10`);
      expect([answer.status, answer.json()]).toEqual([
        200,
        {
          items: [
            { name: 'shop.orders', label: 'Orders', source_type: 'view', builder_key: null },
            { name: 'shop.ageing', label: 'Orders', source_type: 'builder', builder_key: 'shop.age' },
          ],
          next_cursor: null,
          total: 2,
        },
      ]);
      const [{ url, headers } = {}] = asked;
      expect(Object.fromEntries(url?.searchParams ?? [])).toEqual({
        q: 'shop',
        limit: '10',
        is_shared: 'true',
      });
      expect(headers).toMatchObject({
        authorization: expect.stringMatching(/^Bearer /) as string,
        'x-request-id': answer.headers.get('x-request-id'),
      });
    });

    it('with their live columns, the unit first, and what may be done with each', async () => {
      const answer = await report.call(`${PATH}/sources/shop.orders?bu_code=T01`);
      expect(answer.json()).toMatchObject({
        name: 'shop.orders',
        is_per_unit: true,
        params: [],
        columns: [
          { name: 'bu_code', chart_roles: ['category'] },
          {
            name: 'no',
            filter_operators: expect.arrayContaining(['contains']) as string[],
            is_groupable: true,
          },
          { name: 'due', filter_types: ['date'], aggregates: ['min', 'max', 'count', 'count_distinct'] },
          {
            name: 'total',
            chart_roles: ['value', 'category'],
            aggregates: expect.arrayContaining(['sum', 'avg']) as string[],
          },
        ],
      });
    });

    it.each([
      ['nowhere', 404, 'not-found'],
      ['template.0199', 404, 'not-found'],
      ['shop.orders?bu_code=NONE', 404, 'not-found'],
      ['shop.orders?bu_code=T02', 409, 'source-unreadable'],
    ])('or says why not: %s', async (name, status, problem) => {
      const answer = await report.call(`${PATH}/sources/${name}`);
      expect([answer.status, code(answer)]).toEqual([status, problem]);
    });

    it('in pages and orders that there are', async () => {
      const errors = [{ pointer: 'sort', detail: 'cannot be sorted by' }];
      report.microData.handle = (_request, _body, response) =>
        response.writeHead(422).end(JSON.stringify({ code: 'invalid', detail: 'No.', errors }));
      const answer = await report.call(`${PATH}/sources?sort=colour`);
      expect([answer.status, answer.json()]).toEqual([
        422,
        expect.objectContaining({ code: 'invalid', errors }),
      ]);
    });

    it('only while micro-data answers', async () => {
      report.microData.handle = (_request, _body, response) => response.writeHead(500).end('{}');
      for (const path of ['/sources', '/sources/shop.orders']) {
        expect((await report.call(PATH + path)).status).toBe(503);
      }
      expect((await post('/templates', DESIGN)).status).toBe(503);
    });
  });

  describe('checks a design', () => {
    it('that can be built', async () => {
      expect((await post('/check', DESIGN)).json()).toEqual({ ok: true, problems: [] });
      const byBuilder = { ...DESIGN, source: null, builder_key: 'shop.age' };
      expect((await post('/check', byBuilder)).json()).toEqual({ ok: true, problems: [] });
    });

    it.each<[string, Partial<ReportDesign>, string]>([
      [
        'a column that is not there',
        { columns: [{ column: 'colour' }, { column: 'total' }] },
        '/columns/0/column',
      ],
      ['the sum of a text', { totals: [{ column: 'no', aggregate: 'sum' }] }, '/totals/0/aggregate'],
      ['a source that is not there', { source: 'rival.orders' }, '/source'],
      ['a builder that is not there', { source: null, builder_key: 'shop.none' }, '/builder_key'],
      ['two sources', { builder_key: 'shop.age' }, '/source'],
      ['a paper that is none', { page_size: 'A99' }, '/page_size'],
      ['a format that is none', { default_format: 'papyrus' }, '/default_format'],
    ])('and names %s', async (_, parts, pointer) => {
      const check = (await post('/check', { ...DESIGN, ...parts })).json();
      expect(check).toEqual({ ok: false, problems: [{ pointer, detail: expect.any(String) as string }] });
      const created = await post('/templates', { ...DESIGN, ...parts });
      expect([
        created.status,
        (created.json() as { errors: { pointer: string }[] }).errors.map((one) => one.pointer),
      ]).toEqual([422, [pointer]]);
    });

    it('in the unit that is named, and tells drift as a fault of its source', async () => {
      expect((await post('/check?bu_code=T02', DESIGN)).json()).toEqual({
        ok: false,
        problems: [{ pointer: '/source', detail: 'binding-drift of shop.orders' }],
      });
    });

    it('only where its form is right', async () => {
      const answer = await post('/check', {
        ...DESIGN,
        columns: [{ column: 'no', width: '35' }],
        colour: 'red',
      });
      const { errors } = answer.json() as { errors: { pointer: string }[] };
      expect([answer.status, errors.map(({ pointer }) => pointer).sort()]).toEqual([
        422,
        ['/colour', '/columns/0/width'],
      ]);
    });
  });

  describe('previews a design', () => {
    it('as a file of its first rows, read from the registered source', async () => {
      const filters = { due_from: '2026-01-01', total: { gt: 5 } };
      const answer = await post('/preview', { design: DESIGN, bu_codes: ['T01'], filters, rows: 20 });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        expect.stringMatching(/^text\/csv/),
      ]);
      expect(answer.text).toContain('A-1,12.50');
      const request = JSON.parse(
        asked.find(({ url }) => url.pathname.endsWith('/execute'))?.body ?? '{}',
      ) as object;
      expect(request).toMatchObject({
        name: 'shop.orders',
        bu_codes: ['T01'],
        columns: ['no', 'total'],
        filters: { AND: [{ due: { gte: '2026-01-01' } }, { total: { gt: 5 } }] },
        totals: [{ column: 'total', aggregate: 'sum' }],
        order_by: [{ column: 'total', direction: 'desc' }],
        limit: 20,
      });
    });

    it('in any format', async () => {
      const answer = await post('/preview', { design: DESIGN, format: 'pdf', bu_codes: ['T01'] });
      expect([answer.status, answer.text.slice(0, 5)]).toEqual([200, '%PDF-']);
    });

    it.each([
      [{ design: { ...DESIGN, columns: [{ column: 'x' }] }, bu_codes: ['T01'] }, 422, 'invalid'],
      [{ design: DESIGN }, 400, 'bu-required'],
      [{ design: DESIGN, bu_codes: ['T01'], format: 'papyrus' }, 422, 'invalid'],
      [{ design: DESIGN, bu_codes: ['T01'], rows: 201 }, 422, 'invalid'],
      [{ bu_codes: ['T01'] }, 422, 'invalid'],
    ])('but not %j', async (body, status, problem) => {
      const answer = await post('/preview', body);
      expect([answer.status, code(answer)]).toEqual([status, problem]);
    });

    it('with pointers into it, and for units of the caller only', async () => {
      const wrong = await post('/preview', {
        design: { ...DESIGN, columns: [{ column: 'x' }] },
        bu_codes: ['T01'],
      });
      expect(wrong.json()).toMatchObject({
        errors: [{ pointer: '/design/columns/0/column' }, { pointer: '/design/totals/0/column' }],
      });
      const foreign = await post('/preview', { design: DESIGN, bu_codes: ['T03'] }, { bus: ['T01'] });
      expect([foreign.status, code(foreign)]).toEqual([403, 'bu-not-allowed']);
    });
  });

  describe('makes templates', () => {
    it('with form, layout, options and a source of their own that knows what the registered one knew', async () => {
      const template = await build('Kept');
      expect(template).toMatchObject({
        version: 1,
        has_design: true,
        kind: 'report',
        source_name: 'v_orders',
        default_format: 'csv',
        default_options: { title: 'Orders due', columns: ['no', 'total'] },
        dataset_source_name: `template.${template.id}`,
      });
      expect(template).not.toHaveProperty('design');
      const dialog = await report.call(`/api/reports/templates/${template.id}/dialog`);
      expect((dialog.json() as { fields: Built[] }).fields.map(({ name }) => name)).toEqual([
        'due_from',
        'due_to',
      ]);
      const source = await report.database.withTenant(report.acme, (tx) =>
        tx.tb_dataset_source.findFirstOrThrow({ where: { name: `template.${template.id}` } }),
      );
      expect(source).toMatchObject({ source_name: 'v_orders', columns: ORDERS.columns, max_rows: 5000 });
      const audit = await report.database.withTenant(report.acme, (tx) =>
        tx.audit_event.findMany({ where: { entity_id: template.id } }),
      );
      expect(audit.map(({ action }) => action)).toEqual(['template.create']);
    });

    it('once for one Idempotency-Key', async () => {
      const headers = { 'idempotency-key': 'build-once' };
      const body = { ...DESIGN, name: 'Once' };
      const [first, second] = [
        await post('/templates', body, { headers }),
        await post('/templates', body, { headers }),
      ];
      expect([second.status, (second.json() as Built).id]).toEqual([201, (first.json() as Built).id]);
      const reused = await post('/templates', { ...body, name: 'Twice' }, { headers });
      expect([reused.status, code(reused)]).toEqual([422, 'idempotency-key-reuse']);
    });

    it('under a name that is free', async () => {
      await build('Taken');
      const again = await post('/templates', { ...DESIGN, name: 'Taken' });
      expect([again.status, code(again)]).toEqual([409, 'template-name-taken']);
    });
  });

  describe('gives a design back', () => {
    it('as it was made, to be changed and built anew', async () => {
      const { id } = await build('Again');
      const answer = await report.call(`${PATH}/templates/${id}`);
      expect(answer.headers.get('etag')).toBe('"v1"');
      const { design, ...about } = answer.json() as { design: ReportDesign };
      expect(about).toEqual({ id, version: 1, is_outdated: false });
      expect(design).toMatchObject({ ...DESIGN, name: 'Again' });
      const same = await put(id, design, { headers: { 'if-match': '"v1"' } });
      expect([same.status, (same.json() as Built).version]).toEqual([200, 1]);
      const changed = { ...design, totals: [{ column: 'total', aggregate: 'avg' }] };
      const next = await put(id, changed, { headers: { 'if-match': '"v1"' } });
      expect([next.status, (next.json() as Built).version]).toEqual([200, 2]);
      const stale = await put(id, design, { headers: { 'if-match': '"v1"' } });
      expect([stale.status, code(stale)]).toEqual([412, 'precondition-failed']);
      expect((await report.call(`${PATH}/templates/${id}`)).json()).toMatchObject({
        version: 2,
        design: { totals: changed.totals },
      });
    });

    it('with the names that the template got since, and leaves the rest of the template alone', async () => {
      const { id } = await build('Named');
      const body = { name: 'Renamed', report_group: 'Sales', deny_business_unit: ['T03'] };
      await report.call(`/api/reports/templates/${id}`, { method: 'PUT', body });
      const { design } = (await report.call(`${PATH}/templates/${id}`)).json() as { design: ReportDesign };
      expect(design).toMatchObject({ name: 'Renamed', report_group: 'Sales' });
      const next = await put(id, { ...design, report_group: null });
      expect(next.json()).toMatchObject({
        name: 'Renamed',
        report_group: null,
        deny_business_unit: ['T03'],
        version: 3,
      });
    });

    it('unless the template was changed by hand since; then only to who overwrites that', async () => {
      const { id } = await build('By hand');
      const body = { content: JSON.stringify({ columns: ['no'] }) };
      await report.call(`/api/reports/templates/${id}`, { method: 'PUT', body });
      const read = await report.call(`${PATH}/templates/${id}`);
      expect([read.status, code(read)]).toEqual([409, 'design-outdated']);
      const written = await put(id, { ...DESIGN, name: 'By hand' });
      expect([written.status, code(written)]).toEqual([409, 'design-outdated']);
      const kept = await report.call(`${PATH}/templates/${id}?overwrite=true`);
      expect(kept.json()).toMatchObject({
        is_outdated: true,
        version: 2,
        design: { columns: DESIGN.columns },
      });
      const over = await put(id, { ...DESIGN, name: 'By hand' }, {}, '?overwrite=true');
      expect([over.status, (over.json() as Built).version]).toEqual([200, 3]);
      expect((await report.call(`${PATH}/templates/${id}`)).json()).toMatchObject({ is_outdated: false });
    });

    it('never of a template that was not built, which may become one', async () => {
      const body = { name: 'Written', source_name: 'v_orders' };
      const { id } = (await report.call('/api/reports/templates', { method: 'POST', body })).json() as Built;
      const print = { ...body, name: 'Printed', kind: 'print' };
      const printed = (
        await report.call('/api/reports/templates', { method: 'POST', body: print })
      ).json() as Built;
      const read = await report.call(`${PATH}/templates/${id}?overwrite=true`);
      expect([read.status, code(read)]).toEqual([409, 'not-built']);
      expect(code(await put(id, DESIGN))).toBe('not-built');
      expect(code(await put(printed.id, DESIGN, {}, '?overwrite=true'))).toBe('not-built');
      const built = await put(id, { ...DESIGN, name: 'Written' }, {}, '?overwrite=true');
      expect(built.json()).toMatchObject({ version: 2, has_design: true });
    });
  });

  describe('is closed', () => {
    it('to who may not make templates', async () => {
      const { id } = await build('Closed');
      const member = { roles: ['member'] };
      expect((await post('/templates', DESIGN, member)).status).toBe(403);
      expect((await post('/preview', { design: DESIGN, bu_codes: ['T01'] }, member)).status).toBe(403);
      expect((await report.call(`${PATH}/sources`, member)).status).toBe(403);
      expect((await put(id, DESIGN, member)).status).toBe(403);
      expect((await report.call(`${PATH}/templates/${id}`, member)).status).toBe(200);
    });

    it('to other organizations, before anything is said of the design', async () => {
      const { id } = await build('Sealed');
      const rival = { org: 'GLOBEX' };
      expect((await report.call(`${PATH}/templates/${id}`, rival)).status).toBe(404);
      expect((await put(id, { ...DESIGN, columns: [{ column: 'x' }] }, rival)).status).toBe(404);
    });

    it('to templates of the platform and to projects of others', async () => {
      const body = { name: 'Of all', source_name: 'v_orders', organization_id: null };
      const { id } = (
        await report.call('/api/reports/templates', { method: 'POST', body, roles: ['platform_admin'] })
      ).json() as Built;
      const answer = await put(id, { ...DESIGN, name: 'Of all' }, {}, '?overwrite=true');
      expect([answer.status, code(answer)]).toEqual([403, 'forbidden']);
      const project_id = '0199cccc-0000-7000-8000-000000000001';
      expect((await post('/templates', { ...DESIGN, name: 'Of a project', project_id })).status).toBe(403);
    });
  });
});
