import type { Column, TextRow } from '@galley/dataset';
import type { Worksheet } from 'exceljs';
import { RenderError } from '../render-error.js';
import { readWorkbook, valuesOf } from '../testing/read-workbook.js';
import { column } from '../testing/sample-dataset.js';
import { renderSample, type SampleRun } from '../testing/sample-input.js';
import { excelFormat } from './excel-format.js';

async function sheetOf(
  columns: readonly Column[],
  rows: readonly TextRow[],
  run: SampleRun = {},
  totals: Record<string, string | number | null> = {},
): Promise<Worksheet> {
  const { bytes } = await renderSample(excelFormat, { columns, rows, totals }, run);
  const sheet = (await readWorkbook(bytes)).getWorksheet('Data');
  if (!sheet) throw new Error('no sheet Data');
  return sheet;
}

async function cellOf(
  columnOfCell: Column,
  text: string,
  run: SampleRun = {},
): Promise<ReturnType<Worksheet['getCell']>> {
  return (await sheetOf([columnOfCell], [[text]], run)).getCell('A2');
}

const TYPED = [
  column('name', 'string', { label: 'Name & "label"' }),
  column('year', 'integer'),
  column('qty', 'integer', { role: 'measure' }),
  column('value', 'decimal', { scale: 2, role: 'measure' }),
  column('day', 'date'),
  column('at', 'timestamp'),
  column('done', 'boolean'),
];

describe('the excel format', () => {
  it('types and formats every cell', async () => {
    const row = [
      'น้ำมัน <1> & co',
      '2026',
      '-5',
      '-1234567.50',
      '2026-06-30',
      '2026-06-30 23:59:59.25+07',
      't',
    ];
    const sheet = await sheetOf(TYPED, [row, TYPED.map(() => null)]);
    expect(valuesOf(sheet).slice(0, 2)).toEqual([
      ['Name & "label"', 'year', 'qty', 'value', 'day', 'at', 'done'],
      [
        'น้ำมัน <1> & co',
        2026,
        -5,
        -1234567.5,
        new Date('2026-06-30T00:00:00Z'),
        new Date('2026-06-30T23:59:59.250Z'),
        true,
      ],
    ]);
    expect(['B2', 'C2', 'D2', 'E2', 'F2'].map((at) => sheet.getCell(at).numFmt)).toEqual([
      '0',
      '#,##0',
      '#,##0.00',
      'yyyy-mm-dd',
      'yyyy-mm-dd hh:mm:ss',
    ]);
  });

  it('writes dates as the locale does', async () => {
    const cell = await cellOf(column('day', 'date'), '2026-06-30', { document: { locale: 'nb' } });
    expect(cell.numFmt).toBe('dd.mm.yyyy');
  });

  it.each([
    ['integer', 'dimension', null, null, '0'],
    ['integer', 'measure', null, null, '#,##0'],
    ['decimal', 'measure', null, 'money', '#,##0.00'],
    ['decimal', 'measure', 3, null, '#,##0.000'],
    ['decimal', 'measure', 4, 'quantity', '#,##0.00##'],
    ['decimal', 'measure', 1, 'quantity', '#,##0.0'],
    ['decimal', 'measure', 0, null, '#,##0'],
    ['decimal', 'measure', 1, 'percent', '0.0"%"'],
    ['decimal', 'measure', null, 'percent', '0.00"%"'],
    ['integer', 'measure', null, 'percent', '0"%"'],
    ['date', 'dimension', null, 'yyyy/MM/dd', 'yyyy/mm/dd'],
    ['date', 'dimension', null, 'nonsense', 'yyyy-mm-dd'],
    ['timestamp', 'dimension', null, 'dd.MM.yyyy HH:mm', 'dd.mm.yyyy hh:mm'],
  ] as const)('shows %s (%s, scale %s, hint %s) as %s', async (type, role, scale, format, expected) => {
    const text = { integer: '1', decimal: '1', date: '2026-06-30', timestamp: '2026-06-30 10:00:00' }[type];
    const cell = await cellOf(column('a', type, { role, scale, format }), text);
    expect(cell.numFmt.replaceAll('\\', '')).toBe(expected);
  });

  it('freezes, filters, sizes and names the header for print', async () => {
    const sheet = await sheetOf(TYPED, [
      ['A somewhat longer name than usual', null, null, null, null, null, null],
    ]);
    expect(sheet.views).toMatchObject([{ state: 'frozen', ySplit: 1 }]);
    expect(sheet.autoFilter).toBe('A1:G2');
    expect(sheet.pageSetup).toMatchObject({ printTitlesRow: '1:1', fitToPage: true, fitToHeight: 0 });
    expect(sheet.getColumn(1).width).toBeGreaterThan(30);
    expect(sheet.getColumn(2).width).toBeLessThan(12);
  });

  it('lies down when it is wide, or when it is told to', async () => {
    const wide = Array.from({ length: 12 }, (_, index) => column(`a longer label ${index}`, 'string'));
    expect((await sheetOf(wide, [])).pageSetup.orientation).toBe('landscape');
    expect((await sheetOf(TYPED, [])).pageSetup.orientation).toBe('portrait');
    const told = await sheetOf(TYPED, [], { options: { orientation: 'landscape', page_size: 'A3' } });
    expect(told.pageSetup).toMatchObject({ orientation: 'landscape', paperSize: 8 });
  });

  it.each(['=1+1', '+47 22', '-x', '@SUM(A1)', '=HYPERLINK("http://x")'])('keeps %s text', async (text) => {
    const cell = await cellOf(column('a', 'string'), text);
    expect(cell.value).toBe(text);
    expect(cell.formula).toBeUndefined();
  });

  it.each([
    ['12345678901234567890', 'integer'],
    ['123456789012345.67', 'decimal'],
    ['1234567890.123456789', 'decimal'],
    ['NaN', 'decimal'],
    ['-Infinity', 'decimal'],
    ['1900-02-28', 'date'],
    ['0044-03-15 BC', 'date'],
    ['infinity', 'date'],
    ['10000-01-01', 'date'],
    ['1899-12-31 10:00:00', 'timestamp'],
  ] as const)('keeps %s (%s) as text on the right', async (text, type) => {
    const cell = await cellOf(column('a', type, { scale: type === 'decimal' ? 9 : null }), text);
    expect(cell.value).toBe(text);
    expect(cell.alignment.horizontal).toBe('right');
  });

  it.each([
    ['999999999999999', 'integer', 999999999999999],
    ['1000000000000000000', 'integer', 1e18],
    ['0.10000000000000000000', 'decimal', 0.1],
    ['1e+20', 'decimal', 1e20],
    ['33.3333333333333333', 'decimal', 100 / 3],
  ] as const)('keeps %s (%s) a number', async (text, type, expected) => {
    expect((await cellOf(column('a', type), text)).value).toBe(expected);
  });

  it('keeps 1900-03-01, the first day that Excel counts right', async () => {
    expect((await cellOf(column('a', 'date'), '1900-03-01')).value).toEqual(new Date('1900-03-01T00:00:00Z'));
  });

  it('keeps white space, and writes line ends as Excel does', async () => {
    const rows = [['  x '], ['a\r\nb'], ['a\rb'], ['']];
    expect(valuesOf(await sheetOf([column('a', 'string')], rows)).slice(1)).toEqual([
      ['  x '],
      ['a\nb'],
      ['a\nb'],
      [null],
    ]);
  });

  it.each([
    ['\u0001', '_x0001_'],
    ['a_x0041_b', 'a_x005F_x0041_b'],
    ['a_xyz_', 'a_xyz_'],
    ['\ufffe\uffff', '_xFFFE__xFFFF_'],
    ['＝１', '＝１'],
  ])('writes %j as %s', async (text, expected) => {
    expect((await cellOf(column('a', 'string'), text)).value).toBe(expected);
  });

  it('shortens a text beyond 32,767 characters, and says so', async () => {
    const sample = { columns: [column('a', 'string')], rows: [['ก'.repeat(40_000)], ['ก'.repeat(32_767)]] };
    const workbook = await readWorkbook((await renderSample(excelFormat, sample)).bytes);
    const data = workbook.getWorksheet('Data');
    expect(data?.getCell('A2').value).toBe(`${'ก'.repeat(32_766)}…`);
    expect(data?.getCell('A3').value).toBe('ก'.repeat(32_767));
    expect(valuesOf(workbook.getWorksheet('Parameters')!)).toContainEqual(['Shortened texts', 1]);
  });

  it('refuses more columns than a sheet has', async () => {
    const columns = Array.from({ length: 16_385 }, (_, index) => column(`c${index}`, 'integer'));
    await expect(renderSample(excelFormat, { columns, rows: [] })).rejects.toThrow(RenderError);
  });

  it('writes a header alone when there are no rows', async () => {
    const totals = [{ column: 'value', aggregate: 'sum' }] as const;
    const sheet = await sheetOf(TYPED, [], { options: { totals } }, { value: null });
    expect(sheet.rowCount).toBe(1);
    expect(sheet.autoFilter).toBe('A1:G1');
  });
});

