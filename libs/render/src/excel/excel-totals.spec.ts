import type { TextRow, TotalRequest } from '@galley/dataset';
import type { Worksheet } from 'exceljs';
import { MemorySink } from '../testing/memory-sink.js';
import { readWorkbook } from '../testing/read-workbook.js';
import { column, openSample } from '../testing/sample-dataset.js';
import { renderSample, SAMPLE_DOCUMENT } from '../testing/sample-input.js';
import { passRows } from '../rows-pass.js';
import { ExcelDocument } from './excel-document.js';
import { excelFormat } from './excel-format.js';

const COLUMNS = [
  column('region', 'string'),
  column('category', 'string'),
  column('value', 'decimal', { scale: 2, role: 'measure' }),
  column('day', 'date'),
];

const ROWS: readonly TextRow[] = [
  ['North', 'Dry', '10.10', '2026-01-02'],
  ['North', 'Dry', '20.20', '2026-01-01'],
  ['North', null, '5.00', null],
  ['South', null, null, '2026-03-01'],
  ['South', 'Wine', '1.00', '2026-02-01'],
];

async function grouped(
  totals: readonly TotalRequest[],
  values: Record<string, string | number | null>,
  group_by: readonly string[] = ['region', 'category'],
  rows: readonly TextRow[] = ROWS,
): Promise<Worksheet> {
  const sample = { columns: COLUMNS, rows, totals: values };
  const { bytes } = await renderSample(excelFormat, sample, { options: { group_by, totals } });
  return (await readWorkbook(bytes)).getWorksheet('Data')!;
}

/** `label | formula = result | outline level` of each row that is a footer. */
function footers(sheet: Worksheet, letters: string): string[] {
  const found: string[] = [];
  sheet.eachRow((row, number) => {
    const cell = sheet.getCell(`${letters}${number}`);
    if (!cell.font?.bold || number === 1) return;
    const label = sheet.getCell(`A${number}`).text || sheet.getCell(`B${number}`).text;
    const figure = cell.formula ? `${cell.formula} = ${cell.text}` : cell.text;
    found.push(`${number} ${label} | ${figure} | ${row.outlineLevel ?? 0}`);
  });
  return found;
}

const SUM = [{ column: 'value', aggregate: 'sum' }] as const;

