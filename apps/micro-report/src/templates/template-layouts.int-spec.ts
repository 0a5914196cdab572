import { FRAME, jsonFrame, rowFrame, type DatasetRequest } from '@galley/dataset';
import { startReportApp, type ReportApp } from '../../test/report-app.js';
import { TemplatesModule } from './templates.module.js';

const PATH = '/api/reports/templates';
const COLUMNS = ['item', 'place'].map((name) => ({
  name,
  label: name,
  type: 'string',
  format: null,
  role: 'dimension',
}));
const FRX = `<?xml version="1.0" encoding="utf-8"?>
<Report ScriptLanguage="CSharp">
  <ScriptText>using System;</ScriptText>
  <Dictionary><TableDataSource Name="Orders"><Column Name="item" DataType="System.String"/></TableDataSource></Dictionary>
  <ReportPage Name="Page1">
    <DataBand Name="Data1" Width="700" Height="20" DataSource="Orders">
      <TextObject Name="T1" Width="100" Height="20" Text="[Orders.item]"/>
      <MapObject Name="M1" Width="100" Height="20"/>
    </DataBand>
  </ReportPage>
</Report>`;

interface Check {
  readonly ok: boolean;
  readonly layout: {
    readonly kind: string;
    readonly unsupported: readonly { element: string; instead: string }[];
    readonly problems: readonly { code: string; detail: string }[];
  };
}

