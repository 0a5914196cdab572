import { column, type SampleDataset } from '../testing/sample-dataset.js';
import { renderSample, type SampleRun } from '../testing/sample-input.js';
import { pdfFormat } from './pdf-format.js';
import { linesOf, type PlacedText, type ReadPdf, readPdf } from './testing/read-pdf.js';

const COLUMNS = [
  column('category', 'string', { label: 'Category' }),
  column('item', 'string', { label: 'Item' }),
  column('day', 'date', { label: 'Day' }),
  column('value', 'decimal', { label: 'Value', scale: 2, role: 'measure' }),
];
const SUM = [{ column: 'value', aggregate: 'sum' }] as const;

async function read(sample: SampleDataset, run: SampleRun = {}): Promise<ReadPdf> {
  return readPdf((await renderSample(pdfFormat, sample, run)).bytes);
}

/** `count` rows in two categories; every value is -1.25. */
function stock(count: number): SampleDataset {
  const rows = Array.from({ length: count }, (_, index) => [
    index < count / 2 ? 'Dry' : 'Wine',
    `Item ${index}`,
    '2026-06-30',
    '-1.25',
  ]);
  return { columns: COLUMNS, rows, totals: { value: count === 0 ? null : (count * -1.25).toFixed(2) } };
}

function find(page: readonly PlacedText[] | undefined, text: string): PlacedText {
  const found = page?.find((item) => item.text === text);
  if (!found) throw new Error(`"${text}" is not on the page: ${page?.map((item) => item.text).join(' | ')}`);
  return found;
}