describe('totals of a workbook', () => {
  it('are live formulas with their values, group by group', async () => {
    const sheet = await grouped(SUM, { value: '36.30' });
    expect(footers(sheet, 'C')).toEqual([
      '4 Subtotal: Dry | SUBTOTAL(9,C2:C3) = 30.3 | 1',
      '6 Subtotal: (empty) | SUBTOTAL(9,C5:C5) = 5 | 1',
      '7 Subtotal: North | SUBTOTAL(9,C2:C6) = 35.3 | 0',
      '9 Subtotal: (empty) |  | 1',
      '11 Subtotal: Wine | SUBTOTAL(9,C10:C10) = 1 | 1',
      '12 Subtotal: South | SUBTOTAL(9,C8:C11) = 1 | 0',
      '13 Total | SUBTOTAL(9,C2:C12) = 36.3 | 0',
    ]);
    expect(sheet.getRow(2).outlineLevel).toBe(2);
    expect(sheet.properties.outlineLevelRow).toBe(2);
    expect(sheet.autoFilter).toBe('A1:D12');
    expect(sheet.getCell('C13').numFmt).toBe('#,##0.00');
  });

  it('stand in a line per aggregate when a column has several', async () => {
    const totals: TotalRequest[] = [
      { column: 'value', aggregate: 'sum' },
      { column: 'value', aggregate: 'avg', as: 'mean' },
      { column: 'day', aggregate: 'max', as: 'latest' },
    ];
    const sheet = await grouped(
      totals,
      { value: '36.30', mean: '9.0750000000000000', latest: '2026-03-01' },
      [],
    );
    expect(sheet.getCell('C7').value).toMatchObject({ formula: 'SUBTOTAL(9,C2:C6)', result: 36.3 });
    expect(sheet.getCell('D7').value).toMatchObject({
      formula: 'SUBTOTAL(4,D2:D6)',
      result: new Date('2026-03-01'),
    });
    expect(sheet.getCell('C8').value).toMatchObject({ formula: 'SUBTOTAL(1,C2:C6)', result: 9.075 });
    expect(sheet.getCell('A8').value).toBe('Average');
  });

  it('are plain values where Excel could not compute them', async () => {
    const totals: TotalRequest[] = [{ column: 'category', aggregate: 'count_distinct', as: 'kinds' }];
    const sheet = await grouped(totals, { kinds: 2 }, ['region']);
    expect([5, 8, 9].map((row) => sheet.getCell(`B${row}`).value)).toEqual([1, 1, 2]);
  });

  it('are plain values over numbers that had to be text, which formulas do not see', async () => {
    const rows = [
      ['North', 'Dry', '1234567890123456.78', null],
      ['South', 'Dry', '1.00', null],
    ];
    const sheet = await grouped(SUM, { value: '1234567890123457.78' }, ['region'], rows);
    expect(sheet.getCell('C3').value).toBe('1234567890123456.78');
    expect(sheet.getCell('C5').value).toMatchObject({ formula: 'SUBTOTAL(9,C4:C4)', result: 1 });
    expect(sheet.getCell('C6').value).toBe('1234567890123457.78');
  });

  it('name groups with their rows when there is nothing to add up', async () => {
    const sheet = await grouped([], {}, ['region']);
    expect([5, 8].map((row) => sheet.getCell(`A${row}`).value)).toEqual(['North (3)', 'South (2)']);
    expect(sheet.rowCount).toBe(8);
  });

  it('refuse to group by a column that is not there', async () => {
    await expect(grouped(SUM, { value: '36.30' }, ['nowhere'])).rejects.toMatchObject({
      code: 'group-column-missing',
    });
  });

  it.each([
    [6, "SUBTOTAL(9,'Data'!C2:C5)+SUBTOTAL(9,C2:C4)", "MIN(SUBTOTAL(5,'Data'!D2:D5),SUBTOTAL(5,D2:D4))"],
    [5, "SUBTOTAL(9,'Data'!C2:C3)+SUBTOTAL(9,'Data 2'!C2:C3)+SUBTOTAL(9,C2:C4)", null],
  ])('reach over sheets of %i rows', async (maxRows, sum, first) => {
    const totals: TotalRequest[] = [...SUM, { column: 'day', aggregate: 'min', as: 'first' }];
    const options = { group_by: ['region'], totals, include_summary: true, csv: {} };
    const figures = { value: '36.30', first: '2026-01-01' };
    const dataset = await openSample({ columns: COLUMNS, rows: ROWS, totals: figures });
    const sink = new MemorySink();
    const document = new ExcelDocument({ dataset, document: SAMPLE_DOCUMENT, options }, sink, maxRows);
    const passed = await passRows({ dataset, document: SAMPLE_DOCUMENT, options }, (batch) =>
      document.write(batch),
    );
    const pages = await document.finish(passed);
    const workbook = await readWorkbook(sink.bytes);
    expect(workbook.worksheets).toHaveLength(pages);
    const last = workbook.worksheets.at(-2)!;
    expect(last.name).toBe(`Data ${pages - 1}`);
    expect(last.getCell('A1').value).toBe('region');
    expect(last.getCell(`C${last.rowCount}`).value).toMatchObject({ formula: sum, result: 36.3 });
    if (first) expect(last.getCell(`D${last.rowCount}`).value).toMatchObject({ formula: first });
    const dataSheets = workbook.worksheets.slice(0, -1);
    expect(Math.max(...dataSheets.map((sheet) => sheet.rowCount))).toBeLessThanOrEqual(maxRows);
  });
});
