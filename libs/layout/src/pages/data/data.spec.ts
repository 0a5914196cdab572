import { LAYOUT_LIMITS } from '../data-supply.js';
import { Pagination } from '../pagination.js';
import { field } from '../testing/field-expression.js';
import { numbers, print } from '../testing/print.js';
import { RecordingDevice } from '../testing/recording-device.js';
import { band, dataBand, groupBand, layoutOf, page } from '../testing/sample-layout.js';
import { CONTEXT, SampleSupply } from '../testing/sample-supply.js';

const CUSTOMERS = {
  columns: { id: 'integer', name: 'string' },
  rows: [
    ['1', 'Anna'],
    ['2', 'Bo'],
  ],
} as const;
const ORDERS = {
  columns: { id: 'integer', customer_id: 'integer', total: 'decimal', day: 'date' },
  rows: [
    ['10', '2', '5.50', '2026-02-01'],
    ['11', '1', '10.00', '2026-01-05'],
    ['12', '2', '9.25', '2025-12-31'],
  ],
} as const;
const RELATIONS = [
  {
    name: 'Buyer',
    parent: 'Customers',
    child: 'Orders',
    parent_columns: ['id'],
    child_columns: ['customer_id'],
  },
];

describe('data of bands', () => {
  it('joins the rows of a detail to each row of its master', async () => {
    const orders = dataBand('Orders', band('[Orders.id]'));
    const layout = layoutOf(
      [page([dataBand('Customers', band('[Customers.name]'), { details: [orders] })])],
      {
        relations: RELATIONS,
      },
    );
    const device = await print(layout, { Customers: CUSTOMERS, Orders: ORDERS });

    expect(device.texts()).toEqual([['Anna', '11', 'Bo', '10', '12']]);
  });

  it('looks parents up by the name of the source or of the relation', async () => {
    const shown = band('[Orders.Customers.name]/[Orders.Buyer.Name]');
    const layout = layoutOf([page([dataBand('Orders', shown)])], { relations: RELATIONS });
    const device = await print(layout, { customers: CUSTOMERS, orders: ORDERS });

    expect(device.texts()).toEqual([['Bo/Bo', 'Anna/Anna', 'Bo/Bo']]);
  });

  it.each([
    ['numbers', 'Orders.total', false, ['10', '12', '11']],
    ['numbers downwards', 'Orders.total', true, ['11', '12', '10']],
    ['dates', 'Orders.day', false, ['12', '11', '10']],
  ])('sorts %s as what they are', async (_, key, descending, expected) => {
    const rows = dataBand('Orders', band('[Orders.id]'), { sort: [{ value: field(key), descending }] });
    const device = await print(layoutOf([page([rows])]), { Orders: ORDERS });

    expect(device.texts()).toEqual([expected]);
  });

  it('groups what is not in order, once sorted by the condition', async () => {
    const rows = dataBand('Orders', band('[Orders.id]'), {
      sort: [{ value: field('Orders.day'), descending: false }],
    });
    const group = groupBand('Orders.customer_id', band('<[Orders.customer_id]>'), rows, { sort: 'desc' });
    const device = await print(layoutOf([page([group])]), { Orders: ORDERS });

    expect(device.texts()).toEqual([['<2>', '12', '10', '<1>', '11']]);
  });

  it('filters, and ends at the most rows', async () => {
    const rows = dataBand('Rows', band('[n]'), { max_rows: 2, filter: field('even') });
    const sources = [
      {
        name: 'Rows',
        columns: [{ name: 'even', type: null, expression: { ...field('Rows.n'), evaluate: () => true } }],
      },
    ];
    const device = await print(layoutOf([page([rows])], { sources }), { Rows: numbers(5) });

    expect(device.texts()).toEqual([['1', '2']]);
  });

  it('prints rows of a tree below their parents, moved in', async () => {
    const source = {
      columns: { id: 'string', up: 'string' },
      rows: [
        ['c', 'b'],
        ['a', null],
        ['b', 'a'],
        ['x', 'y'],
        ['y', 'x'],
      ],
    } as const;
    const shown = band('[T.id] [HierarchyRow#]');
    const hierarchy = { id: field('T.id'), parent: field('T.up'), indent: 7 };
    const device = await print(layoutOf([page([dataBand('T', shown, { hierarchy })])]), { T: source });

    expect(device.texts()).toEqual([['a 1', 'b 1.1', 'c 1.1.1', 'x 2', 'y 2.1']]);
    expect(device.pages[0]?.items.map((item) => item?.frame.x)).toEqual([10, 17, 24, 10, 17]);
  });

  it('reads a source that passes through no faster than its pages are drawn', async () => {
    const supply = new SampleSupply({ Rows: numbers(300) });
    const seen: number[] = [];
    const device = new RecordingDevice();
    const endPage = device.endPage.bind(device);
    device.endPage = async () => {
      seen.push(supply.read);
      await endPage();
    };
    const layout = layoutOf([page([dataBand('Rows', band('[Rows.n]'))])]);
    const section = layout.sections[0];
    const pagination = new Pagination(layout, supply, device, CONTEXT);
    await pagination.open();
    if (section?.kind === 'pages') await pagination.print(section);
    await pagination.finish();

    expect(seen.slice(0, 3)).toEqual([9, 18, 27]);
    expect(device.texts().flat()).toHaveLength(300);
  });

  it('opens each source once, however often it is shown', async () => {
    const supply = new SampleSupply({ Rows: numbers(2) });
    const rows = dataBand('Rows', band('[Rows.n]'));
    const layout = layoutOf([page([rows, rows]), page([rows])]);
    const device = new RecordingDevice();
    const pagination = new Pagination(layout, supply, device, CONTEXT);
    await pagination.open();
    for (const section of layout.sections) if (section.kind === 'pages') await pagination.print(section);
    await pagination.finish();

    expect(supply.opened).toEqual(['Rows']);
    expect(device.texts()).toEqual([
      ['1', '2', '1', '2'],
      ['1', '2'],
    ]);
  });

  it('does not sort again what comes in order, nor hold it', async () => {
    const rows = dataBand('Rows', band('[Rows.n]'), { sort: [{ value: field('Rows.n'), descending: true }] });
    const limits = { ...LAYOUT_LIMITS, held_rows: 1 };
    const source = { ...numbers(4), is_ordered: true };
    const device = await print(layoutOf([page([rows])]), { Rows: source }, {}, limits);

    expect(device.texts()).toEqual([['1', '2', '3', '4']]);
  });

  it('refuses to hold more rows than allowed, and data that nobody gave', async () => {
    const rows = dataBand('Rows', band('[Rows.n]'), { sort: [{ value: field('Rows.n'), descending: true }] });
    const limits = { ...LAYOUT_LIMITS, held_rows: 10 };

    await expect(print(layoutOf([page([rows])]), { Rows: numbers(20) }, {}, limits)).rejects.toMatchObject({
      code: 'layout-too-large',
    });
    await expect(print(layoutOf([page([rows])]), {})).rejects.toMatchObject({ code: 'layout-data-missing' });
  });
});
