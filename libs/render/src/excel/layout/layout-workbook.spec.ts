import type { DatasetStream } from '@galley/dataset';
import { readLayout } from '@galley/layout';
import type { Workbook, Worksheet } from 'exceljs';
import { partOf } from '../testing/part-of.js';
import { MemorySink } from '../../testing/memory-sink.js';
import { readWorkbook, valuesOf } from '../../testing/read-workbook.js';
import { column, openSample, type SampleDataset } from '../../testing/sample-dataset.js';
import { SAMPLE_DOCUMENT } from '../../testing/sample-input.js';
import { excelFormat } from '../excel-format.js';
import { writeLayoutWorkbook } from './layout-workbook.js';

const COLUMNS = [
  column('category', 'string', { label: 'Category' }),
  column('item', 'string', { label: 'Item' }),
  column('month', 'string', { label: 'Month' }),
  column('day', 'date', { label: 'Day' }),
  column('qty', 'integer', { label: 'Quantity', role: 'measure' }),
  column('value', 'decimal', { label: 'Value', scale: 2, role: 'measure' }),
];
const CATEGORIES = ['Beverages', 'Dry goods', 'Wine'];
const STOCK: SampleDataset = {
  columns: COLUMNS,
  rows: CATEGORIES.flatMap((category, at) =>
    Array.from({ length: 4 }, (_, row) => [
      category,
      row === 0 ? '=1+1' : `${category} ${row + 1}`,
      row % 2 ? 'Feb' : 'Jan',
      '2026-06-30',
      String(row - 1),
      `${(at + 1) * 100 + row}.50`,
    ]),
  ),
};
const BUDGET: SampleDataset = {
  columns: [
    column('month', 'string', { label: 'Month' }),
    column('amount', 'decimal', { scale: 2, label: 'Amount', role: 'measure' }),
  ],
  rows: [
    ['Jan', '4000.00'],
    ['Feb', '6000.00'],
  ],
};

async function rendered(content: unknown, locale = 'en'): Promise<Buffer> {
  const sink = new MemorySink();
  const openDataset = async (name: string): Promise<DatasetStream | null> =>
    name === 'budget' ? openSample(BUDGET) : null;
  const { pages } = await excelFormat.render(
    {
      dataset: await openSample(STOCK),
      document: { ...SAMPLE_DOCUMENT, locale, values: { as_of: '2026-06-30' } },
      options: { group_by: [], totals: [], include_summary: true, csv: {} },
      layout: readLayout(JSON.stringify(content), { signature_config: null, orientation: 'auto', locale }),
      openDataset,
    },
    sink,
  );
  expect((await readWorkbook(sink.bytes)).worksheets).toHaveLength(pages ?? 0);
  return sink.bytes;
}

async function workbookOf(content: unknown, locale?: string): Promise<Workbook> {
  return readWorkbook(await rendered(content, locale));
}

async function sheetOf(content: unknown, locale?: string): Promise<Worksheet> {
  return (await workbookOf(content, locale)).worksheets[0]!;
}

const EVERYTHING = {
  title: 'Stock of [Organization]',
  subtitle: 'As of [as_of]',
  header: { left: 'R&D [Title]', right: '[PageNofM]' },
  footer: { center: '[Page] of [TotalPages]' },
  notes: ['**Counted** by the storekeeper.', '# Second\n\n- one\n- two'],
  charts: [
    { at: 'before', kind: 'column', title: 'By category', x: 'category', y: 'value' },
    { at: 'after', kind: 'pie', title: 'Share', x: 'category', y: 'value' },
  ],
  matrices: [{ title: 'Value by month', rows: ['category'], columns: ['month'], measures: ['value', 'qty'] }],
  group_by: [
    {
      field: 'category',
      header: 'Store: [category]',
      footer: 'All of [category] ([Rows])',
      page_break: true,
    },
  ],
  totals: ['value', 'qty'],
  columns: [
    { field: 'value', label: 'Worth', format: '#,##0.0', width: 90 },
    { field: 'day', format: 'dd MMM yyyy', align: 'center' },
    { field: 'item', style: { italic: true } },
    {
      field: 'qty',
      when: [{ if: '[qty] < 0', style: { bold: true, color: '#C00000', fill: '#FFEEEE' } }],
    },
  ],
};

/** Values of the named columns, row by row, from the row of labels. */
function rowsOf(sheet: Worksheet, from: number): unknown[][] {
  return valuesOf(sheet).slice(from - 1);
}

