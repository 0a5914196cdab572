import { TemplateError } from './faults.js';
import { namedRequestsOf, readNamedDatasets } from './named-datasets.js';

const template = {
  id: '0199aaaa-0000-7000-8000-000000000001',
  builder_key: null,
  source_type: 'view',
  source_name: 'v_orders',
  view_name: null,
  source_params: { params: [] },
  dialog: JSON.stringify({ fields: [{ name: 'order_id' }, { name: 'from', type: 'date' }] }),
  default_filters: {},
  default_options: {},
  default_date_range_days: 30,
};
const run = {
  instant: '2026-06-15T10:00:00Z',
  timezone: 'Asia/Bangkok',
  bu_codes: ['T01', 'T01'],
  filters: { order_id: 'A-1' },
};

const requestsOf = (datasets: unknown, given = {}) => namedRequestsOf({ ...template, datasets }, run, given);

function pointersOf(datasets: unknown): string[] {
  try {
    readNamedDatasets(datasets, '/datasets');
  } catch (error) {
    if (error instanceof TemplateError) return error.faults.map(({ pointer }) => pointer);
    throw error;
  }
  return [];
}

describe('the further datasets of a template', () => {
  it('get the units, the zone and the filters that their mapping names', () => {
    const datasets = [
      {
        name: 'Lines',
        source: 'shop.lines',
        filters: { order_id: '$order_id' },
        order_by: ['line_no'],
        limit: 500,
      },
    ];
    expect(requestsOf(datasets)).toEqual({
      Lines: {
        name: 'shop.lines',
        bu_codes: ['T01'],
        filters: { order_id: 'A-1' },
        order_by: [{ column: 'line_no' }],
        limit: 500,
        timezone: 'Asia/Bangkok',
      },
    });
  });

  it('leave out what the run was not asked for, with the operator around it', () => {
    const filters = {
      order_id: '$order_id',
      date: { gte: '$from' },
      OR: [{ a: '$none' }, { b: 1 }],
      kept: null,
    };
    expect(requestsOf([{ name: 'a', source: 's', filters }])).toMatchObject({
      a: { filters: { order_id: 'A-1', OR: [{ b: 1 }], kept: null } },
    });
    expect(requestsOf([{ name: 'a', source: 's', filters }]).a?.filters).not.toHaveProperty('date');
  });

  it('fill parameters, and take two dollars for a text that begins with one', () => {
    const [one] = Object.values(
      requestsOf([{ name: 'a', source: 's', params: { id: '$document_id', sign: '$$' } }], {
        document_id: 'X',
      }),
    );
    expect(one).toMatchObject({ filters: {}, params: { id: 'X', sign: '$' } });
  });

  it('never answer for names of the prototype', () => {
    expect(requestsOf([{ name: 'a', source: 's', filters: { x: '$constructor' } }]).a?.filters).toEqual({});
  });

  it('are bound to a source of the template where they name none', () => {
    expect(
      requestsOf([{ name: 'Order Details', source_type: 'view', source_name: 'v_lines' }]),
    ).toMatchObject({
      'Order Details': { name: `template.${template.id}.Order Details` },
    });
  });

  it.each<[string, unknown, string]>([
    ['no list', {}, '/datasets'],
    ['no binding', [{ name: 'a' }], '/datasets/0/source'],
    ['two bindings', [{ name: 'a', source: 's', source_name: 'v' }], '/datasets/0/source'],
    [
      'a name twice',
      [
        { name: 'Order Details', source: 's' },
        { name: 'order_details', source: 's' },
      ],
      '/datasets/1/name',
    ],
    ['a name that is none', [{ name: '$a', source: 's' }], '/datasets/0/name'],
    ['too many', Array.from({ length: 31 }, (_, n) => ({ name: `d${n}`, source: 's' })), '/datasets'],
    ['what nobody knows', [{ name: 'a', source: 's', colour: 1 }], '/datasets/0/colour'],
    ['endless rows', [{ name: 'a', source: 's', limit: 10_000_000 }], '/datasets/0/limit'],
  ])('are refused with %s', (_, datasets, pointer) => {
    expect(pointersOf(datasets)).toEqual([pointer]);
  });
});