describe('the sheet Parameters', () => {
  it('says whose figures these are, and that they are complete', async () => {
    const { bytes, pages } = await renderSample(excelFormat, { columns: TYPED, rows: [] });
    const workbook = await readWorkbook(bytes);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Data', 'Parameters']);
    expect(pages).toBe(2);
    const lines = valuesOf(workbook.getWorksheet('Parameters')!);
    expect(lines[0]?.[0]).toBe('Stock on hand');
    expect(lines).toEqual(
      expect.arrayContaining([
        ['Organization', 'Galley & Sons <Hotels>'],
        ['As of', '2026-06-30'],
        ['Template', 'stock (3)'],
        ['Rows', 0],
        ['Business units', 'HQ, BEACH'],
        ['Fingerprint', 'sha256:0123'],
        ['Completeness', 'complete: 0 rows from 2 business units'],
      ]),
    );
  });

  it('names what is missing', async () => {
    const units = [
      { bu_code: 'HQ', status: 'ok', row_count: 0, duration_ms: 1, currency: null, problem: null },
      {
        bu_code: 'BEACH',
        status: 'failed',
        row_count: 0,
        duration_ms: 1,
        currency: null,
        problem: { code: 'source-unavailable', detail: 'the source is down' },
      },
    ] as const;
    const sample = { columns: TYPED, rows: [], summary: { units, truncated: true } };
    const workbook = await readWorkbook((await renderSample(excelFormat, sample)).bytes);
    const lines = valuesOf(workbook.getWorksheet('Parameters')!);
    const line = lines.find(([label]) => label === 'Completeness')?.[1];
    expect(line).toMatch(/^INCOMPLETE: .*BEACH.*the source is down.*Only the first/);
  });

  it('is left out when no summary is wanted', async () => {
    const { bytes } = await renderSample(
      excelFormat,
      { columns: TYPED, rows: [] },
      { options: { include_summary: false } },
    );
    expect((await readWorkbook(bytes)).worksheets.map(({ name }) => name)).toEqual(['Data']);
  });
});
