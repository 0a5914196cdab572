import fc from 'fast-check';
import type { RecordingDevice } from '../../pages/testing/recording-device.js';
import { textsOf } from '../../pages/testing/recording-device.js';
import { print } from '../../pages/testing/print.js';
import { readLayout } from '../read-layout.js';

const content = JSON.stringify({
  kind: 'document',
  title: 'Purchase Order',
  date: 'document_date',
  qr: 'document_no',
  sender: { name: '[property_name]', lines: ['[property_address]'], logo: { field: 'property_logo' } },
  parties: [{ label: 'Vendor', name: '[vendor_name]', lines: ['Tax ID [vendor_tax_id]'] }],
  header: { left: [{ label: 'Buyer', field: 'buyer' }], right: [{ label: 'Currency', field: 'currency' }] },
  lines: {
    columns: [
      { label: '#', field: 'line_no', format: 'integer', width: 24 },
      { label: 'Product', field: 'product', grow: true },
      { label: 'Total', field: 'total', format: 'money', width: 70 },
    ],
    details: [{ text: 'lot [lot_no]' }],
    continued: 'continued',
  },
  totals: [
    { label: 'Net', field: 'document_net' },
    { label: 'Grand total', field: 'document_total', style: 'strong' },
  ],
  amount_in_words: { label: 'In words', field: 'document_total', currency: 'currency', locale: 'en' },
  notes: [
    { label: 'Please check', field: 'warnings', style: 'alert' },
    { label: 'Remarks', field: 'remarks' },
  ],
});

const columns = {
  document_id: 'string',
  document_no: 'string',
  document_date: 'date',
  property_name: 'string',
  property_address: 'string',
  property_logo: 'string',
  vendor_name: 'string',
  vendor_tax_id: 'string',
  buyer: 'string',
  currency: 'string',
  document_net: 'decimal',
  document_total: 'decimal',
  warnings: 'string',
  remarks: 'string',
  line_no: 'integer',
  product: 'string',
  total: 'decimal',
  lot_no: 'string',
} as const;

const head = [
  '7',
  'PO-7',
  '2026-07-01',
  'House',
  'Street',
  null,
  'Vendor',
  null,
  'Anna',
  'THB',
  '10.00',
  '10.70',
  null,
  'Soon',
];

/** Prints one document whose lines have these products. */
function printed(
  products: readonly string[],
  orientation: 'portrait' | 'landscape' = 'portrait',
): Promise<RecordingDevice> {
  const blocks = ['Buyer', 'Manager'].map((label) => ({ key: label, label, required: false }));
  const layout = readLayout(content, { signature_config: { blocks }, orientation, locale: 'en' });
  const rows = products.map((product, at) => [
    ...head,
    String(at + 1),
    product,
    '1.00',
    at % 3 === 0 ? `L${at}` : null,
  ]);
  return print(layout, { document: { columns, rows } });
}

const product = fc
  .array(fc.constantFrom('rice', 'ข้าว', 'extraordinarily', 'red'), { minLength: 1, maxLength: 40 })
  .map((words) => words.join(' '));

describe('the pages of a document', () => {
  it('stand the head once, its number and the labels of the lines on every page, and a row with the totals', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(product, { minLength: 1, maxLength: 70 }),
        fc.constantFrom('portrait' as const, 'landscape' as const),
        async (products, orientation) => {
          const pages = (await printed(products, orientation)).texts();
          const having = (text: string): string[][] => pages.filter((texts) => texts.includes(text));
          expect(having('Anna')).toHaveLength(1);
          for (const texts of pages) expect(texts).toContainEqual(expect.stringMatching(/^PO-7  ·  .*2026$/));
          expect(having('continued')).toHaveLength(pages.length - 1);
          const isRow = (text: string): boolean => /^\d+$/.test(text);
          for (const texts of pages) if (texts.some(isRow)) expect(texts).toContain('Product');
          const [totals, ...more] = having('Grand total');
          expect(more).toEqual([]);
          expect(totals?.some((text) => text === String(products.length))).toBe(true);
          expect(totals).toContain('Ten baht and seventy satang only');
          expect(pages.flat().filter(isRow)).toHaveLength(products.length);
          expect(having('Buyer').some((texts) => texts.includes('Manager'))).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leave no room for notes that say nothing', async () => {
    const device = await printed(['rice']);
    const [page] = device.pages;
    const texts = page ? textsOf(page) : [];
    expect(texts.some(({ text }) => text === 'Please check')).toBe(false);
    const top = (text: string): number => texts.find((item) => item.text === text)?.frame.y ?? Number.NaN;
    // The label of the remarks right below the totals.
    expect(top('Remarks') - top('Grand total')).toBeLessThan(40);
  });
});
