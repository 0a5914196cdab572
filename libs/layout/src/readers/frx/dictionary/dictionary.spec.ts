import { dataOf, missingOf, pageOf, readReport } from '../testing/read-report.js';

const DICTIONARY = `<Dictionary>
  <MsSqlDataConnection Name="C" ConnectionString="password=secret"><TableDataSource Name="Table1" Alias="Orders" SelectCommand="select 1">
    <Column Name="OrderID" DataType="System.Int32"/><Column Name="C_1" Alias="Customer ID" DataType="System.String"/>
    <Column Name="Gross" DataType="System.Decimal" Calculated="true" Expression="[Orders.OrderID] * 1.07m"/>
    <Column Name="Photo" DataType="System.Byte[]" BindableControl="Picture"/></TableDataSource></MsSqlDataConnection>
  <BusinessObjectDataSource Name="Customers"><Column Name="ID"/><Column Name="Name"/></BusinessObjectDataSource>
  <Relation Name="R1" ParentDataSource="Customers" ChildDataSource="Table1" ParentColumns="ID" ChildColumns="Customer ID"/>
  <Parameter Name="From" DataType="System.DateTime" Expression="[Date]"/><Parameter Name="Period"><Parameter Name="To" Value="x &quot;y&quot;"/></Parameter>
  <Total Name="Sum1" Expression="[Orders.Gross]" Evaluator="D" PrintOn="F" EvaluateCondition="[Orders.OrderID] &gt; 1" ResetAfterPrint="false"/>
  <Total Name="Rows" TotalType="Count" Evaluator="D" IncludeInvisibleRows="true" ResetOnReprint="false"/></Dictionary>`;

const page = (text: string): string =>
  `<ReportPage><DataBand Name="D" DataSource="Table1"><TextObject Text="${text}"/></DataBand></ReportPage>`;

describe('the dictionary', () => {
  const layout = readReport(DICTIONARY + page(''));

  it('declares sources by alias, with types and calculated columns', () => {
    expect(layout.sources).toMatchObject([
      {
        name: 'Orders',
        columns: [
          { name: 'OrderID', type: 'integer', expression: null },
          { name: 'Customer ID', type: 'string' },
          { name: 'Gross', type: 'decimal', expression: { text: '[Orders.OrderID] * 1.07m' } },
          { name: 'Photo', type: null },
        ],
      },
      { name: 'Customers' },
    ]);
    expect(dataOf(pageOf(layout, 0).body[0]).source).toBe('Orders');
    expect(layout.relations).toEqual([
      {
        name: 'R1',
        parent: 'Customers',
        child: 'Orders',
        parent_columns: ['ID'],
        child_columns: ['Customer ID'],
      },
    ]);
  });

  it('declares parameters and totals', () => {
    expect(layout.parameters).toMatchObject([
      { name: 'From', type: 'timestamp', expression: { text: '[Date]' } },
      { name: 'Period', expression: null },
      { name: 'Period.To', expression: { text: '"x \\"y\\""' } },
    ]);
    expect(layout.totals).toMatchObject([
      {
        name: 'Sum1',
        aggregate: 'sum',
        value: { text: '[Orders.Gross]' },
        when: { text: '[Orders.OrderID] > 1' },
        evaluator: 'D',
        print_on: 'F',
        reset_after_print: false,
        reset_on_reprint: true,
        include_invisible: false,
      },
      { name: 'Rows', aggregate: 'count', value: null, include_invisible: true, reset_on_reprint: false },
    ]);
  });

  it('opens no connection and tells nobody of its secrets', () => {
    expect(Object.keys(missingOf(layout)).sort()).toEqual([
      'MsSqlDataConnection',
      'TableDataSource.SelectCommand',
    ]);
    expect(JSON.stringify(layout)).not.toContain('secret');
  });

  it.each([
    '[Orders.OrderID]',
    '[orders.orderid]',
    '[Orders.Customers.Name]',
    '[Orders.R1.Name]',
    '[Period.To]',
    '[from]',
    '[Rows]',
    '[Row#] [AbsRow#] [Page] [PageN] [PageNofM] [TotalPages] [Date]',
    '[Report.ReportInfo.Description]',
    '[[Orders.Customer ID].Substring(0, 1)]',
    '[Value.Length + 1]',
  ])('knows %s', (text) => {
    expect(
      Object.keys(missingOf(readReport(DICTIONARY + page(text)))).filter((name) => name.startsWith('[')),
    ).toEqual([]);
  });

  it.each(['Orders.Nothing', 'Customers.Orders.ID', 'Nobody.Name', 'total', 'Period.From'])(
    'knows no [%s]',
    (name) => {
      expect(missingOf(readReport(DICTIONARY + page(`[${name}]`)))).toHaveProperty([`[${name}]`]);
    },
  );

  it('takes a declared name that looks like a sum for a name', () => {
    const read = readReport(
      `<Dictionary><Total Name="Sub-Total"/></Dictionary>${page('[Sub-Total] of [3-2]')}`,
    );
    expect(missingOf(read)).toEqual({});
    const [text] = dataOf(pageOf(read, 0).body[0]).band.objects;
    if (text?.kind !== 'text') throw new Error('no text');
    expect(text.text.references.map((one) => one.text)).toEqual(['Sub-Total']);
  });

  it('is null where a name that only a script knows makes an expression fail', () => {
    const scope = { locale: 'en', currency: null, now: { iso: '2026-01-01', has_time: false } };
    const [object] = dataOf(pageOf(readReport(DICTIONARY + page('[Matrix1.Values[0] + 1]')), 0).body[0]).band
      .objects;
    if (object?.kind !== 'text') throw new Error('no text');
    const { text } = object;
    expect(text.evaluate({ ...scope, lookup: () => null }, String)).toBe('');
    expect(text.expression?.evaluate({ ...scope, lookup: () => null })).toBeNull();
  });
});
