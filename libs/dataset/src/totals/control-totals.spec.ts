import type { Column, ColumnType, DatasetTrailer, Json, TotalRequest } from '../dataset.js';
import { rowFrame } from '../frames.js';
import { ControlTotals, ControlTotalsError } from './control-totals.js';

const column = (name: string, type: ColumnType, scale?: number | null): Column => ({
  name,
  label: name,
  type,
  scale,
  format: null,
  role: 'measure',
});

const COLUMNS = [
  column('name', 'string'),
  column('qty', 'integer'),
  column('value', 'decimal', 2),
  column('ratio', 'decimal', null),
  column('day', 'date'),
];

function trailer(rows: number, totals: Record<string, Json>, truncated = false): DatasetTrailer {
  return { totals, groups: [], summary: { row_count: rows, truncated } } as unknown as DatasetTrailer;
}

function control(totals: readonly TotalRequest[]): ControlTotals {
  const fed = new ControlTotals({ columns: COLUMNS }, totals);
  fed.add(rowFrame(['a', '1', '10.10', '0.1', '2026-01-02']));
  fed.add(
    Buffer.concat([
      rowFrame(['b', null, '20.20', '0.2', null]),
      rowFrame([null, '5', null, '0.3', '2026-01-01']),
    ]),
  );
  return fed;
}

describe('control totals', () => {
  it.each<[TotalRequest, Json]>([
    [{ column: 'value', aggregate: 'sum' }, '30.30'],
    [{ column: 'value', aggregate: 'sum' }, '30.3'],
    [{ column: 'value', aggregate: 'avg' }, '15.1500000000000000'],
    [{ column: 'value', aggregate: 'avg' }, '15.2'],
    [{ column: 'qty', aggregate: 'sum' }, 6],
    [{ column: 'qty', aggregate: 'sum' }, '6'],
    [{ column: 'qty', aggregate: 'count' }, 2],
    [{ column: 'ratio', aggregate: 'sum' }, '0.6000000000000001'],
    [{ column: 'day', aggregate: 'min' }, '2026-01-01'],
    [{ column: 'value', aggregate: 'max' }, '20.20'],
    [{ column: 'name', aggregate: 'count_distinct' }, 77],
    [{ column: 'name', aggregate: 'max' }, 'zz'],
    [{ column: 'elsewhere', aggregate: 'sum' }, '1'],
  ])('accept %j = %j', (request, theirs) => {
    expect(() => control([request]).verify(trailer(3, { [request.column]: theirs }))).not.toThrow();
  });

  it.each<[TotalRequest, Json]>([
    [{ column: 'value', aggregate: 'sum' }, '30.31'],
    [{ column: 'value', aggregate: 'sum' }, null],
    [{ column: 'value', aggregate: 'avg' }, '15.17'],
    [{ column: 'qty', aggregate: 'sum' }, 7],
    [{ column: 'qty', aggregate: 'count' }, 3],
    [{ column: 'ratio', aggregate: 'sum' }, '0.61'],
    [{ column: 'day', aggregate: 'min' }, '2026-01-02'],
    [{ column: 'value', aggregate: 'max' }, 'NaN'],
  ])('refuse %j = %j', (request, theirs) => {
    expect(() => control([request]).verify(trailer(3, { [request.column]: theirs }))).toThrow(
      ControlTotalsError,
    );
  });

  it('refuse another number of rows, with or without totals', () => {
    expect(() => control([]).verify(trailer(4, {}))).toThrow('3 rows of 4');
  });

  it('read totals under the name they were given', () => {
    const totals = [
      { column: 'value', aggregate: 'max', as: 'highest' },
      { column: 'qty', aggregate: 'sum', as: 'pieces' },
      { column: 'value', aggregate: 'min', as: 'lowest' },
    ] as const;
    expect(() =>
      control(totals).verify(trailer(3, { highest: '20.2', lowest: '10.1', pieces: 6 })),
    ).not.toThrow();
    expect(() => control(totals).verify(trailer(3, { highest: '20.2', lowest: '10.2', pieces: 6 }))).toThrow(
      'lowest',
    );
  });

  it('do not compare the totals of a truncated dataset, which cover rows that are not in it', () => {
    expect(() =>
      control([{ column: 'qty', aggregate: 'sum' }]).verify(trailer(3, { qty: 60 }, true)),
    ).not.toThrow();
  });

  it('agree on no rows', () => {
    const empty = new ControlTotals({ columns: COLUMNS }, [{ column: 'value', aggregate: 'sum' }]);
    expect(() => empty.verify(trailer(0, { value: null }))).not.toThrow();
  });

  it('take the sum of nothing for 0, as the database’s answer does', () => {
    const empty = new ControlTotals({ columns: COLUMNS }, [{ column: 'value', aggregate: 'sum' }]);
    expect(() => empty.verify(trailer(0, { value: '0' }))).not.toThrow();
    expect(() => empty.verify(trailer(0, { value: '0.01' }))).toThrow('the rows give nothing');
  });
});

describe('control totals of several currencies', () => {
  const columns = [
    column('bu_code', 'string'),
    column('qty', 'integer'),
    { ...column('value', 'decimal', 2), format: 'money' },
  ];
  const currencies = { T01: 'THB', T02: 'THB', T03: 'USD' };
  const requests: readonly TotalRequest[] = [
    { column: 'value', aggregate: 'sum' },
    { column: 'value', aggregate: 'max', as: 'most' },
    { column: 'value', aggregate: 'count', as: 'lines' },
    { column: 'qty', aggregate: 'sum' },
  ];
  const TOTALS = {
    value: { THB: '30.30', USD: '7.00' },
    most: { THB: '20.20', USD: '7.00' },
    lines: 3,
    qty: 6,
  };

  function mixed(): ControlTotals {
    const fed = new ControlTotals({ columns, currencies }, requests);
    fed.add(Buffer.concat([rowFrame(['T01', '1', '10.10']), rowFrame(['T03', '2', '7.00'])]));
    fed.add(rowFrame(['T02', '3', '20.20']));
    return fed;
  }

  it('add money up per currency, and the rest over all', () => {
    expect(() => mixed().verify(trailer(3, TOTALS))).not.toThrow();
    expect(mixed().figure('value')).toEqual({ THB: '30.30', USD: '7.00' });
    expect(mixed().figure('qty')).toBe('6');
  });

  it.each<[string, Json]>([
    ['a wrong figure of one currency', { THB: '30.30', USD: '7.01' }],
    ['figures that changed places', { THB: '7.00', USD: '30.30' }],
    ['a currency that is missing', { THB: '30.30' }],
    ['a currency too many', { THB: '30.30', USD: '7.00', NOK: '1.00' }],
    ['one figure over all', '37.30'],
    ['no figure', null],
  ])('refuse %s', (_what, value) => {
    expect(() => mixed().verify(trailer(3, { ...TOTALS, value }))).toThrow(ControlTotalsError);
  });

  it('accept a unit without rows in a currency of its own', () => {
    const value = { THB: '30.30', USD: '7.00', NOK: '0' };
    const most = { ...TOTALS.most, NOK: null };
    expect(() => mixed().verify(trailer(3, { ...TOTALS, value, most }))).not.toThrow();
  });

  it('refuse figures by currency where there is one currency', () => {
    const fed = new ControlTotals({ columns }, requests.slice(0, 1));
    fed.add(rowFrame(['T01', '1', '10.10']));
    expect(() => fed.verify(trailer(1, { value: { THB: '10.10' } }))).toThrow(ControlTotalsError);
  });
});
