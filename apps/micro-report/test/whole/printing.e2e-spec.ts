import { linesOf, readPdf } from '../../../../libs/render/src/pdf/testing/read-pdf.js';
import type { JobJson } from '../report-house.js';
import { WholeProduct, type ProductAnswer } from './whole-product.js';

interface DocumentRow {
  readonly document_id: string;
  readonly document_no: string;
  readonly vendor_name: string;
  readonly lines: string;
}

const TYPES = ['PR', 'PO', 'GRN', 'SR', 'CN', 'IA', 'PC', 'SC', 'RFQ', 'INV'];

describe('every Print button', () => {
  let product: WholeProduct;
  let orders: readonly DocumentRow[];

  beforeAll(async () => {
    product = await WholeProduct.start();
    const { rows } = await product.admin.query<DocumentRow>(
      `select document_id, document_no, min(vendor_name) as vendor_name, count(*) as lines
       from bu_t01.v_print_po group by 1, 2 order by 2 limit 20`,
    );
    orders = rows;
  }, 180_000);
  afterAll(() => product?.stop());

  const order = (at: number): DocumentRow => {
    const row = orders[at];
    if (!row) throw new Error(`the demo has no order ${at}`);
    return row;
  };
  const print = (path: string, body: object = {}): Promise<ProductAnswer> =>
    product.call(`/api/print/${path}`, { method: 'POST', body: { bu_code: 'T01', ...body } });
  const numberOf = async (type: string): Promise<string> => {
    const { rows } = await product.admin.query<{ document_no: string }>(
      `select document_no from bu_t01.v_print_${type.toLowerCase()} order by document_no limit 1`,
    );
    return rows[0]?.document_no ?? '';
  };
  const finished = (id: string): Promise<JobJson> => product.house.until(id, 'completed', 60_000, 'demo');

  it.each(TYPES)('prints a %s of the demo, named and complete', async (type) => {
    const number = await numberOf(type);
    const answer = await print(`${type}/${number}`);
    expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
    expect(answer.headers.get('content-disposition')).toContain(type);
    expect(await pdfText(answer.bytes)).toContain(number);
  });

  it('prints the same by id and by number', async () => {
    const { document_id, document_no, vendor_name } = order(0);
    const [byId, byNumber] = [await print(`PO/${document_id}`), await print(`PO/${document_no}`)];
    const text = await pdfText(byId.bytes);
    expect(text).toContain(vendor_name);
    expect(untimed(await pdfText(byNumber.bytes))).toBe(untimed(text));
  });

  it('prints copies and a watermark', async () => {
    const { document_no } = order(0);
    const once = await pdfText((await print(`PO/${document_no}`)).bytes);
    const twice = await pdfText(
      (await print(`PO/${document_no}`, { copies: 2, watermark: 'SPECIMEN' })).bytes,
    );
    const count = (text: string, part: string) => text.split(part).length - 1;
    expect(count(twice, document_no)).toBe(2 * count(once, document_no));
    expect(count(once, 'SPECIMEN')).toBe(0);
    expect(count(twice, 'SPECIMEN')).toBeGreaterThanOrEqual(2);
  });

  it('prints many into one file, in their order, and says which are missing', async () => {
    const wanted = [order(2), order(0), order(1)].map(({ document_no }) => document_no);
    const document_ids = [wanted[0], 'NOWHERE-1', ...wanted.slice(1)];
    const accepted = await product.get<JobJson>('/api/print/PO/batch', {
      method: 'POST',
      body: { bu_code: 'T01', document_ids },
    });
    const job = await finished(accepted.id);
    expect(job).toMatchObject({ warnings: [{ code: 'document-missing' }] });
    expect(JSON.stringify(job.warnings)).toContain('NOWHERE-1');
    const { bytes } = await product.call(job.file_url ?? '');
    const text = await pdfText(bytes);
    const places = wanted.map((number) => text.indexOf(number));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    const { items } = await product.get<{ items: { action: string }[] }>(`/api/audit?entity_id=${job.id}`);
    expect(items.map(({ action }) => action)).toContain('print');
  });

  it('fails a batch of documents that are all missing', async () => {
    const accepted = await product.get<JobJson>('/api/print/PO/batch', {
      method: 'POST',
      body: { bu_code: 'T01', document_ids: ['NOWHERE-1', 'NOWHERE-2'] },
    });
    const job = await product.house.until(accepted.id, 'failed', 60_000, 'demo');
    expect(job.error_code).toBe('document-not-found');
  });

  it('knows the documents of its unit only', async () => {
    const { document_id } = order(0);
    const answer = await print(`PO/${document_id}`, { bu_code: 'T02' });
    expect(answer.json()).toMatchObject({ status: 404, code: 'document-not-found' });
  });

  it('offers the layouts of the pack, portrait first', async () => {
    const { items } = await product.get<{ items: { display_label: string; is_default: boolean }[] }>(
      '/api/print/layouts?document_type=PO&bu_code=T01',
    );
    expect(items).toMatchObject([
      { display_label: 'Portrait', is_default: true },
      { display_label: 'Landscape', is_default: false },
    ]);
  });
});

async function pdfText(bytes: Buffer): Promise<string> {
  return (await readPdf(bytes)).pages.flatMap(linesOf).join('\n');
}

/** Without the time at which it was printed. */
function untimed(text: string): string {
  return text.replaceAll(/\d\d?:\d\d(:\d\d)?/g, '');
}
