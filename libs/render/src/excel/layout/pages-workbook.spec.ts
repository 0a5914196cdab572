import type { DatasetStream } from '@galley/dataset';
import { readLayout } from '@galley/layout';
import type { Worksheet } from 'exceljs';
import { MemorySink } from '../../testing/memory-sink.js';
import { readWorkbook, valuesOf } from '../../testing/read-workbook.js';
import { column, openSample, type SampleDataset } from '../../testing/sample-dataset.js';
import { SAMPLE_DOCUMENT } from '../../testing/sample-input.js';
import { excelFormat } from '../excel-format.js';

const ORDERS: SampleDataset = {
  columns: [
    column('customer', 'string'),
    column('order_no', 'integer'),
    column('ordered_on', 'date'),
    column('total', 'decimal', { scale: 2, role: 'measure' }),
  ],
  rows: [
    ['Ann', '1', '2026-01-31', '10.50'],
    ['Ann', '2', '2026-02-28', '20.00'],
    ['Bo', '3', '2026-03-31', '5.25'],
  ],
};
const RATES: SampleDataset = {
  columns: [column('currency', 'string'), column('rate', 'decimal', { scale: 4 })],
  rows: [['EUR', '1.1000']],
};

async function sheetsOf(content: string, dataset: SampleDataset): Promise<Worksheet[]> {
  const sink = new MemorySink();
  const openDataset = async (name: string): Promise<DatasetStream | null> =>
    name.toLowerCase() === 'rates' ? openSample(RATES) : null;
  await excelFormat.render(
    {
      dataset: await openSample(dataset),
      document: SAMPLE_DOCUMENT,
      options: { group_by: [], totals: [], include_summary: true, csv: {} },
      layout: readLayout(content, { signature_config: null, orientation: 'auto', locale: 'en' }),
      openDataset,
    },
    sink,
  );
  return (await readWorkbook(sink.bytes)).worksheets;
}

const FRX = `<Report>
  <Dictionary>
    <TableDataSource Name="Orders"><Column Name="customer" DataType="System.String"/><Column Name="order_no" DataType="System.Int32"/>
      <Column Name="ordered_on" DataType="System.DateTime"/><Column Name="total" DataType="System.Decimal"/></TableDataSource>
    <TableDataSource Name="Rates"><Column Name="currency" DataType="System.String"/><Column Name="rate" DataType="System.Decimal"/></TableDataSource>
    <Total Name="OfCustomer" Expression="[Orders.total]" Evaluator="Data1" PrintOn="Foot1"/>
    <Total Name="OfAll" Expression="[Orders.total]" Evaluator="Data1" PrintOn="Summary1"/>
  </Dictionary>
  <ReportPage Name="Page1">
    <ReportTitleBand Name="Title1" Width="700" Height="30"><TextObject Name="T0" Width="700" Height="30" Text="ORDERS"/></ReportTitleBand>
    <PageHeaderBand Name="Head1" Width="700" Height="20">
      <TextObject Name="H1" Left="0" Width="100" Height="20" Text="Number"/>
      <TextObject Name="H2" Left="110" Width="200" Height="20" Text="Amount due"/>
    </PageHeaderBand>
    <GroupHeaderBand Name="Group1" Width="700" Height="20" Condition="[Orders.customer]">
      <TextObject Name="G1" Width="200" Height="20" Text="[Orders.customer]"/>
      <DataBand Name="Data1" Width="700" Height="20" DataSource="Orders">
        <TextObject Name="D2" Left="110" Width="200" Height="20" HorzAlign="Right" Text="[Orders.total]" Format="Number" Format.DecimalDigits="1"/>
        <TextObject Name="D1" Left="0" Width="100" Height="20" Text="[Orders.order_no]"/>
      </DataBand>
      <GroupFooterBand Name="Foot1" Width="700" Height="20"><TextObject Name="F1" Width="100" Height="20" Text="[OfCustomer]"/></GroupFooterBand>
    </GroupHeaderBand>
    <DataBand Name="Data2" Width="700" Height="20" DataSource="Rates"><TextObject Name="R1" Width="90" Height="20" Text="[Rates.rate]"/></DataBand>
    <ReportSummaryBand Name="Summary1" Width="700" Height="20"><TextObject Name="S1" Width="100" Height="20" Text="[OfAll]"/></ReportSummaryBand>
  </ReportPage>
</Report>`;

