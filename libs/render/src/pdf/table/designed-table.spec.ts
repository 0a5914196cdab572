import type { DatasetStream } from '@galley/dataset';
import { readLayout } from '@galley/layout';
import { MemorySink } from '../../testing/memory-sink.js';
import { column, openSample, type SampleDataset } from '../../testing/sample-dataset.js';
import { SAMPLE_DOCUMENT } from '../../testing/sample-input.js';
import { pdfFormat } from '../pdf-format.js';
import { linesOf, type PlacedText, type ReadPdf, readPdf } from '../testing/read-pdf.js';

const COLUMNS = [
  column('category', 'string', { label: 'Category' }),
  column('item', 'string', { label: 'Item' }),
  column('month', 'string', { label: 'Month' }),
  column('day', 'date', { label: 'Day' }),
  column('qty', 'integer', { label: 'Quantity', role: 'measure' }),
  column('value', 'decimal', { label: 'Value', scale: 2, role: 'measure' }),
];
const CATEGORIES = ['Beverages', 'Dry goods', 'Wine'];
const ROWS = CATEGORIES.flatMap((category, at) =>
  Array.from({ length: 4 }, (_, row) => [
    category,
    `${category} ${row + 1}`,
    row % 2 ? 'Feb' : 'Jan',
    '2026-06-30',
    String(row - 1),
    `${(at + 1) * 100 + row}.50`,
  ]),
);

const STOCK: SampleDataset = { columns: COLUMNS, rows: ROWS };
const GROUPED: SampleDataset = {
  ...STOCK,
  totals: { value: '2424.00', value_avg: '202.00' },
  groups: CATEGORIES.map((category, at) => ({
    key: { category },
    row_count: 4,
    totals: { value: `${(at + 1) * 400 + 8}.00`, value_avg: `${(at + 1) * 100 + 2}.00` },
  })),
};
const BUDGET: SampleDataset = {
  columns: [
    column('month', 'string', { label: 'Month' }),
    column('amount', 'decimal', { scale: 2, label: 'Amount' }),
  ],
  rows: [
    ['Jan', '4000.00'],
    ['Feb', '6000.00'],
  ],
};

interface Run {
  readonly dataset?: SampleDataset;
  readonly named?: Readonly<Record<string, SampleDataset>>;
  readonly locale?: string;
  readonly group_by?: readonly string[];
}

async function drawn(
  content: unknown,
  { dataset = STOCK, named = {}, locale = 'en', group_by = [] }: Run = {},
): Promise<Buffer> {
  const sink = new MemorySink();
  const openDataset = async (name: string): Promise<DatasetStream | null> => {
    const sample = named[name];
    return sample ? openSample(sample) : null;
  };
  await pdfFormat.render(
    {
      dataset: await openSample(dataset),
      document: { ...SAMPLE_DOCUMENT, locale, values: { as_of: '2026-06-30' } },
      options: { group_by, totals: [], include_summary: true, csv: {} },
      layout: readLayout(JSON.stringify(content), { signature_config: null, orientation: 'auto', locale }),
      openDataset,
    },
    sink,
  );
  return sink.bytes;
}

async function pdfOf(content: unknown, run?: Run): Promise<ReadPdf> {
  return readPdf(await drawn(content, run));
}

function linesIn(pdf: ReadPdf): string[] {
  return pdf.pages.flatMap(linesOf);
}

function find(page: readonly PlacedText[] | undefined, text: string): PlacedText {
  const found = page?.find((item) => item.text === text);
  if (!found) throw new Error(`"${text}" is not on the page`);
  return found;
}

