import { Decimal } from 'decimal.js';
import { csvRecords } from './csv-records.js';
import { readJsonReport } from './json-report.js';
import { WholeProduct } from './whole-product.js';

const PERIOD = { from: '2026-01-01', to: '2026-06-30' };
const DESIGN = {
  name: 'Spend by vendor and month',
  source: 'procurement.purchase_order_list',
  title: 'Spend by vendor',
  columns: [
    { column: 'po_no' },
    { column: 'po_date', label: 'Ordered' },
    { column: 'delivery_date', highlight: [{ operator: 'lt', value: 'today', color: '#B00020' }] },
    {
      column: 'base_total',
      format: 'money',
      width: '40mm',
      highlight: [{ operator: 'gt', value: 50000, bold: true }],
    },
  ],
  filters: [
    { column: 'po_date', label: 'Order date', operator: 'between', default: [PERIOD.from, PERIOD.to] },
    { column: 'status', operator: 'in' },
  ],
  groups: [{ column: 'vendor' }],
  totals: [
    { column: 'base_total', aggregate: 'sum' },
    { column: 'base_total', aggregate: 'max' },
    { column: 'po_no', aggregate: 'count' },
  ],
  sort: [{ column: 'base_total', direction: 'desc' }],
  chart: {
    kind: 'bar',
    category: 'vendor',
    values: ['base_total'],
    title: 'Largest vendors',
    sort: '-y',
    top: 8,
  },
  orientation: 'portrait',
  branding: { accent: '#0B5CAD' },
};

/** From a source to figures, as somebody goes who puts a report together. */
describe('a report that is built', () => {
  let product: WholeProduct;
  let template_id: string;
  beforeAll(async () => {
    product = await WholeProduct.start();
  }, 180_000);
  afterAll(() => product?.stop());

  const post = (path: string, body: object) =>
    product.call(`/api/reports/builder/${path}`, { method: 'POST', body });

  async function figures(statuses: readonly string[] | null) {
    const { rows } = await product.admin.query<{ sum: string; max: string; count: string; vendors: string }>(
      `select sum(base_total)::text, max(base_total)::text, count(po_no)::text, count(distinct vendor)::text as vendors
       from bu_t01.v_purchase_order_list where po_date between $1 and $2 and ($3::text[] is null or status = any($3))`,
      [PERIOD.from, PERIOD.to, statuses],
    );
    return rows[0];
  }

  it('finds its source, and what can be done with the columns of it', async () => {
    const list = await product.get<{ items: { name: string }[]; total: number }>(
      '/api/reports/builder/sources?q=purchase_order_list',
    );
    expect(list.items.map(({ name }) => name)).toContain(DESIGN.source);
    const source = await product.get<{
      is_per_unit: boolean;
      columns: { name: string; aggregates: string[] }[];
    }>(`/api/reports/builder/sources/${DESIGN.source}?bu_code=T01`);
    expect(source.is_per_unit).toBe(true);
    expect(source.columns[0]?.name).toBe('bu_code');
    expect(source.columns.find(({ name }) => name === 'base_total')?.aggregates).toContain('sum');
  });

  it('is checked against them', async () => {
    expect((await post('check', DESIGN)).json()).toEqual({ ok: true, problems: [] });
    const wrong = {
      ...DESIGN,
      totals: [{ column: 'vendor', aggregate: 'sum' }],
      sort: [{ column: 'colour' }],
    };
    expect((await post('check', wrong)).json()).toMatchObject({
      ok: false,
      problems: [{ pointer: '/totals/0/aggregate' }, { pointer: '/sort/0/column' }],
    });
  });

  it('can be looked at before it is there, filtered as its form will', async () => {
    const filters = { po_date_from: '2026-03-01', status: ['completed'] };
    const pdf = await post('preview', { design: DESIGN, format: 'pdf', bu_codes: ['T01'], filters });
    expect([pdf.status, pdf.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    const csv = await post('preview', {
      design: DESIGN,
      format: 'csv',
      bu_codes: ['T01'],
      filters,
      rows: 200,
    });
    const [, ...records] = csvRecords(csv.text);
    const { rows } = await product.admin.query<{ po_no: string }>(
      `select po_no from bu_t01.v_purchase_order_list
       where po_date between '2026-03-01' and $1 and status = 'completed'`,
      [PERIOD.to],
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(records).toHaveLength(rows.length);
    expect(new Set(records.map((record) => record[2]))).toEqual(new Set(rows.map(({ po_no }) => po_no)));
  });

  it('becomes a template whose runs have the figures of the database', async () => {
    const created = await post('templates', DESIGN);
    expect(created.status).toBe(201);
    template_id = (created.json() as { id: string }).id;
    const run = { template_id, bu_codes: ['T01'], format: 'json' };
    const all = readJsonReport((await product.report(run)).bytes);
    const whole = await figures(null);
    expect(all.totals).toMatchObject({ base_total: whole?.sum, base_total_max: whole?.max });
    expect(String(all.totals.po_no)).toBe(whole?.count);
    expect(all.groups).toHaveLength(Number(whole?.vendors));
    expect(all.rows).toHaveLength(Number(whole?.count));
    const ofGroups = all.groups.map(({ totals }) => new Decimal(String(totals.base_total)));
    expect(Decimal.sum(...ofGroups).toFixed(2)).toBe(whole?.sum);
    const some = readJsonReport(
      (await product.report({ ...run, filters: { status: ['sent', 'partial'] } })).bytes,
    );
    expect(some.totals.base_total).toBe((await figures(['sent', 'partial']))?.sum);
  });

  it('is printed with its chart, and checked as every template', async () => {
    const check = await product.get(`/api/reports/templates/${template_id}/check`, {
      method: 'POST',
      body: {},
    });
    expect(check).toMatchObject({ ok: true, layout: { kind: 'json', unsupported: [], problems: [] } });
    const { bytes } = await product.report({ template_id, bu_codes: ['T01'], format: 'pdf' });
    expect(bytes.length).toBeGreaterThan(10_000);
    const excel = await product.report({ template_id, bu_codes: ['T01'], format: 'excel' });
    expect(excel.bytes.subarray(0, 2).toString()).toBe('PK');
  });

  it('is designed further', async () => {
    const { design } = await product.get<{ design: typeof DESIGN }>(
      `/api/reports/builder/templates/${template_id}`,
    );
    const body = { ...design, groups: [{ column: 'bu_code' }], chart: null };
    const next = await product.get<{ version: number }>(`/api/reports/builder/templates/${template_id}`, {
      method: 'PUT',
      headers: { 'if-match': '"v1"' },
      body,
    });
    expect(next.version).toBe(2);
    const { bytes } = await product.report({ template_id, bu_codes: ['T01', 'T02'], format: 'json' });
    expect(readJsonReport(bytes).groups.map(({ key }) => key)).toEqual([
      { bu_code: 'T01' },
      { bu_code: 'T02' },
    ]);
  });
});
