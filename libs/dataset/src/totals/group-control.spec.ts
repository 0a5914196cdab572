import type { Column, DatasetGroup, DatasetTrailer } from '../dataset.js';
import { RowCells } from '../encode/row-cells.js';
import { rowFrame } from '../frames.js';
import type { TextRow } from '../row-reader.js';
import { ControlTotalsError } from './control-totals.js';
import { GroupControl } from './group-control.js';
import { placeTotals, RunningTotals } from './running-totals.js';

const COLUMNS: readonly Column[] = [
  { name: 'kind', label: 'Kind', type: 'string', format: null, role: 'dimension' },
  { name: 'day', label: 'Day', type: 'timestamp', format: null, role: 'dimension' },
  { name: 'value', label: 'Value', type: 'decimal', scale: 2, format: null, role: 'measure' },
];
const SUM = [{ column: 'value', aggregate: 'sum' }] as const;

/** Draws one group per list of rows. */
function drawn(groups: readonly (readonly TextRow[])[], columns = COLUMNS): GroupControl {
  const totals = placeTotals({ columns }, SUM);
  const control = new GroupControl(columns.slice(0, 2), totals);
  const cells = new RowCells(columns.length);
  for (const rows of groups) {
    const running = new RunningTotals(totals, []);
    for (const row of rows) {
      const batch = rowFrame(row);
      cells.read(batch, 0);
      running.add(batch, cells, 0);
    }
    control.add(rows[0]?.slice(0, 2) ?? [], running);
  }
  return control;
}

function trailer(groups: readonly DatasetGroup[], truncated = false): DatasetTrailer {
  return { totals: {}, groups, summary: { truncated } } as unknown as DatasetTrailer;
}

const NOON = '2026-06-30 19:00:00+07';
const DRAWN: readonly (readonly TextRow[])[] = [
  [
    ['a', NOON, '1.00'],
    ['a', NOON, '2.00'],
  ],
  [['a', null, '5.00']],
];
const A: DatasetGroup = {
  key: { kind: 'a', day: '2026-06-30T12:00:00.000Z' },
  totals: { value: '3.00' },
  row_count: 2,
};
const B: DatasetGroup = { key: { kind: 'a', day: null }, totals: { value: '5.00' }, row_count: 1 };

describe('the control of groups', () => {
  it('accepts the groups the database formed, in any order', () => {
    expect(() => drawn(DRAWN).verify(trailer([B, A]))).not.toThrow();
  });

  it.each<[string, readonly DatasetGroup[], string]>([
    ['another total', [{ ...A, totals: { value: '3.01' } }, B], 'total "value"'],
    ['another number of rows', [{ ...A, row_count: 3 }, B], '2 rows were drawn of 3'],
    ['a group that was not drawn', [A, { ...B, key: { kind: 'b', day: null } }], 'was not drawn'],
    ['fewer groups', [A], '2 groups were drawn and the database formed 1'],
  ])('refuses %s', (_what, groups, message) => {
    const control = drawn(DRAWN);
    expect(() => control.verify(trailer(groups))).toThrow(ControlTotalsError);
    expect(() => control.verify(trailer(groups))).toThrow(message);
  });

  it('refuses a group that was drawn in two pieces', () => {
    const control = drawn([[['a', null, '2.00']], [['b', null, '1.00']], [['a', null, '3.00']]]);
    expect(() => control.verify(trailer([B, A]))).toThrow('drawn twice');
  });

  it('has nothing to compare with totals of other rows, or groups of other columns', () => {
    const wrong = { ...A, row_count: 9 };
    expect(() => drawn(DRAWN).verify(trailer([wrong, B], true))).not.toThrow();
    expect(() => drawn(DRAWN).verify(trailer([]))).not.toThrow();
    expect(() => drawn(DRAWN).verify(trailer([{ ...wrong, key: { kind: 'a' } }]))).not.toThrow();
  });

  it('does not compare groups by decimals, which may be written in two ways', () => {
    const columns = COLUMNS.map((column) => ({ ...column, type: 'decimal' as const }));
    const control = drawn([[['1.0', '1', '1.00']], [['1.00', '1', '1.00']]], columns);
    const group = { key: { kind: '1.0', day: '1' }, totals: { value: '2.00' }, row_count: 2 };
    expect(() => control.verify(trailer([group]))).not.toThrow();
  });

  it('gives up beyond the groups it may hold', () => {
    const groups = Array.from({ length: 50_001 }, (_, index): TextRow[] => [[String(index), null, '1.00']]);
    expect(() => drawn(groups).verify(trailer([A]))).not.toThrow();
  });
});