describe('a table as designed', () => {
  it('shows the columns that are named, in their order, labelled, written and aligned as they are told', async () => {
    const lines = linesIn(
      await pdfOf({
        columns: [
          { field: 'value', label: 'Worth', format: '#,##0.0' },
          { field: 'day', format: 'dd MMM yyyy' },
          'item',
        ],
      }),
    );
    expect(lines).toContain('Worth Day Item');
    expect(lines).toContain('100.5 30 Jun 2026 Beverages 1');
    expect(lines.join(' ')).not.toContain('Month');
  });

  it('gives columns the width they are told', async () => {
    const columns = (width: number) => [
      { field: 'item', width },
      { field: 'qty', width: 60, align: 'left' },
    ];
    const [narrow, wide] = await Promise.all([100, 250].map((width) => pdfOf({ columns: columns(width) })));
    const shift = find(wide!.pages[0], 'Quantity').x - find(narrow!.pages[0], 'Quantity').x;
    expect(shift).toBeCloseTo(150, 1);
  });

  it('has its own title and subtitle, with values of the run', async () => {
    const lines = linesIn(await pdfOf({ title: 'Stock of [Organization]', subtitle: 'As of [as_of]' }));
    expect(lines).toContain('Stock of Galley & Sons <Hotels>');
    expect(lines).toContain('As of 2026-06-30');
  });

  it('says at the head and foot of groups what their author wrote, each on a page of its own', async () => {
    const pdf = await pdfOf(
      {
        columns: ['item', 'value'],
        group_by: [
          {
            field: 'category',
            header: 'All [category], first [item]',
            footer: 'End of [category] ([Rows])',
            page_break: true,
          },
        ],
        totals: ['value'],
      },
      { dataset: GROUPED },
    );
    expect(pdf.pages).toHaveLength(3);
    CATEGORIES.forEach((category, at) => {
      const lines = linesOf(pdf.pages[at]!);
      expect(lines).toContain(`All ${category}, first ${category} 1`);
      expect(lines.some((line) => line.startsWith(`End of ${category} (4)`))).toBe(true);
    });
    expect(pdf.outline).toEqual(CATEGORIES.map((category) => `All ${category}, first ${category} 1`));
  });

  it('shows totals of groups alone below groups alone', async () => {
    const lines = linesIn(
      await pdfOf(
        {
          columns: ['item', 'value'],
          group_by: [{ field: 'category', totals: [{ column: 'value', aggregate: 'avg' }] }],
          totals: ['value'],
        },
        {
          dataset: {
            ...GROUPED,
            totals: { value: '2424.00' },
            groups: GROUPED.groups?.map((group) => ({
              ...group,
              totals: { value: group.totals['value'] ?? null },
            })),
          },
        },
      ),
    );
    expect(lines.filter((line) => line.startsWith('Subtotal'))).toHaveLength(3);
    expect(lines.filter((line) => line.startsWith('Total'))).toEqual(['Total 2,424.00']);
  });

  it('repeats the head and foot of pages, with the number of pages', async () => {
    const many = { ...STOCK, rows: Array.from({ length: 120 }, () => ROWS[0]!) };
    const pdf = await pdfOf(
      {
        header: { left: '[Organization]', right: 'For [Title]' },
        footer: { center: '[Page] of [TotalPages]', right: '[Date]' },
      },
      { dataset: many },
    );
    expect(pdf.pages.length).toBeGreaterThan(2);
    pdf.pages.forEach((page, at) => {
      const lines = linesOf(page);
      expect(lines[0]).toBe('Galley & Sons <Hotels> For Stock on hand');
      expect(lines.at(-1)).toBe(`${at + 1} of ${pdf.pages.length} 07/01/2026`);
    });
  });

  it('draws charts above and below the rows', async () => {
    const { pages } = await pdfOf({
      columns: ['item', 'value'],
      charts: [
        { title: 'Above', x: 'month', y: 'value' },
        { title: 'Below', at: 'after', kind: 'pie', x: 'category', y: 'value' },
      ],
    });
    const [page] = pages;
    const [above, first, below] = ['Above', 'Beverages 1', 'Below'].map((text) => find(page, text).y);
    expect(above).toBeGreaterThan(first!);
    expect(first).toBeGreaterThan(below!);
    expect(page!.map(({ text }) => text)).toEqual(expect.arrayContaining(['Jan', 'Feb']));
  });

  it('shows charts and crosstabs without rows', async () => {
    const lines = linesIn(
      await pdfOf({
        show_rows: false,
        charts: [{ title: 'Only a chart', x: 'month', y: 'value' }],
        matrices: [{ rows: ['category'], columns: ['month'], measures: ['value'] }],
      }),
    );
    expect(lines).toContain('Only a chart');
    expect(lines).toContain('Beverages 205.00 203.00 408.00');
    expect(lines).toContain('Total 1,215.00 1,209.00 2,424.00');
    expect(lines.join()).not.toContain('Beverages 1');
  });

  it('continues a crosstab on further pages under its heads', async () => {
    const rows = Array.from({ length: 100 }, (_, at) => [
      'A',
      `Item ${at}`,
      at % 2 ? 'Jan' : 'Feb',
      null,
      '1',
      '1.00',
    ]);
    const pdf = await pdfOf(
      { show_rows: false, matrices: [{ rows: ['item'], columns: ['month'], measures: ['value'] }] },
      { dataset: { columns: COLUMNS, rows } },
    );
    const lines = pdf.pages.map(linesOf);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((page) => page.some((line) => line.includes('Feb Jan Total')))).toHaveLength(
      lines.length,
    );
    expect(lines.flat().filter((line) => /^Item \d+ /.test(line))).toHaveLength(100);
  });

  it('shows sections one after the other, each with its dataset', async () => {
    const pdf = await pdfOf(
      {
        sections: [
          { columns: ['item'], title: 'Stock' },
          { dataset: 'budget', title: 'Budget', totals: ['amount'], charts: [{ x: 'month', y: 'amount' }] },
        ],
        notes: 'The **end**',
      },
      { named: { budget: { ...BUDGET, totals: { amount: '10000.00' } } } },
    );
    const [stock, budget] = pdf.pages.map(linesOf);
    expect(stock).toContain('Wine 4');
    expect(budget).toEqual(expect.arrayContaining(['Budget', 'Jan 4,000.00', 'Total 10,000.00', 'The end']));
  });

  it('groups by what the run asks only where its dataset is shown', async () => {
    const content = { sections: [{ columns: ['item'] }, { dataset: 'budget', group_by: ['month'] }] };
    const groups = BUDGET.rows.map(([month]) => ({
      key: { month: month ?? null },
      row_count: 1,
      totals: {},
    }));
    const dataset = {
      ...STOCK,
      groups: CATEGORIES.map((category) => ({ key: { category }, row_count: 4, totals: {} })),
    };
    const named = { budget: { ...BUDGET, groups } };
    const lines = linesIn(await pdfOf(content, { dataset, named, group_by: ['category'] }));
    expect(lines).toEqual(expect.arrayContaining(['Category: Wine', 'Month: Jan', '6,000.00']));
  });

  it('shows charts of another dataset', async () => {
    const content = { columns: ['item'], charts: [{ x: 'month', y: 'amount', dataset: 'budget' }] };
    expect(linesIn(await pdfOf(content, { named: { budget: BUDGET } })).join(' ')).toContain('6,000');
  });

  it('refuses datasets that the template does not name', async () => {
    for (const content of [
      { columns: ['item'], charts: [{ x: 'month', y: 'amount', dataset: 'budget' }] },
      { sections: [{}, { dataset: 'budget' }] },
    ]) {
      await expect(drawn(content)).rejects.toMatchObject({ code: 'layout-data-missing' });
    }
  });

  it('splits long notes over pages and loses no word', async () => {
    const words = Array.from({ length: 3000 }, (_, at) => `w${at}`);
    const text = Array.from({ length: 6 }, (_, at) => words.slice(at * 500, at * 500 + 330).join(' '));
    const pdf = await pdfOf({ show_rows: false, notes: text });
    const seen = linesIn(pdf).join(' ').split(' ');
    expect(pdf.pages.length).toBeGreaterThan(1);
    expect(
      text
        .join(' ')
        .split(' ')
        .filter((word) => !seen.includes(word)),
    ).toEqual([]);
  });

  it('refuses conditions over columns that are not there', async () => {
    const columns = [{ field: 'item', when: [{ if: '[nothing] > 1', style: { bold: true } }] }];
    await expect(drawn({ columns })).rejects.toMatchObject({ code: 'layout-expression' });
    await expect(drawn({ columns: ['nothing'] })).rejects.toMatchObject({ code: 'layout-data-missing' });
  });

  it('gives equal bytes for equal input', async () => {
    const content = {
      columns: ['item', { field: 'qty', when: [{ if: '[qty] < 0', style: { fill: '#fdd', bold: true } }] }],
      charts: [{ x: 'month', y: 'value', kind: 'spline_area' }],
      watermark: 'DRAFT',
      notes: 'x',
    };
    expect((await drawn(content)).equals(await drawn(content))).toBe(true);
  });
});
