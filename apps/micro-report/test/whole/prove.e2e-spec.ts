import { createHash, randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetSummary } from '@galley/dataset';
import { readJsonReport } from './json-report.js';
import { WholeProduct, type FinishedReport } from './whole-product.js';

const PERIOD = { date_from: '2026-04-01', date_to: '2026-06-30' };
const UNITS = ['T01', 'T02'];

interface ArchivedFigures {
  readonly id: string;
  readonly sha256: string;
  readonly row_count: number;
  readonly dataset_fingerprint: string;
  readonly bu_codes: readonly string[];
  readonly summary: { readonly totals?: Readonly<Record<string, unknown>> };
}

interface Verification {
  readonly ok: boolean;
  readonly sha256: string | null;
  readonly expected: string;
  readonly snapshot: string;
  readonly rerender: string;
  readonly totals_ok: boolean | null;
}

/** Every way a file is made: each must be made again byte by byte. */
const KEPT = [
  { format: 'pdf' },
  { format: 'pdf', options: { pdf: { archive: 'csv' }, group_by: ['vendor'] } },
  { format: 'pdf', options: { pdf: { tagged: true, watermark: 'Copy' } } },
  { format: 'excel', options: { group_by: ['vendor'] } },
  { format: 'csv' },
  { format: 'json' },
  { format: 'pdf', report_type: 'vendor_spend' },
  { format: 'excel', report_type: 'top_purchasing' },
] as const;