describe('a PDF table', () => {
  it('opens with organization, title, subtitle, parameters and local time', async () => {
    const { pages } = await read(stock(3));
    expect(linesOf(pages[0] ?? []).slice(0, 6)).toEqual([
      'Galley & Sons <Hotels>',
      'Stock on hand',
      'All stores',
      'Parameters: As of: 2026-06-30',
      'Generated 07/01/2026 07:00 GMT+7',
      'Category Item Day Value',
    ]);
  });

  it('leaves its parameters out when no summary is wanted, and still says that it is complete', async () => {
    const { pages } = await read(stock(3), { options: { include_summary: false } });
    const lines = linesOf(pages[0] ?? []);
    expect(lines.some((line) => line.startsWith('Parameters'))).toBe(false);
    expect(lines).toContain('3 rows from 2 business units — complete');
  });

  it('repeats column labels and counts pages on every page', async () => {
    const { pages } = await read(stock(200));
    expect(pages.length).toBeGreaterThan(3);
    pages.slice(0, -1).forEach((page, index) => {
      const lines = linesOf(page);
      expect(lines).toContain('Category Item Day Value');
      expect(lines.at(-1)).toContain(`Page ${index + 1} of ${pages.length}`);
    });
  });

  it('draws every row once, in order', async () => {
    const { pages } = await read(stock(200));
    const items = pages.flat().filter((item) => item.text.startsWith('Item '));
    expect(items.map((item) => item.text)).toEqual(
      Array.from({ length: 200 }, (_, index) => `Item ${index}`),
    );
  });

  it('aligns figures on the right edge of their label', async () => {
    const { pages } = await read({
      columns: COLUMNS,
      rows: [
        ['a', 'b', null, '1.00'],
        ['a', 'b', null, '-1234567.89'],
      ],
    });
    const rightEdge = (text: string): number => {
      const { x, width } = find(pages[0], text);
      return x + width;
    };
    expect(rightEdge('1.00')).toBeCloseTo(rightEdge('Value'), 0);
    expect(rightEdge('-1,234,567.89')).toBeCloseTo(rightEdge('Value'), 0);
  });

  it('stands decimal signs of a column without scale under each other', async () => {
    const columns = [column('free', 'decimal', { label: 'Free' })];
    const { pages } = await read({ columns, rows: [['10.125'], ['10.5'], ['10']] });
    const [long, short, whole] = ['10.125', '10.5', '10'].map((text) => find(pages[0], text).x);
    expect(short).toBeCloseTo(long ?? 0, 1);
    expect(whole).toBeCloseTo(long ?? 0, 1);
  });

  it('leaves nulls empty', async () => {
    const { pages } = await read({ columns: COLUMNS, rows: [[null, 'only this', null, null]] });
    expect(linesOf(pages[0] ?? [])).toContain('only this');
  });

  it('says that no rows match', async () => {
    const { pages } = await read(stock(0), { options: { group_by: ['category'], totals: SUM } });
    const lines = linesOf(pages[0] ?? []);
    expect(lines).toContain('No rows match');
    expect(lines).toContain('0 rows from 2 business units — complete');
    expect(pages).toHaveLength(1);
  });

  it('ends with rows, business units and fingerprint', async () => {
    const { pages } = await read(stock(1204));
    const lines = linesOf(pages.at(-1) ?? []);
    expect(lines).toContain('1,204 rows from 2 business units — complete');
    expect(lines).toContain('Fingerprint: sha256:0123');
  });

  it('names failed units, cut rows, warnings and filters without effect', async () => {
    const unit = { row_count: 0, duration_ms: 1, currency: null };
    const { pages } = await read({
      ...stock(2),
      summary: {
        truncated: true,
        warnings: ['yesterday’s rate was used'],
        ignored_filters: ['colour'],
        units: [
          { ...unit, bu_code: 'HQ', status: 'ok', problem: null },
          {
            ...unit,
            bu_code: 'BEACH',
            status: 'failed',
            problem: { code: 'query-timeout', detail: 'too slow' },
          },
        ],
      },
    });
    const lines = linesOf(pages[0] ?? []);
    expect(lines).toContain('2 rows from 1 business unit — INCOMPLETE');
    expect(lines).toContain('BEACH is missing: too slow');
    expect(lines).toContain('Only the first 2 rows are shown; totals cover all matching rows');
    expect(lines).toContain('Filters without effect on this source: colour');
    expect(lines).toContain('Warnings: yesterday’s rate was used');
  });

  it('never leaves its closing lines alone on a page, while there are rows to stand with', async () => {
    const runs: SampleRun[] = [
      {},
      { options: { totals: SUM } },
      { options: { group_by: ['category'] } },
      { options: { group_by: ['category'], totals: SUM } },
    ];
    for (const run of runs) {
      for (let count = 70; count < 120; count += run.options?.group_by ? 2 : 1) {
        const { pages } = await read(stock(count), run);
        const items = pages.flat().filter((item) => item.text.startsWith('Item '));
        expect(items).toHaveLength(count);
        const lines = linesOf(pages.at(-1) ?? []);
        const statement = lines.findIndex((line) => line.endsWith('complete'));
        expect(lines[statement - 1]).toMatch(/^(Dry|Wine) Item|^Item \d|^Total|^Subtotal/);
      }
    }
  });

  it('prints points of per cent with their sign', async () => {
    const columns = [
      column('share', 'decimal', { label: 'Share', scale: 2, format: 'percent', role: 'measure' }),
    ];
    const totals = [{ column: 'share', aggregate: 'avg' }] as const;
    const sample = { columns, rows: [['83.33'], ['5'], [null]], totals: { share: '44.17' } };
    const { pages } = await read(sample, { options: { totals } });
    const texts = (pages[0] ?? []).map((item) => item.text);
    expect(texts).toEqual(expect.arrayContaining(['83.33%', '5.00%', '44.17%']));
  });

  it('has no line for totals that stand under no column', async () => {
    const totals = [...SUM, { column: '*', aggregate: 'count', as: 'lines' } as const];
    const sample = { ...stock(4), totals: { value: '-5.00', lines: 4 } };
    const lines = linesOf((await read(sample, { options: { totals } })).pages[0] ?? []);
    expect(lines).toContain('Total -5.00');
    expect(lines).not.toContain('Count');
  });

  it('tells a reader its title, author and date', async () => {
    const { info } = await read(stock(1), { document: { title: 'Årsrapport – ไทย' } });
    expect(info).toMatchObject({
      Title: 'Årsrapport – ไทย',
      Author: 'Galley & Sons <Hotels>',
      Producer: 'Galley',
      CreationDate: 'D:20260701000000Z',
      Language: 'en',
    });
  });

  it('gives the same bytes whatever was printed before it', async () => {
    const first = await renderSample(pdfFormat, stock(50));
    await renderSample(pdfFormat, { columns: COLUMNS, rows: [['น้ำ', 'مرحبا', null, '1.00']] });
    const second = await renderSample(pdfFormat, stock(50));
    expect(second.bytes.equals(first.bytes)).toBe(true);
  });

  it('takes the paper that is asked for', async () => {
    const { sizes } = await read(stock(1), { options: { page_size: 'letter', orientation: 'landscape' } });
    expect(sizes[0]).toEqual([792, 612]);
  });
});

