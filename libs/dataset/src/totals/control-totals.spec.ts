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
  const fed = new ControlTotals(COLUMNS, totals);
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
    const empty = new ControlTotals(COLUMNS, [{ column: 'value', aggregate: 'sum' }]);
    expect(() => empty.verify(trailer(0, { value: null }))).not.toThrow();
  });
});