describe('a workbook of a layout', () => {
  it('shows the columns that are named, in their order, labelled, formatted, aligned, as wide as told', async () => {
    const sheet = await sheetOf({ columns: EVERYTHING.columns });
    expect(rowsOf(sheet, 1).slice(0, 2)).toEqual([
      ['Worth', 'Day', 'Item', 'Quantity'],
      [100.5, new Date('2026-06-30T00:00:00Z'), '=1+1', -1],
    ]);
    expect(sheet.getCell('A2').numFmt).toBe('#,##0.0');
    expect(sheet.getCell('B2').numFmt.replaceAll('\\', '')).toBe('dd mmm yyyy');
    expect(sheet.getCell('B2').alignment.horizontal).toBe('center');
    expect(sheet.getCell('C2').formula).toBeUndefined();
    expect(sheet.getColumn(1).width).toBeCloseTo(16.43, 1);
    expect(sheet.autoFilter).toBe('A1:D13');
  });

  it('gives each group a sheet of its own where it is told to, named after it, with the labels again', async () => {
    const columns = ['item', 'value'];
    const one = await workbookOf({ columns, group_by: [{ field: 'category', totals: ['value'] }] });
    const split = await workbookOf({
      columns,
      group_by: [{ field: 'category', sheet: true, totals: ['value'] }],
    });
    const groups = valuesOf(one.worksheets[0]!).filter(([label]) => String(label).startsWith('Subtotal: '));
    const names = split.worksheets.slice(0, groups.length).map(({ name }) => name);
    expect(groups.length).toBeGreaterThan(1);
    expect(groups.map(([label]) => String(label).replace('Subtotal: ', ''))).toEqual(names);
    for (const [at, sheet] of split.worksheets.slice(0, groups.length).entries()) {
      const [labels, ...rows] = valuesOf(sheet);
      expect(labels).toEqual(valuesOf(one.worksheets[0]!)[0]);
      expect(rows.slice(0, -1).every(([category]) => category === names[at])).toBe(true);
      const last = sheet.rowCount;
      expect(sheet.getCell(`C${last}`).formula).toBe(`SUBTOTAL(9,C2:C${last - 1})`);
    }
  });

  it('gives cells the looks that hold for them', async () => {
    const sheet = await sheetOf({ columns: EVERYTHING.columns });
    expect(sheet.getCell('C3').font.italic).toBe(true);
    const { font, fill } = sheet.getCell('D2');
    expect(font).toMatchObject({ bold: true, color: { argb: 'FFC00000' } });
    expect(fill).toMatchObject({ fgColor: { argb: 'FFFFEEEE' } });
    expect(sheet.getCell('D3').font.bold).toBeUndefined();
  });

  it('keeps groups as outline levels with the author\u2019s texts and live subtotals', async () => {
    const sheet = await sheetOf({ ...EVERYTHING, title: undefined, subtitle: undefined, charts: [] });
    expect(
      rowsOf(sheet, 1)
        .slice(0, 2)
        .map(([first]) => first),
    ).toEqual(['Category', 'Store: Beverages']);
    expect(sheet.getRow(7).values).toEqual([
      undefined,
      'All of Beverages (4)',
      { formula: 'SUBTOTAL(9,B3:B6)', result: 408 },
      undefined,
      undefined,
      { formula: 'SUBTOTAL(9,E3:E6)', result: 2 },
    ]);
    expect([2, 3, 7].map((row) => sheet.getRow(row).outlineLevel ?? 0)).toEqual([0, 1, 0]);
    expect(sheet.getCell('B20').value).toMatchObject({ formula: 'SUBTOTAL(9,B2:B19)', result: 2424 });
  });
});

describe('what stands around a table', () => {
  it('has titles above, notes below, and the row of labels frozen and repeated in print', async () => {
    const sheet = await sheetOf({ ...EVERYTHING, charts: [] });
    const first = valuesOf(sheet).map(([cell]) => cell);
    expect(first.slice(0, 4)).toEqual([
      'Stock of Galley & Sons <Hotels>',
      'As of 2026-06-30',
      null,
      'Category',
    ]);
    expect(first.slice(-4)).toEqual(['Counted by the storekeeper.', 'Second', '\u2022 one', '\u2022 two']);
    expect(sheet.views).toMatchObject([{ state: 'frozen', ySplit: 4 }]);
    expect(sheet.pageSetup.printTitlesRow).toBe('4:4');
  });

  it('writes head and foot of pages in codes of the spreadsheet, and begins groups on new pages', async () => {
    const bytes = await rendered({ ...EVERYTHING, charts: [] });
    const [sheet] = (await readWorkbook(bytes)).worksheets;
    expect(sheet?.headerFooter).toMatchObject({
      oddHeader: '&LR&&D Stock on hand&RPage &P of &N',
      oddFooter: '&C&P of &N',
    });
    expect(partOf(bytes, 'xl/worksheets/sheet1.xml')).toContain(
      '<rowBreaks count="2" manualBreakCount="2"><brk id="10" max="16383" man="1"/><brk id="16" max="16383" man="1"/>',
    );
  });

  it('has charts as pictures above and below', async () => {
    const sheet = await sheetOf(EVERYTHING);
    const images = sheet.getImages();
    expect(images).toHaveLength(2);
    const [above, below] = images.map(({ range }) => range.tl.nativeRow);
    const labels = valuesOf(sheet).findIndex(([cell]) => cell === 'Category');
    expect(above).toBeLessThan(labels);
    expect(below).toBeGreaterThan(valuesOf(sheet).findIndex(([cell]) => cell === 'Total'));
  });

  it('gives the same bytes again', async () => {
    const [one, other] = await Promise.all([rendered(EVERYTHING), rendered(EVERYTHING)]);
    expect(one.equals(other)).toBe(true);
  });
});

