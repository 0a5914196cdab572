import type { BuildableSource } from './buildable-source.js';
import { designFaults } from './design-faults.js';
import type { ReportDesign } from './report-design.js';
import { designOf, ORDERS } from '../../test/builder/orders-source.js';

type Case = readonly [what: string, parts: Partial<ReportDesign>, pointer: string];

const pointersOf = (parts: Partial<ReportDesign>, source: BuildableSource = ORDERS): string[] =>
  designFaults(designOf(parts), source).map(({ pointer }) => pointer);

const PROCEDURE: BuildableSource = { ...ORDERS, source_type: 'procedure' };
const NEEDY: BuildableSource = {
  ...ORDERS,
  source_type: 'function',
  params: [{ filter: 'as_of', type: 'date', nullable: false, default: null }],
};

const WRONG: readonly Case[] = [
  ['a column that is not there', { columns: [{ column: 'no' }, { column: 'colour' }] }, '/columns/1/column'],
  ['a column that layouts cannot name', { columns: [{ column: 'Größe' }] }, '/columns/0/column'],
  ['a column twice', { columns: [{ column: 'no' }, { column: 'no' }] }, '/columns/1/column'],
  ['money of a text', { columns: [{ column: 'no', format: 'money' }] }, '/columns/0/format'],
  [
    'a highlight without a look',
    { columns: [{ column: 'no', highlight: [{ operator: 'null' }] }] },
    '/columns/0/highlight/0',
  ],
  [
    'a text that is less than another',
    { columns: [{ column: 'no', highlight: [{ operator: 'lt', value: 'A', bold: true }] }] },
    '/columns/0/highlight/0/operator',
  ],
  [
    'a figure compared with a word',
    { columns: [{ column: 'total', highlight: [{ operator: 'lt', value: 'zero', bold: true }] }] },
    '/columns/0/highlight/0/value',
  ],
  [
    'a day that is none',
    { columns: [{ column: 'due', highlight: [{ operator: 'lt', value: '2026-02-31', bold: true }] }] },
    '/columns/0/highlight/0/value',
  ],
  [
    'a figure compared with nothing',
    { columns: [{ column: 'total', highlight: [{ operator: 'lt', bold: true }] }] },
    '/columns/0/highlight/0/value',
  ],
  [
    'a figure compared with two things',
    {
      columns: [
        { column: 'total', highlight: [{ operator: 'lt', value: 1, value_column: 'budget', bold: true }] },
      ],
    },
    '/columns/0/highlight/0/value',
  ],
  [
    'a figure compared with a date',
    { columns: [{ column: 'total', highlight: [{ operator: 'lt', value_column: 'due', bold: true }] }] },
    '/columns/0/highlight/0/value_column',
  ],
  ['a filter on nothing', { filters: [{ column: 'colour' }] }, '/filters/0/column'],
  ['a filter on a document', { filters: [{ column: 'extra' }] }, '/filters/0/column'],
  ['a search in a figure', { filters: [{ column: 'total', operator: 'contains' }] }, '/filters/0/operator'],
  ['a range of ids', { filters: [{ column: 'id', operator: 'between' }] }, '/filters/0/operator'],
  ['a date field for a figure', { filters: [{ column: 'total', type: 'date' }] }, '/filters/0/type'],
  ['a choice without choices', { filters: [{ column: 'no', type: 'select' }] }, '/filters/0/options'],
  ['a default of another type', { filters: [{ column: 'ordered', default: 'soon' }] }, '/filters/0/default'],
  [
    'a range that starts from one value',
    { filters: [{ column: 'ordered', operator: 'between', default: 'today' }] },
    '/filters/0/default',
  ],
  ['a list for a single value', { filters: [{ column: 'no', default: ['A', 'B'] }] }, '/filters/0/default'],
  [
    'a default without end',
    { filters: [{ column: 'no', default: 'x'.repeat(10_001) }] },
    '/filters/0/default',
  ],
  ['a group of documents', { groups: [{ column: 'extra' }] }, '/groups/0/column'],
  ['a group that is not there', { groups: [{ column: 'colour' }] }, '/groups/0/column'],
  ['the sum of a text', { totals: [{ column: 'no', aggregate: 'sum' }] }, '/totals/0/aggregate'],
  ['the largest of yes and no', { totals: [{ column: 'is_paid', aggregate: 'max' }] }, '/totals/0/aggregate'],
  [
    'a total of what is not shown',
    { columns: [{ column: 'no' }], totals: [{ column: 'total', aggregate: 'sum' }] },
    '/totals/0/column',
  ],
  [
    'a total of what only heads the groups',
    { groups: [{ column: 'lines' }], totals: [{ column: 'lines', aggregate: 'sum' }] },
    '/totals/0/column',
  ],
  [
    'a total twice',
    {
      totals: [
        { column: 'total', aggregate: 'sum' },
        { column: 'total', aggregate: 'sum' },
      ],
    },
    '/totals/1',
  ],
  ['an order by documents', { sort: [{ column: 'extra' }] }, '/sort/0/column'],
  [
    'an order by one column twice',
    { sort: [{ column: 'no' }, { column: 'no', direction: 'desc' }] },
    '/sort/1/column',
  ],
  ['a chart of texts', { chart: { kind: 'bar', category: 'vendor', values: ['no'] } }, '/chart/values/0'],
  [
    'a chart by documents',
    { chart: { kind: 'bar', category: 'extra', values: ['total'] } },
    '/chart/category',
  ],
  [
    'a pie of two figures',
    { chart: { kind: 'pie', category: 'vendor', values: ['total', 'budget'] } },
    '/chart/values',
  ],
  [
    'a split pie',
    { chart: { kind: 'pie', category: 'vendor', values: ['total'], split_by: 'no' } },
    '/chart/split_by',
  ],
  [
    'two figures and a split',
    { chart: { kind: 'bar', category: 'vendor', values: ['total', 'budget'], split_by: 'no' } },
    '/chart/values',
  ],
];

