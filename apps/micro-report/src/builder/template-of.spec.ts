import { readLayout } from '@galley/layout';
import type { BuildableSource } from './buildable-source.js';
import type { ReportDesign } from './report-design.js';
import { templateOf } from './template-of.js';
import { designOf, ORDERS } from '../../test/builder/orders-source.js';

interface Content {
  readonly [part: string]: unknown;
}

const built = (parts: Partial<ReportDesign>, source: BuildableSource = ORDERS) =>
  templateOf(designOf(parts), source);
const contentOf = (parts: Partial<ReportDesign>): Content => JSON.parse(built(parts).content) as Content;
const fieldsOf = (parts: Partial<ReportDesign>, source?: BuildableSource): Content[] =>
  (JSON.parse(built(parts, source).dialog ?? '{"fields":[]}') as { fields: Content[] }).fields;

describe('the template of a design', () => {
  it('is bound as its source is, and shows every column when nothing is chosen', () => {
    expect(built({})).toMatchObject({
      name: 'Orders',
      source_type: 'view',
      source_name: 'v_orders',
      source_params: { params: [] },
      builder_key: null,
      dialog: null,
      default_options: {},
      branding: null,
    });
    expect(contentOf({})).toEqual({ kind: 'report' });
  });

  it('shows the columns in their order, each as it was designed, and asks for no others', () => {
    const columns = [
      { column: 'total', label: 'Sum', width: '35mm', format: 'money', align: 'right' as const },
      { column: 'no', width: '120pt' },
    ];
    expect(contentOf({ columns }).columns).toEqual([
      { field: 'total', label: 'Sum', width: '35mm', align: 'right', format: 'money' },
      { field: 'no', width: 120 },
    ]);
    expect(built({ columns }).default_options).toEqual({ columns: ['total', 'no'] });
  });

  it.each([
    [{ operator: 'lt', value: 0 }, '[total] != null && [total] < 0'],
    [{ operator: 'gte', value: '1000.50' }, '[total] != null && [total] >= 1000.50'],
    [{ operator: 'gt', value_column: 'budget' }, '[total] != null && [budget] != null && [total] > [budget]'],
    [{ operator: 'null' }, '[total] == null'],
  ] as const)('marks a cell by %j', (when, condition) => {
    const columns = [{ column: 'total', highlight: [{ ...when, color: '#B00020', bold: true }] }];
    expect(contentOf({ columns }).columns).toEqual([
      { field: 'total', when: [{ if: condition, style: { color: '#B00020', bold: true } }] },
    ]);
  });

  it('marks by a date, today included, and by a text that would break out of its quotes', () => {
    const mark = (column: string, operator: 'lt' | 'equals' | 'contains', value: string) => {
      const columns = [{ column, highlight: [{ operator, value, fill: '#FFEEEE' }] }];
      const [one] = contentOf({ columns }).columns as { when: { if: string }[] }[];
      return one?.when[0]?.if;
    };
    expect(mark('due', 'lt', 'today')).toBe('[due] != null && [due] < [Date]');
    expect(mark('due', 'lt', '2026-01-31')).toBe('[due] != null && [due] < "2026-01-31"');
    const broken = mark('no', 'contains', '"] || [total] > 0 \\');
    expect(broken).toBe(
      '[no] != null && Contains([no], "\\u0022\\u005d || \\u005btotal\\u005d > 0 \\u005c")',
    );
  });

  it('asks for a range with two fields, for several values with one, and starts from defaults', () => {
    const filters = [
      {
        column: 'ordered',
        label: 'Period',
        operator: 'between' as const,
        default: ['start_of_month', 'today'],
      },
      { column: 'vendor', operator: 'in' as const, required: true },
      { column: 'total', operator: 'gte' as const, default: 100 },
      { column: 'total', operator: 'gt' as const },
    ];
    const fields = fieldsOf({ filters });
    expect(fields).toEqual([
      expect.objectContaining({
        name: 'ordered_from',
        label: 'Period from',
        type: 'date',
        column: 'ordered',
        operator: 'gte',
        default: 'start_of_month',
      }),
      expect.objectContaining({
        name: 'ordered_to',
        label: 'Period to',
        type: 'date',
        column: 'ordered',
        operator: 'lte',
        default: 'today',
      }),
      expect.objectContaining({
        name: 'vendor',
        label: 'Vendor',
        type: 'text',
        column: 'vendor',
        operator: 'in',
        multiple: true,
        required: true,
      }),
      expect.objectContaining({ name: 'total_from', type: 'number', operator: 'gte', default: 100 }),
      expect.objectContaining({ name: 'total_from_2', operator: 'gt', default: null }),
    ]);
  });

  it('offers the choices that the source’s own form has, else the values of the column', () => {
    const own = {
      name: 'vendors',
      label: 'Vendors',
      type: 'lookup' as const,
      required: false,
      default: null,
      lookup: { source: 'shop.vendors', field: 'code', label: 'name' },
      options: [],
      depends_on: [],
      multiple: true,
      column: 'vendor',
      operator: 'in' as const,
      help: null,
    };
    const source = { ...ORDERS, fields: [own] };
    expect(fieldsOf({ filters: [{ column: 'vendor' }] }, source)).toEqual([
      expect.objectContaining({ type: 'lookup', lookup: own.lookup }),
    ]);
    expect(fieldsOf({ filters: [{ column: 'no', type: 'lookup' }] }, source)).toEqual([
      expect.objectContaining({
        type: 'lookup',
        lookup: { source: 'shop.orders', field: 'no', label: 'no' },
      }),
    ]);
    expect(fieldsOf({ filters: [{ column: 'vendor', operator: 'contains' }] }, source)).toEqual([
      expect.objectContaining({ type: 'text', lookup: null }),
    ]);
  });

  it('fills the parameters of a builder, which it declares', () => {
    const source: BuildableSource = {
      ...ORDERS,
      source_type: 'builder',
      source_name: null,
      builder_key: 'shop.ageing',
      params: [
        { filter: 'as_of', type: 'date', nullable: false, default: null },
        { filter: 'units', type: 'text[]', nullable: true, default: null },
      ],
    };
    const filters = [{ column: 'as_of', default: 'today' }, { column: 'units' }];
    expect(fieldsOf({ filters }, source)).toEqual([
      expect.objectContaining({
        name: 'as_of',
        label: 'As of',
        type: 'date',
        default: 'today',
        column: null,
        operator: null,
      }),
      expect.objectContaining({ name: 'units', multiple: true, required: false }),
    ]);
    expect(built({ filters }, source)).toMatchObject({
      source_type: 'builder',
      builder_key: 'shop.ageing',
      source_params: {
        params: [
          { filter: 'as_of', type: 'date', nullable: false },
          { filter: 'units', type: 'text[]', nullable: true },
        ],
      },
    });
  });

  it('groups, adds up and sorts; a second total of a column gets a name of its own', () => {
    const parts = {
      title: 'All [orders]',
      columns: [{ column: 'no' }, { column: 'total' }],
      groups: [{ column: 'bu_code', page_break: true }, { column: 'vendor' }],
      totals: [
        { column: 'total', aggregate: 'sum' as const },
        { column: 'total', aggregate: 'avg' as const },
      ],
      sort: [{ column: 'vendor', direction: 'desc' as const }, { column: 'total' }],
    };
    expect(contentOf(parts)).toMatchObject({
      group_by: [{ field: 'bu_code', page_break: true }, { field: 'vendor' }],
      totals: [
        { column: 'total', aggregate: 'sum' },
        { column: 'total', aggregate: 'avg', as: 'total_avg' },
      ],
    });
    expect(built(parts).default_options).toEqual({
      title: 'All [orders]',
      columns: ['bu_code', 'vendor', 'no', 'total'],
      sort_by: [{ column: 'vendor', direction: 'desc' }, { column: 'total' }],
    });
  });

  it('draws the chart with the labels of its columns, and asks for what it draws', () => {
    const columns = [{ column: 'no' }, { column: 'total', label: 'Sum' }];
    const chart = {
      kind: 'column' as const,
      category: 'vendor',
      values: ['total', 'budget'],
      top: 5,
      place: 'after' as const,
    };
    expect(contentOf({ columns, chart }).charts).toEqual([
      {
        at: 'after',
        kind: 'column',
        x: 'vendor',
        series: [
          { name: 'Sum', y: 'total' },
          { name: 'Budget', y: 'budget' },
        ],
        top: 5,
        format: 'money',
      },
    ]);
    expect(built({ columns, chart }).default_options).toEqual({
      columns: ['no', 'total', 'vendor', 'budget'],
    });
    const split = { kind: 'bar' as const, category: 'vendor', values: ['lines'], split_by: 'is_paid' };
    expect(contentOf({ chart: split }).charts).toEqual([
      { at: 'before', kind: 'bar', x: 'vendor', y: 'lines', split_by: 'is_paid' },
    ]);
    const alone = { kind: 'line' as const, category: 'ordered', values: ['total'] };
    expect(contentOf({ chart: alone }).charts).toEqual([
      expect.objectContaining({ legend: 'none', y_title: 'Total' }),
    ]);
  });

  it('is a layout that its reader takes, with all parts at once', () => {
    const content = built({
      columns: [
        { column: 'no', highlight: [{ operator: 'contains', value: '"\\[]ø', bold: true }] },
        { column: 'total', width: '20.5pt' },
      ],
      groups: [{ column: 'vendor', page_break: true }],
      totals: [{ column: 'total', aggregate: 'sum' }],
      chart: { kind: 'pie', category: 'vendor', values: ['total'], title: 'Shares' },
    }).content;
    expect(() =>
      readLayout(content, { signature_config: null, orientation: 'auto', locale: 'en' }),
    ).not.toThrow();
  });
});
