import { readFile } from 'node:fs/promises';
import { linesOf, readPdf } from '../../../../libs/render/src/pdf/testing/read-pdf.js';
import { WholeProduct } from './whole-product.js';

interface Expected {
  readonly file: string;
  readonly document_type: string;
  readonly doc_no: string;
  readonly text: readonly string[];
  readonly amounts: readonly string[];
  readonly line_count: number;
  readonly currency: string | null;
}

const fixture = (name: string): Promise<string> =>
  readFile(new URL(`../../../micro-data/test/fixtures/ubl/${name}`, import.meta.url), 'utf8');

/** White space and line breaks are the layout's own affair. */
const folded = (text: string): string => text.replace(/\s+/g, ' ');

describe('real orders and invoices', () => {
  let product: WholeProduct;
  let expectations: readonly Expected[];

  beforeAll(async () => {
    product = await WholeProduct.start();
    expectations = JSON.parse(await fixture('must-appear.json')) as readonly Expected[];
    for (const { file } of expectations) {
      const { status, text } = await product.call('/api/imports/ubl-document?bu_code=T01', {
        service: 'micro-data',
        method: 'POST',
        body: await fixture(file),
        headers: { 'content-type': 'application/xml' },
      });
      if (status !== 200) throw new Error(`${file}: ${status} ${text}`);
    }
  }, 180_000);
  afterAll(() => product?.stop());

  /** The document in a layout of its type, as a reader's viewer finds it. */
  async function printed({ document_type, doc_no }: Expected, template_id?: string): Promise<string> {
    const { status, bytes, text } = await product.call(`/api/print/${document_type}/${doc_no}`, {
      method: 'POST',
      body: { bu_code: 'T01', ...(template_id && { template_id }) },
    });
    if (status !== 200) throw new Error(`${document_type} ${doc_no}: ${status} ${text}`);
    const { pages } = await readPdf(bytes);
    return folded(pages.flatMap(linesOf).join('\n'));
  }

  it('print with everything that must appear, in every layout of their type', async () => {
    const missing: string[] = [];
    for (const expected of expectations) {
      const { items } = await product.get<{ items: readonly { report_template_id: string }[] }>(
        `/api/print/layouts?document_type=${expected.document_type}&bu_code=T01`,
      );
      expect(items.length).toBeGreaterThan(0);
      for (const { report_template_id } of items) {
        const text = await printed(expected, report_template_id);
        const wanted = [
          ...expected.text,
          ...expected.amounts,
          ...(expected.currency ? [expected.currency] : []),
        ];
        for (const part of wanted) {
          if (!text.includes(folded(part)))
            missing.push(`${expected.doc_no} in ${report_template_id}: ${part}`);
        }
      }
    }
    expect(missing).toEqual([]);
  }, 60_000);

  it('say where stated figures do not agree', async () => {
    const order = expectations.find(({ doc_no }) => doc_no === 'AEG012345');
    expect(order && (await printed(order))).toContain('Line 1: 100 × 100.00 is 10000, stated is 100.00.');
  });
});