describe('a workbook of laid out pages', () => {
  it('shows the data as a table: columns by place, labels above them, groups with live totals', async () => {
    const [sheet] = await sheetsOf(FRX, ORDERS);
    const sum = (range: string, result: number): unknown => ({ formula: `SUBTOTAL(9,${range})`, result });
    expect(valuesOf(sheet!)).toEqual([
      ['ORDERS', null, null],
      [null, null, null],
      ['customer', 'Number', 'Amount due'],
      ['Ann', 1, 10.5],
      ['Ann', 2, 20],
      ['Subtotal: Ann', null, sum('C4:C5', 30.5)],
      ['Bo', 3, 5.25],
      ['Subtotal: Bo', null, sum('C7:C7', 5.25)],
      ['Total', null, sum('C4:C8', 35.75)],
    ]);
    expect(sheet?.getCell('C4').numFmt).toBe('#,##0.0');
    expect([4, 6].map((row) => sheet?.getRow(row).outlineLevel ?? 0)).toEqual([1, 0]);
  });

  it('has no row for a group that prints nothing below its rows, but its column', async () => {
    const open = FRX.replace(/<GroupFooterBand.*<\/GroupFooterBand>/, '').replace(
      /<Total Name="OfCustomer"[^>]*>/,
      '',
    );
    const [sheet] = await sheetsOf(open, ORDERS);
    expect(valuesOf(sheet!).slice(2, 6)).toEqual([
      ['customer', 'Number', 'Amount due'],
      ['Ann', 1, 10.5],
      ['Ann', 2, 20],
      ['Bo', 3, 5.25],
    ]);
  });

  it('reads a band of several lines line by line', async () => {
    const card = `<Report><Dictionary><TableDataSource Name="Orders"><Column Name="customer" DataType="System.String"/></TableDataSource></Dictionary>
      <ReportPage Name="P"><DataBand Name="D" Width="700" Height="60" DataSource="Orders">
        <TextObject Name="C" Left="0" Top="30" Width="90" Height="20" Text="[Orders.total]"/>
        <TextObject Name="B" Left="200" Top="2" Width="90" Height="20" Text="[Orders.order_no]"/>
        <TextObject Name="A" Left="0" Top="4" Width="90" Height="20" Text="[Orders.customer]"/>
      </DataBand></ReportPage></Report>`;
    const [sheet] = await sheetsOf(card, ORDERS);
    expect(valuesOf(sheet!)[0]).toEqual(['customer', 'order_no', 'total']);
  });

  it('shows each further dataset on a sheet of its own, and says that pages are in the PDF', async () => {
    const sheets = await sheetsOf(FRX, ORDERS);
    expect(sheets.map(({ name }) => name)).toEqual(['Orders', 'Rates', 'Parameters']);
    expect(valuesOf(sheets[1]!)).toEqual([['rate'], [1.1]]);
    const said = valuesOf(sheets[2]!).map(([, value]) => value);
    expect(said).toContain('The workbook shows the data; the page layout is in the PDF.');
  });

  it('leaves out what groups by no column, and says so', async () => {
    const sheets = await sheetsOf(FRX.replace('[Orders.customer]"', "[Orders.customer] + 'x'\""), ORDERS);
    expect(valuesOf(sheets[0]!).at(-1)).toEqual(['Total', { formula: 'SUBTOTAL(9,B4:B6)', result: 35.75 }]);
    expect(valuesOf(sheets.at(-1)!)).toContainEqual(['Not in the workbook', 'Group1']);
  });
});

describe('a workbook of pages whose order the database could not be asked for', () => {
  it('has no groups, which would come in pieces, and says so', async () => {
    const sorted = FRX.replace(
      'DataSource="Orders">\n        <TextObject Name="D2"',
      'DataSource="Orders">\n        <Sort><Sort Expression="[Orders.order_no] * -1"/></Sort>\n        <TextObject Name="D2"',
    );
    expect(sorted).not.toBe(FRX);
    const sheets = await sheetsOf(sorted, ORDERS);
    expect(valuesOf(sheets[0]!).at(-1)).toEqual(['Total', { formula: 'SUBTOTAL(9,B4:B6)', result: 35.75 }]);
    expect(valuesOf(sheets.at(-1)!)).toContainEqual(['Not in the workbook', 'Group1']);
  });
});

describe('a workbook of a document', () => {
  it('has its head as labels with values above the lines, its totals below', async () => {
    const content = {
      kind: 'document',
      title: 'Purchase order',
      sender: { name: 'Galley' },
      header: {
        left: [{ label: 'Number', field: 'document_no' }],
        right: [{ label: 'Due', field: 'due', format: 'date' }],
      },
      lines: {
        columns: [
          { label: 'Item', field: 'item', grow: true },
          { label: 'Amount', field: 'amount', format: 'money' },
        ],
      },
      totals: [{ label: 'Net', field: 'net' }],
    };
    const [sheet] = await sheetsOf(JSON.stringify(content), {
      columns: [
        column('document_id', 'string'),
        column('document_no', 'string'),
        column('due', 'date'),
        column('net', 'decimal', { scale: 2 }),
        column('line_no', 'integer'),
        column('item', 'string'),
        column('amount', 'decimal', { scale: 2 }),
      ],
      rows: [
        ['1', 'PO-7', '2026-06-30', '12.50', '1', 'Tea', '10.00'],
        ['1', 'PO-7', '2026-06-30', '12.50', '2', 'Salt', '2.50'],
      ],
    });
    const rows = valuesOf(sheet!);
    const labels = rows.findIndex(([first]) => first === 'Item');
    expect(rows.slice(0, labels)).toContainEqual(['Number', 'PO-7']);
    expect(rows.slice(0, labels).some(([label, value]) => label === 'Due' && value !== null)).toBe(true);
    expect(rows.slice(labels, labels + 3)).toEqual([
      ['Item', 'Amount'],
      ['Tea', 10],
      ['Salt', 2.5],
    ]);
    expect(rows.slice(labels + 3)).toContainEqual(['Net', '12.50']);
    expect(sheet?.name).toBe('Stock on hand');
  });
});
