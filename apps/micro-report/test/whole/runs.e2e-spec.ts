import type { ComparedSummary } from '@galley/dataset';
import { Decimal } from 'decimal.js';
import type { JobJson } from '../report-house.js';
import { csvRecords } from './csv-records.js';
import { readJsonReport, type JsonReport } from './json-report.js';
import { WholeProduct } from './whole-product.js';

const PERIOD = { date_from: '2026-04-01', date_to: '2026-06-30' };
const BEFORE = { date_from: '2026-01-01', date_to: '2026-03-31' };
const ORDERS = { report_type: 'purchase_order_list', bu_codes: ['T01'], filters: PERIOD };
const COLUMNS = ['po_no', 'vendor_code', 'base_total'];

interface Vendor {
  readonly code: string;
  readonly orders: string;
}

/** Runs that are more than one template over one period: for each unit, split by a key, set against another. */
describe('runs', () => {
  let product: WholeProduct;
  beforeAll(async () => {
    product = await WholeProduct.start();
  }, 180_000);
  afterAll(() => product?.stop());

  const json = async (wish: object): Promise<JsonReport> =>
    readJsonReport((await product.report({ ...ORDERS, format: 'json', ...wish })).bytes);

  async function piecesOf(parent: JobJson): Promise<JobJson[]> {
    await product.settled();
    const { items } = await product.get<{ items: JobJson[] }>(
      `/api/reports/jobs?parent_job_id=${parent.id}&limit=200`,
    );
    return items;
  }

  async function recordsOf(job: JobJson): Promise<string[][]> {
    const { text } = await product.call(job.file_url ?? '');
    const [, ...records] = csvRecords(text);
    return records;
  }

  async function baseTotals(period: typeof PERIOD): Promise<string> {
    const { rows } = await product.admin.query<{ total: string }>(
      `select coalesce(sum(base_total), 0)::text as total from bu_t01.v_purchase_order_list where po_date between $1 and $2`,
      [period.date_from, period.date_to],
    );
    return rows[0]?.total ?? '';
  }

  it('make one file for each business unit, all or none', async () => {
    const report = { report_type: 'stock_on_hand', format: 'csv' };
    const body = { for_each: { bu_codes: ['T01', 'T02'] }, report };
    const batch = await product.get<{ items: JobJson[] }>('/api/reports/generate/bulk', {
      method: 'POST',
      body,
    });
    expect(batch.items.map(({ bu_codes }) => bu_codes)).toEqual([['T01'], ['T02']]);
    const refused = { for_each: { bu_codes: ['T01', 'NOWHERE'] }, report };
    expect((await product.call('/api/reports/generate/bulk', { method: 'POST', body: refused })).status).toBe(
      422,
    );
    const both = { ...body, items: [report] };
    expect((await product.call('/api/reports/generate/bulk', { method: 'POST', body: both })).status).toBe(
      422,
    );
  });

  it('are split so that each file has the rows of its key and no others, and together all of them', async () => {
    const options = { columns: COLUMNS };
    const { job, bytes } = await product.report({
      ...ORDERS,
      format: 'csv',
      options,
      burst: { by: 'vendor_code' },
    });
    const pieces = await piecesOf(job);
    const { rows: vendors } = await product.admin.query<Vendor>(
      `select vendor_code as code, count(*)::text as orders from bu_t01.v_purchase_order_list
       where po_date between $1 and $2 group by vendor_code order by vendor_code`,
      [PERIOD.date_from, PERIOD.date_to],
    );
    expect(vendors.length).toBeGreaterThan(3);
    expect(new Set(pieces.map(({ burst_key }) => burst_key))).toEqual(
      new Set(vendors.map(({ code }) => code)),
    );
    expect(pieces).toHaveLength(vendors.length);
    const all: string[][] = [];
    for (const piece of pieces) {
      const records = await recordsOf(piece);
      expect(new Set(records.map(([, , vendor]) => vendor))).toEqual(new Set([piece.burst_key]));
      expect(records).toHaveLength(Number(vendors.find(({ code }) => code === piece.burst_key)?.orders));
      all.push(...records);
    }
    const [, ...whole] = csvRecords(bytes.toString());
    expect(all.map(String).sort()).toEqual(whole.map(String).sort());
  });

  it('give pieces formats of their own, and say what was left out', async () => {
    const { rows } = await product.admin.query<Vendor>(
      `select distinct vendor_code as code from bu_t01.v_purchase_order_list where po_date between $1 and $2 order by 1 limit 1`,
      [PERIOD.date_from, PERIOD.date_to],
    );
    const key = rows[0]?.code ?? '';
    const burst = {
      by: 'vendor_code',
      pieces: [{ key, format: 'json' }, { key: 'NOBODY' }],
      unlisted: 'skip',
    };
    const { job } = await product.report({ ...ORDERS, format: 'csv', burst });
    const pieces = await piecesOf(job);
    expect(pieces.map(({ burst_key, format }) => [burst_key, format])).toEqual([[key, 'json']]);
    expect((job.warnings as { code: string }[]).map(({ code }) => code)).toEqual([
      'burst-skipped',
      'burst-empty',
    ]);
  });

  it('refuse a key that the report does not have', async () => {
    const wish = { ...ORDERS, format: 'csv', burst: { by: 'colour' } };
    await expect(product.report(wish)).rejects.toThrow('cannot be split by colour');
  });

  it('are set against the period before, with the totals of both', async () => {
    const { rows, totals, summary, columns } = await json({
      compare_to: { period: 'previous', key: ['vendor_code'] },
      options: { columns: ['vendor_code', 'base_total'] },
    });
    const [now, before] = [await baseTotals(PERIOD), await baseTotals(BEFORE)];
    expect(totals).toEqual({
      base_total: now,
      base_total_prior: before,
      base_total_variance: new Decimal(now).minus(before).toFixed(2),
    });
    expect(columns.map(({ name }) => name)).toEqual([
      'bu_code',
      'change',
      'vendor_code',
      'base_total',
      'base_total_prior',
      'base_total_variance',
      'base_total_variance_pct',
      'changed_columns',
    ]);
    const { compared } = summary as { compared?: ComparedSummary };
    expect(compared).toMatchObject({ filters: expect.objectContaining(BEFORE) as object });
    const { added = 0, removed = 0, changed = 0, unchanged = 0 } = compared ?? {};
    expect(added + removed + changed + unchanged).toBe(rows.length);
  });

  it('are set against an earlier run’s dataset: what was added, removed and changed since', async () => {
    const earlier = await product.report({ ...ORDERS, format: 'csv', keep_snapshot: true });
    await product.admin.query(`
      update bu_t01.purchase_order set buyer = 'Somebody else' where po_no = (select min(po_no) from bu_t01.purchase_order where po_date between '2026-04-01' and '2026-06-30')`);
    const { rows } = await json({ compare_to: { job_id: earlier.job.id, key: ['po_no'], show: 'changes' } });
    expect(rows).toEqual([
      expect.objectContaining({ change: 'changed', changed_columns: 'Buyer', buyer: 'Somebody else' }),
    ]);
    const pdf = await product.report({ ...ORDERS, format: 'pdf', compare_to: { job_id: earlier.job.id } });
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('refuse what cannot be compared', async () => {
    const ask = async (compare_to: object, over: object = {}) => {
      const body = { ...ORDERS, format: 'csv', compare_to, ...over };
      const answer = await product.call('/api/reports/generate', { method: 'POST', body });
      return [answer.status, (answer.json() as { code: string }).code];
    };
    const { job } = await product.report({ ...ORDERS, format: 'csv' });
    expect(await ask({ job_id: job.id })).toEqual([409, 'compare-not-possible']);
    expect(await ask({ period: 'previous', job_id: job.id })).toEqual([422, 'invalid']);
    expect(await ask({ period: 'previous' }, { report_type: 'vendor_list', filters: {} })).toEqual([
      422,
      'invalid',
    ]);
    expect(await ask({ job_id: '0199aaaa-0000-7000-8000-00000000dead' })).toEqual([404, 'not-found']);
  });
});