describe('the layout of a template', () => {
  let report: ReportApp;
  let asked: { readonly url: string; readonly request: DatasetRequest }[];
  let made = 0;

  beforeAll(async () => {
    report = await startReportApp([TemplatesModule]);
    report.microData.handle = (request, body, response) => {
      const url = request.url ?? '';
      const wanted = JSON.parse(body) as DatasetRequest;
      asked.push({ url, request: wanted });
      if (url.endsWith('/check')) {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"problems":[]}');
        return;
      }
      response.writeHead(200, { 'content-type': 'application/vnd.galley.rows' });
      response.write(jsonFrame(FRAME.header, { columns: COLUMNS }));
      response.write(rowFrame(['Chair', 'Attic']));
      response.end(jsonFrame(FRAME.trailer, { totals: {}, groups: [], summary: summaryOf(wanted) }));
    };
  });
  afterAll(() => report?.close());
  beforeEach(() => {
    asked = [];
  });

  const save = (fields: object) =>
    report.call(PATH, {
      method: 'POST',
      body: { name: `Layout ${++made}`, source_name: 'v_order', ...fields },
    });
  const idOf = async (fields: object): Promise<string> => {
    const answer = await save(fields);
    if (answer.status !== 201) throw new Error(answer.text);
    return (answer.json() as { id: string }).id;
  };
  const check = async (id: string): Promise<Check> =>
    (await report.call(`${PATH}/${id}/check`, { method: 'POST', body: {} })).json() as Check;
  const preview = (id: string, body: object = {}) =>
    report.call(`${PATH}/${id}/preview`, {
      method: 'POST',
      body: { bu_codes: ['T01'], format: 'pdf', ...body },
    });
  const sourcesOf = (id: string) =>
    report.database.asSystem((tx) =>
      tx.tb_dataset_source.findMany({
        where: { name: { startsWith: `template.${id}.` }, deleted_at: null },
        orderBy: { name: 'asc' },
      }),
    );

  it.each([
    ['JSON that is none', '{"title": ', '/content'],
    ['a form that nobody reads', 'just words', '/content'],
    ['a key that nobody knows', '{"title": "a", "colour": "red"}', '/content/colour'],
    ['XML that ends too soon', '<Report><ReportPage>', '/content'],
    ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><Report>&b;</Report>', '/content'],
  ])('is refused when it is %s', async (_, content, pointer) => {
    const answer = await save({ content });
    expect(answer.json()).toMatchObject({ status: 422, code: 'invalid' });
    const { errors } = answer.json() as { errors: { pointer: string }[] };
    expect(errors[0]?.pointer.startsWith(pointer)).toBe(true);
  });

  it('is told what is not drawn, by element, and what is printed instead', async () => {
    const { ok, layout } = await check(await idOf({ content: FRX }));
    expect(ok).toBe(false);
    expect(layout.kind).toBe('frx');
    expect(layout.unsupported.map(({ element }) => element)).toEqual(
      expect.arrayContaining(['ScriptText', 'MapObject']),
    );
    expect(layout.unsupported.every(({ instead }) => instead.length > 0)).toBe(true);
  });

  it('that needs data or pictures which are not there is told so before it runs, and fails then', async () => {
    const content = JSON.stringify({
      sections: [{ columns: ['item'] }, { dataset: 'budget', columns: ['item'] }],
    });
    const id = await idOf({ content });
    expect((await check(id)).layout.problems).toMatchObject([{ code: 'layout-data-missing' }]);
    expect((await preview(id)).json()).toMatchObject({
      code: 'preview-failed',
      reason: 'layout-data-missing',
    });
    expect(asked.filter(({ url }) => url.endsWith('/execute'))).toEqual([]);
  });

  it('decides groups, totals and order where the run does not', async () => {
    const content = JSON.stringify({ columns: ['item'], group_by: ['place'] });
    const id = await idOf({ content });
    await preview(id);
    expect(asked[0]?.request).toMatchObject({ group_by: ['place'], order_by: [{ column: 'place' }] });
    asked = [];
    await preview(id, { options: { group_by: ['item'] } });
    expect(asked[0]?.request).toMatchObject({ group_by: ['item'] });
  });

  it('reads further datasets, with the filters of the run that they name', async () => {
    const id = await idOf({
      content: JSON.stringify({
        sections: [{ columns: ['item'] }, { dataset: 'Order lines', columns: ['place'] }],
      }),
      datasets: [
        { name: 'order_lines', source_name: 'v_line', filters: { order_no: '$order_no' }, limit: 9 },
      ],
    });
    expect((await preview(id, { filters: { order_no: 'A-1' } })).status).toBe(200);
    expect(asked.map(({ request }) => request.name)).toEqual([
      `template.${id}`,
      `template.${id}.order_lines`,
    ]);
    expect(asked[1]?.request).toMatchObject({ bu_codes: ['T01'], filters: { order_no: 'A-1' }, limit: 9 });
    asked = [];
    expect(await check(id)).toMatchObject({ ok: true });
    expect(asked.map(({ url }) => url)).toEqual([
      `/api/datasets/sources/template.${id}/check`,
      `/api/datasets/sources/template.${id}.order_lines/check`,
    ]);
  });

  it('finds registered sources that are called like its own, and says so', async () => {
    const sources = ['shop.order_details', 'shop.customers', 'market.customers', 'shop.v_unlike'].map(
      (name, at) => ({
        name,
        label: name,
        source_type: 'view' as const,
        source_name: at === 3 ? 'v_products' : name.replace('.', '_'),
      }),
    );
    await report.database.asSystem((tx) => tx.tb_dataset_source.createMany({ data: sources }));
    const bands = ['Orders', 'Order Details', 'Products', 'Customers'].map(
      (name) => `<DataBand Name="${name}" Width="700" Height="20" DataSource="${name}"/>`,
    );
    const content = `<Report><ReportPage Name="Page1">${bands.join('')}</ReportPage></Report>`;
    const id = await idOf({ source_name: 'v_orders', content });
    const stored = await report.call(`${PATH}/${id}`);
    expect((stored.json() as { datasets: unknown }).datasets).toEqual([
      expect.objectContaining({ name: 'Order Details', source: 'shop.order_details' }),
      expect.objectContaining({ name: 'Products', source: 'shop.v_unlike' }),
    ]);
    // Two are called so: nobody chooses.
    expect((await check(id)).layout.problems).toEqual([
      expect.objectContaining({ code: 'layout-data-missing', detail: expect.stringContaining('Customers') }),
    ]);
  });

  it('asks nothing of further datasets in formats that have no layout', async () => {
    const id = await idOf({
      content: JSON.stringify({
        sections: [{ columns: ['item'] }, { dataset: 'lines', columns: ['place'] }],
      }),
      datasets: [{ name: 'lines', source_name: 'v_line' }],
    });
    expect((await preview(id, { format: 'csv' })).text).toContain('Chair');
    expect(asked).toHaveLength(1);
  });

  it('has a source of its own for every dataset bound in it, while it is', async () => {
    const dataset = { name: 'lines', source_name: 'v_line' };
    const id = await idOf({ datasets: [dataset, { name: 'known', source: 'procurement.products' }] });
    expect(await sourcesOf(id)).toMatchObject([
      { name: `template.${id}.lines`, source_type: 'view', source_name: 'v_line', version: 1 },
    ]);
    const put = (body: object) => report.call(`${PATH}/${id}`, { method: 'PUT', body });
    await put({ description: 'the same' });
    expect(await sourcesOf(id)).toMatchObject([{ version: 1 }]);
    await put({
      datasets: [
        { ...dataset, source_name: 'v_line_2' },
        { name: 'notes', builder_key: 'a.notes' },
      ],
    });
    expect(await sourcesOf(id)).toMatchObject([
      { name: `template.${id}.lines`, source_name: 'v_line_2', version: 2 },
      { name: `template.${id}.notes`, source_type: 'builder', builder_key: 'a.notes' },
    ]);
    await put({ datasets: null });
    expect(await sourcesOf(id)).toEqual([]);
    await put({ datasets: [dataset] });
    await report.call(`${PATH}/${id}`, { method: 'DELETE' });
    expect(await sourcesOf(id)).toEqual([]);
  });

  it('may not be stored with a password, which a preview may have', async () => {
    const options = { pdf: { password: 'open sesame' } };
    expect((await save({ default_options: options })).json()).toMatchObject({
      errors: [{ pointer: '/default_options/pdf/password' }],
    });
    expect((await preview(await idOf({}), { options })).status).toBe(200);
    const json = await preview(await idOf({}), { options, format: 'json' });
    expect(json.text).not.toContain('sesame');
  });

  it('is published as a JSON Schema', async () => {
    const schema = (await report.call('/api/reports/layouts/schema')).json() as { properties: object };
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['title', 'columns', 'group_by']));
  });
});

function summaryOf(request: DatasetRequest) {
  return {
    source: request.name,
    row_count: 1,
    bu_codes: request.bu_codes ?? [],
    units: [],
    filters: {},
    params: {},
    ignored_filters: [],
    executed_at: '2026-07-01T00:00:00.000Z',
    duration_ms: 1,
    timezone: 'UTC',
    truncated: false,
    fingerprint: 'sha256:x',
    warnings: [],
  };
}
