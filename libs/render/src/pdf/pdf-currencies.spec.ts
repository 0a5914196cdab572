import type { TotalRequest } from '@galley/dataset';
import { column, type SampleDataset } from '../testing/sample-dataset.js';
import { renderSample, type SampleRun } from '../testing/sample-input.js';
import { QUANTITY_AND_VALUE, TWO_CURRENCIES } from '../testing/two-currencies.js';
import { pdfFormat } from './pdf-format.js';
import { linesOf, type PlacedText, readPdf } from './testing/read-pdf.js';

async function pageOf(sample: SampleDataset, run: SampleRun = {}): Promise<readonly PlacedText[]> {
  const { pages } = await readPdf((await renderSample(pdfFormat, sample, run)).bytes);
  return pages[0] ?? [];
}

const TOTALED: SampleRun = { options: { totals: QUANTITY_AND_VALUE } };
const GROUPED: SampleRun = { options: { totals: QUANTITY_AND_VALUE, group_by: ['category'] } };

describe('money of several currencies in a PDF', () => {
  it('has a line per currency at the end of the table', async () => {
    const lines = linesOf(await pageOf(TWO_CURRENCIES, TOTALED));
    const total = lines.indexOf('Total 13');
    expect(lines.slice(total, total + 3)).toEqual(['Total 13', 'Total THB 1,347.35', 'Total USD 10.00']);
  });

  it('stands under its column, one line below the other', async () => {
    const page = await pageOf(TWO_CURRENCIES, TOTALED);
    const edge = ({ x, width }: PlacedText): number => x + width;
    const [label, thb, usd] = ['Value', '1,347.35', '10.00'].map((text) =>
      page.findLast((item) => item.text === text)!,
    );
    expect(edge(thb!)).toBeCloseTo(edge(label!), 0);
    expect(edge(usd!)).toBeCloseTo(edge(label!), 0);
    expect(thb!.y - usd!.y).toBeGreaterThan(10);
  });

  it('has a line per currency of each group that has rows in it', async () => {
    const lines = linesOf(await pageOf(TWO_CURRENCIES, GROUPED));
    expect(lines.filter((line) => line.startsWith('Subtotal'))).toEqual([
      'Subtotal Dry (3 rows) 7',
      'Subtotal THB · Dry (2 rows) 150.15',
      'Subtotal USD · Dry (1 row) 10.00',
      'Subtotal Wine (2 rows) 1',
      'Subtotal THB · Wine (1 row) 1,200.20',
      // All of one currency: one line.
      'Subtotal THB · Zest (1 row) 5 -3.00',
    ]);
  });

  it('tells the currency whole, however narrow the first column', async () => {
    const columns = [
      column('bu_code', 'string', { label: 'BU' }),
      column('value', 'decimal', { label: 'Wert', scale: 2, format: 'money', role: 'measure' }),
      ...Array.from({ length: 14 }, (_, index) =>
        column(`c${index}`, 'string', { label: `Spalte ${index}` }),
      ),
    ];
    const texts = columns.slice(2).map(() => 'ein längerer Text');
    const rows = [
      ['T01', '1.00', ...texts],
      ['T03', '2.00', ...texts],
    ];
    const totals: readonly TotalRequest[] = [{ column: 'value', aggregate: 'sum' }];
    const sample = {
      columns,
      rows,
      currencies: { T01: 'THB', T03: 'USD' },
      totals: { value: { THB: '1.00', USD: '2.00' } },
    };
    const page = await pageOf(sample, { options: { totals }, document: { locale: 'de' } });
    const texts2 = page.map((item) => item.text);
    expect(texts2).toContain('Summe THB');
    expect(texts2).toContain('Summe USD');
  });

  it('needs no code where the currency is one', async () => {
    const { columns, rows } = TWO_CURRENCIES;
    const sample = {
      columns,
      rows: rows.filter(([unit]) => unit !== 'T03'),
      totals: { qty: 9, value: '1347.35' },
    };
    const lines = linesOf(await pageOf(sample, TOTALED));
    expect(lines).toContain('Total 9 1,347.35');
    expect(lines.join()).not.toContain('THB');
  });
});