describe('a crosstab', () => {
  it('stands on a sheet of its own, typed, merged, frozen, with live sums', async () => {
    const [, sheet] = (await workbookOf(EVERYTHING)).worksheets;
    expect(sheet?.name).toBe('Value by month');
    expect(valuesOf(sheet!).slice(3)).toEqual([
      ['Beverages', 205, 2, 203, 0, sums('B4,D4', 408), sums('C4,E4', 2)],
      ['Dry goods', 405, 2, 403, 0, sums('B5,D5', 808), sums('C5,E5', 2)],
      ['Wine', 605, 2, 603, 0, sums('B6,D6', 1208), sums('C6,E6', 2)],
      [
        'Total',
        sums('B4:B6', 1215),
        sums('C4:C6', 6),
        sums('D4:D6', 1209),
        sums('E4:E6', 0),
        sums('F4:F6', 2424),
        sums('G4:G6', 6),
      ],
    ]);
    expect(sheet?.getCell('C2').isMerged).toBe(true);
    expect(sheet?.views).toMatchObject([{ state: 'frozen', ySplit: 3, xSplit: 1 }]);
    expect(sheet?.getCell('B4').numFmt).toBe('#,##0.00');
  });

  it('has values where a total is no sum of what is shown', async () => {
    const measures = [{ field: 'value', aggregate: 'avg' }];
    const matrices = [{ rows: ['category'], columns: ['month'], measures }];
    const [, sheet] = (await workbookOf({ matrices })).worksheets;
    expect(
      valuesOf(sheet!)
        .at(-1)
        ?.every((cell) => typeof cell !== 'object'),
    ).toBe(true);
  });
});

describe('sections', () => {
  it('are a sheet each, named as Excel takes it, of their own datasets', async () => {
    const { worksheets } = await workbookOf({
      sections: [
        { name: 'Stock [now] / and then', columns: ['item'] },
        { title: 'Budget', dataset: 'budget', totals: ['amount'] },
      ],
    });
    expect(worksheets.map(({ name }) => name)).toEqual(['Stock now and then', 'Budget', 'Parameters']);
    expect(rowsOf(worksheets[1]!, 3)).toEqual([
      ['Month', 'Amount'],
      ['Jan', 4000],
      ['Feb', 6000],
      ['Total', { formula: 'SUBTOTAL(9,B4:B5)', result: 10000 }],
    ]);
  });

  it('without rows have their charts alone', async () => {
    const { worksheets } = await workbookOf({ ...EVERYTHING, show_rows: false, matrices: [] });
    expect(worksheets).toHaveLength(2);
    expect(worksheets[0]?.getImages()).toHaveLength(2);
  });
});

describe('a table longer than a sheet', () => {
  it('goes on on the next, with its head and every row once', async () => {
    const sink = new MemorySink();
    const content = JSON.stringify({ title: 'Stock', columns: ['item', 'qty'], totals: ['qty'] });
    const layout = readLayout(content, { signature_config: null, orientation: 'auto', locale: 'en' });
    const options = { group_by: [], totals: [], include_summary: false, csv: {} };
    const input = { dataset: await openSample(STOCK), document: SAMPLE_DOCUMENT, options, layout };
    await writeLayoutWorkbook(input, layout, sink, 12);
    const sheets = (await readWorkbook(sink.bytes)).worksheets;
    expect(sheets.map(({ name }) => name)).toEqual(['Stock', 'Stock 2', 'Stock 3']);
    const rows = sheets.flatMap((sheet) => rowsOf(sheet, 4)).filter(([, qty]) => typeof qty === 'number');
    expect(rows).toEqual(STOCK.rows.map(([, item, , , qty]) => [item, Number(qty)]));
  });
});

function sums(arguments_: string, result: number): unknown {
  // The reader leaves out a result of zero.
  return { formula: `SUM(${arguments_})`, ...(result !== 0 && { result }) };
}