describe('a design is refused with', () => {
  it.each(WRONG)('%s', (_, parts, pointer) => {
    expect(pointersOf(parts)).toEqual([pointer]);
  });

  it('a parameter that nothing fills, one that is filled twice, and an operator on one', () => {
    expect(pointersOf({}, NEEDY)).toEqual(['/filters']);
    expect(pointersOf({ filters: [{ column: 'as_of' }] }, NEEDY)).toEqual([]);
    expect(pointersOf({ filters: [{ column: 'as_of' }, { column: 'as_of' }] }, NEEDY)).toEqual([
      '/filters/1/column',
    ]);
    expect(pointersOf({ filters: [{ column: 'as_of', operator: 'gte' }] }, NEEDY)).toEqual([
      '/filters/0/operator',
    ]);
    expect(pointersOf({ filters: [{ column: 'as_of', type: 'number' }] }, NEEDY)).toEqual([
      '/filters/0/type',
    ]);
  });

  it('a condition on the rows of a procedure, which takes parameters only', () => {
    expect(pointersOf({ filters: [{ column: 'vendor' }] }, PROCEDURE)).toEqual(['/filters/0/column']);
    expect(pointersOf({ builder_key: null }, { ...PROCEDURE, columns: [] })).toEqual(['/source']);
  });

  it('all of it at once, and says what there is', () => {
    const faults = designFaults(
      designOf({
        columns: [{ column: 'colour' }],
        sort: [{ column: 'taste' }],
        totals: [{ column: 'no', aggregate: 'avg' }],
      }),
      ORDERS,
    );
    expect(faults.map(({ pointer }) => pointer)).toEqual([
      '/columns/0/column',
      '/totals/0/aggregate',
      '/sort/0/column',
    ]);
    expect(faults[0]?.detail).toMatch(/no column of the source; it has bu_code, no, vendor, /);
    expect(faults[1]?.detail).toMatch(/type string; possible are min, max, count, count_distinct/);
  });
});

describe('a design is taken with', () => {
  it.each<[string, Partial<ReportDesign>]>([
    ['nothing but a source', {}],
    [
      'groups that are no columns of the table',
      { columns: [{ column: 'no' }], groups: [{ column: 'vendor' }] },
    ],
    ['a figure as category', { chart: { kind: 'line', category: 'lines', values: ['total'] } }],
    ['a count of documents', { totals: [{ column: 'extra', aggregate: 'count' }] }],
    [
      'a pattern instead of a named format',
      {
        columns: [
          { column: 'no', format: '@@-@@' },
          { column: 'due', format: 'dd.MM.yyyy' },
        ],
      },
    ],
    [
      'the unit as group and order',
      { groups: [{ column: 'bu_code' }], sort: [{ column: 'bu_code', direction: 'desc' }] },
    ],
    ['a list of dates', { filters: [{ column: 'due', operator: 'in', default: ['today', '2026-01-31'] }] }],
  ])('%s', (_, parts) => {
    expect(pointersOf(parts)).toEqual([]);
  });
});
