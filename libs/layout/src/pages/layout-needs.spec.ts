import { autoReader } from '../readers/auto-reader.js';
import { layoutNeeds } from './layout-needs.js';
import { expression, field } from './testing/field-expression.js';
import { band, dataBand, groupBand, layoutOf, page } from './testing/sample-layout.js';

const RELATIONS = [
  {
    name: 'Buyer',
    parent: 'Customers',
    child: 'Orders',
    parent_columns: ['id'],
    child_columns: ['customer_id'],
  },
  {
    name: 'lines',
    parent: 'Orders',
    child: 'Order Details',
    parent_columns: ['id'],
    child_columns: ['order_id'],
  },
];

describe('layoutNeeds', () => {
  it('feeds the first unnamed source from the binding, and lists the named ones', () => {
    const layout = layoutOf([
      page([dataBand('Orders', band('x'), { details: [dataBand('Order Details', band('y'))] })]),
    ]);

    expect(layoutNeeds(layout, ['order_details'])).toEqual({
      primary: 'Orders',
      datasets: ['Order Details'],
      assets: [],
      order_by: [],
    });
  });

  it('lists an unnamed source beyond the first, so that somebody complains', () => {
    const layout = layoutOf([page([dataBand('Orders', band('x')), dataBand('Items', band('y'))])]);

    expect(layoutNeeds(layout, [])).toMatchObject({ primary: 'Orders', datasets: ['Items'] });
  });

  it('follows relations upwards, by the name of the parent or of the relation', () => {
    const shown = band('[Order Details.Orders.Buyer.name]');
    const layout = layoutOf([page([dataBand('Order Details', shown)])], { relations: RELATIONS });

    expect(layoutNeeds(layout, ['orders', 'customers'])).toMatchObject({
      primary: 'Order Details',
      datasets: ['Orders', 'Customers'],
    });
  });

  it('asks for a declared source that only a text names', () => {
    const layout = layoutOf(
      [
        page([dataBand('Orders', band('x'))], {
          bands: { ...page([]).bands, report_title: band('[Company.name]') },
        }),
      ],
      { sources: [{ name: 'Company', columns: [] }] },
    );

    expect(layoutNeeds(layout, [])).toMatchObject({ primary: 'Orders', datasets: ['Company'] });
  });

  it('has no primary where nothing shows data, and a nameless one for a table without a source', () => {
    const hints = { signature_config: null, orientation: 'auto', locale: 'en' } as const;

    expect(layoutNeeds(layoutOf([page([dataBand(null, band('[Page]'))])]), []).primary).toBeNull();
    expect(layoutNeeds(autoReader.read('', hints), ['lines']).primary).toBe('');
  });

  it('lets the database order what one band groups and sorts by plain columns', () => {
    const rows = dataBand('Orders', band('x'), {
      sort: [{ value: field('Orders.total'), descending: true }],
    });
    const grouped = groupBand('Orders.customer', band('g'), rows, { sort: 'asc' });

    expect(layoutNeeds(layoutOf([page([grouped])]), []).order_by).toEqual([
      { column: 'customer', direction: 'asc' },
      { column: 'total', direction: 'desc' },
    ]);
  });

  it('orders nothing in the database for a computed key or a source shown twice', () => {
    const key = expression('[Orders.a] + [Orders.b]');
    const rows = dataBand('Orders', band('x'), { sort: [{ value: key, descending: false }] });
    const plain = dataBand('Orders', band('x'), { sort: [{ value: field('Orders.a'), descending: false }] });

    expect(layoutNeeds(layoutOf([page([rows])]), []).order_by).toEqual([]);
    expect(layoutNeeds(layoutOf([page([plain, plain])]), []).order_by).toEqual([]);
  });
});