describe('groups of a PDF table', () => {
  const GROUPED: SampleRun = { options: { group_by: ['category'], totals: SUM } };

  it('stand above their rows and are no column', async () => {
    const { pages, outline } = await read(stock(8), GROUPED);
    const lines = linesOf(pages[0] ?? []);
    expect(lines).toContain('Item Day Value');
    expect(lines.indexOf('Category: Dry')).toBeLessThan(lines.findIndex((line) => line.startsWith('Item 0')));
    expect(outline).toEqual(['Category: Dry', 'Category: Wine']);
  });

  it('end with their subtotal, and all with the database’s total', async () => {
    const { pages } = await read(stock(8), GROUPED);
    const lines = linesOf(pages[0] ?? []);
    expect(lines).toContain('Subtotal Dry (4 rows) -5.00');
    expect(lines).toContain('Subtotal Wine (4 rows) -5.00');
    expect(lines).toContain('Total -10.00');
  });

  it('say on a new page that they continue', async () => {
    const { pages } = await read(stock(200), GROUPED);
    expect(linesOf(pages[1] ?? [])).toContain('Dry (continued)');
  });

  it('never leave their header alone at the foot of a page', async () => {
    for (let count = 60; count < 120; count += 2) {
      const { pages } = await read(stock(count), GROUPED);
      const [page = []] = pages.filter((texts) => texts.some((item) => item.text === 'Category: Wine'));
      const header = find(page, 'Category: Wine');
      const below = page.filter((item) => item.text.startsWith('Item ') && item.y < header.y);
      expect(below.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('nest, and name an empty value', async () => {
    const rows = [
      ['Dry', 'A', '2026-01-01', '1.00'],
      ['Dry', null, '2026-01-01', '2.00'],
    ];
    const totals = [...SUM, { column: 'value', aggregate: 'avg', as: 'mean' } as const];
    const { pages } = await read(
      { columns: COLUMNS, rows, totals: { value: '3.00', mean: '1.5000000000000000' } },
      { options: { group_by: ['category', 'item'], totals } },
    );
    const lines = linesOf(pages[0] ?? []);
    expect(lines).toContain('Item: (empty)');
    expect(lines).toContain('Subtotal Dry (2 rows) 3.00');
    expect(lines).toContain('Average Dry (2 rows) 1.50');
  });

  it('fail the document when their sums are not the database’s', async () => {
    const sample = { ...stock(8), totals: { value: '-10.01' } };
    await expect(read(sample, GROUPED)).rejects.toThrow('total "value"');
  });
});

describe('a wide PDF table', () => {
  const columns = Array.from({ length: 40 }, (_, index) =>
    column(`c${index}`, 'string', { label: index === 0 ? 'Key' : `Column ${index}` }),
  );
  const rows = Array.from({ length: 5 }, (_, row) =>
    columns.map((_column, index) => `r${row} value ${index}`),
  );

  it('is split over pages side by side, each with the first column', async () => {
    const { pages, sizes } = await read({ columns, rows });
    expect(pages.length).toBeGreaterThan(1);
    expect(sizes[0]?.[0]).toBeGreaterThan(sizes[0]?.[1] ?? 0);
    const labels = new Set(pages.flat().map((item) => item.text));
    for (const page of pages) find(page, 'r4 value 0');
    for (let index = 0; index < 40; index++) expect(labels).toContain(`r3 value ${index}`);
  });

  it('has totals on the pages of their columns only', async () => {
    const figures = [...columns.slice(0, -1), column('sum', 'integer', { label: 'Sum', role: 'measure' })];
    const numbered = rows.map((row, index) => [...row.slice(0, -1), String(index)]);
    const totals = [{ column: 'sum', aggregate: 'sum' }] as const;
    const { pages } = await read(
      { columns: figures, rows: numbered, totals: { sum: 10 } },
      { options: { totals } },
    );
    const withTotal = pages.filter((page) => linesOf(page).some((line) => line.startsWith('Total')));
    expect(withTotal).toHaveLength(1);
    expect(linesOf(withTotal[0] ?? [])).toContain('Total 10');
  });

  it('has no pages beside the closing lines', async () => {
    for (let count = 20; count < 40; count++) {
      const { pages } = await read({ columns, rows: Array.from({ length: count }, () => rows[0] ?? []) });
      for (const page of pages) expect(linesOf(page).length).toBeGreaterThan(3);
    }
  });

  it('keeps every text inside the page', async () => {
    const { pages, sizes } = await read({ columns, rows });
    for (const item of pages.flat())
      expect(item.x + item.width).toBeLessThanOrEqual((sizes[0]?.[0] ?? 0) - 35);
  });
});