describe('the figures of a finished report', () => {
  let product: WholeProduct;
  let report: FinishedReport;
  let archived: ArchivedFigures;

  beforeAll(async () => {
    product = await WholeProduct.start();
    report = await product.report({
      report_type: 'purchase_order_list',
      format: 'json',
      bu_codes: UNITS,
      filters: PERIOD,
    });
    archived = await archivedOf(report);
  }, 180_000);
  afterAll(() => product?.stop());

  async function archivedOf({ job }: FinishedReport): Promise<ArchivedFigures> {
    const { items } = await product.get<{ items: (ArchivedFigures & { job_id: string })[] }>(
      '/api/reports/generated',
    );
    const file = items.find(({ job_id }) => job_id === job.id);
    if (!file) throw new Error('the archive lacks the file of the job');
    return file;
  }

  const verify = (id: string) =>
    product.get<Verification>(`/api/reports/generated/${id}/verify`, { method: 'POST' });

  async function pathOf(id: string): Promise<string> {
    const { rows } = await product.admin.query<{ storage_key: string }>(
      'select storage_key from tenant.generated_report where id = $1',
      [id],
    );
    return join(product.house.files, rows[0]?.storage_key ?? '');
  }

  it('are those that micro-data answers to the same question', async () => {
    const { columns, rows, totals, groups, summary, options } = readJsonReport(report.bytes);
    const answer = await product.get<Record<string, unknown> & { summary: DatasetSummary }>(
      '/api/datasets/execute',
      {
        service: 'micro-data',
        method: 'POST',
        body: {
          name: 'procurement.purchase_order_list',
          bu_codes: UNITS,
          filters: PERIOD,
          columns: columns.map(({ name }) => name).filter((name) => name !== 'bu_code'),
          order_by: ['po_date', 'po_no'].map((column) => ({ column, direction: 'asc' })),
          totals: options.totals,
        },
      },
    );
    expect(answer).toMatchObject({ columns, rows, totals, groups });
    expect(answer.summary.fingerprint).toBe(summary.fingerprint);
  });

  it('stand in the archive: fingerprint, rows, units, totals and hash', () => {
    const { summary, totals } = readJsonReport(report.bytes);
    const sha256 = createHash('sha256').update(report.bytes).digest('hex');
    expect(summary.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(archived).toMatchObject({
      dataset_fingerprint: summary.fingerprint,
      row_count: summary.row_count,
      bu_codes: UNITS,
      sha256,
      summary: { totals },
    });
    expect(report.job.sha256).toBe(sha256);
  });

  it('have another fingerprint when a single cell is another one', async () => {
    const wish = { report_type: 'vendor_spend', format: 'csv', bu_codes: UNITS, filters: PERIOD };
    const before = await archivedOf(await product.report(wish));
    await product.admin.query(
      `update bu_t01.vendor set name = name || '.' where code = (select min(v.code) from bu_t01.vendor v join bu_t01.goods_receipt g on g.vendor_id = v.id)`,
    );
    const after = await archivedOf(await product.report(wish));
    expect(after.row_count).toBe(before.row_count);
    expect(after.dataset_fingerprint).not.toBe(before.dataset_fingerprint);
  });

  it('are verified, until somebody changes a byte of the file', async () => {
    expect(await verify(archived.id)).toMatchObject({ ok: true, sha256: archived.sha256 });
    const path = await pathOf(archived.id);
    const bytes = await readFile(path);
    const tampered = Buffer.from(bytes);
    tampered[100] = (tampered[100] ?? 0) ^ 1;
    await rm(path);
    await writeFile(path, tampered);
    const found = await verify(archived.id);
    expect(found).toMatchObject({ ok: false, expected: archived.sha256 });
    expect(found.sha256).toBe(createHash('sha256').update(tampered).digest('hex'));
    await rm(path);
    expect(await verify(archived.id)).toMatchObject({ ok: false, sha256: null });
    await writeFile(path, bytes);
    expect(await verify(archived.id)).toMatchObject({ ok: true });
  });

  it('follow from the dataset that is kept: the file is made again, byte by byte', async () => {
    const kept = await Promise.all(
      KEPT.map(async (wish) => {
        const run = { report_type: 'purchase_order_list', bu_codes: UNITS, filters: PERIOD, ...wish };
        return (await archivedOf(await product.report({ ...run, keep_snapshot: true }))).id;
      }),
    );
    // What the sources say today does not matter any more.
    await product.admin.query(`update bu_t01.vendor set name = name || '!'`);
    const answers: unknown[] = [];
    for (const [index, id] of kept.entries()) {
      const { ok, snapshot, rerender, totals_ok } = await verify(id);
      answers.push([KEPT[index], { ok, snapshot, rerender, totals_ok }]);
    }
    const proved = { ok: true, snapshot: 'kept', rerender: 'identical', totals_ok: true };
    expect(answers).toEqual(KEPT.map((wish) => [wish, proved]));
    expect(await verify(archived.id)).toMatchObject({ snapshot: 'none', rerender: 'skipped' });
  }, 180_000);

  it('do not follow from a dataset that was changed', async () => {
    const wish = { report_type: 'stock_on_hand', format: 'csv', bu_codes: ['T01'], keep_snapshot: true };
    const { id } = await archivedOf(await product.report(wish));
    const { rows } = await product.admin.query<{ snapshot_key: string }>(
      'select snapshot_key from tenant.generated_report where id = $1',
      [id],
    );
    const path = join(product.house.files, rows[0]?.snapshot_key ?? '');
    const bytes = await readFile(path);
    bytes[bytes.length - 200] = (bytes[bytes.length - 200] ?? 0) ^ 1;
    await rm(path);
    await writeFile(path, bytes);
    expect(await verify(id)).toMatchObject({ ok: false, snapshot: 'damaged', rerender: 'skipped' });
    expect(bytes.toString('latin1')).not.toMatch(/Bearer|postgres:|password":"/);
  });

  it('are never sent from a file that is another one', async () => {
    const { job } = await product.report({ report_type: 'stock_on_hand', format: 'csv', bu_codes: ['T02'] });
    const file = await archivedOf({ job, bytes: Buffer.alloc(0) });
    const path = await pathOf(file.id);
    const bytes = await readFile(path);
    bytes[bytes.length - 10] = (bytes[bytes.length - 10] ?? 0) ^ 1;
    await rm(path);
    await writeFile(path, bytes);
    const outcome = await product.call(`/api/reports/generated/${file.id}/download`).then(
      ({ status }) => status,
      () => 'cut',
    );
    expect(outcome).not.toBe(200);
  });

  it('leave a chain of audit entries that nobody can change unseen', async () => {
    const wish = { report_type: 'top_purchasing', format: 'csv', bu_codes: UNITS, filters: PERIOD };
    await Promise.all(
      Array.from({ length: 6 }, () =>
        product.call('/api/reports/generate', {
          method: 'POST',
          body: wish,
          headers: { 'idempotency-key': randomUUID(), prefer: 'wait=30' },
        }),
      ),
    );
    const chain = `select o.code, count(e.id)::int as entries, (select broken_at from platform.verify_audit_chain(o.id)) as broken_at
      from platform.organization o left join platform.audit_event e on e.organization_id = o.id group by o.id order by o.code`;
    const { rows } = await product.admin.query<{ code: string; entries: number; broken_at: string | null }>(
      chain,
    );
    expect(rows.map(({ code, broken_at }) => [code, broken_at])).toEqual([
      ['HOUSE', null],
      ['demo', null],
      ['rival', null],
    ]);
    expect(rows.find(({ code }) => code === 'demo')?.entries).toBeGreaterThan(15);
    await expect(product.admin.query(`update platform.audit_event set action = 'nothing'`)).rejects.toThrow();
    await product.admin.query('alter table platform.audit_event disable trigger append_only');
    await product.admin.query(
      `update platform.audit_event set facts = '{}' where sequence = 3 and organization_id = (select id from platform.organization where code = 'demo')`,
    );
    const broken = await product.admin.query<{ code: string; broken_at: string | null }>(chain);
    expect(broken.rows.find(({ code }) => code === 'demo')?.broken_at).toBe('3');
  });
});
