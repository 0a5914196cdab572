import { RowCells, rowFrame, type TextRow } from '@galley/dataset';
import { column } from '../testing/sample-dataset.js';
import { GroupTracker } from './group-tracker.js';

const COLUMNS = ['a', 'b', 'c'].map((name) => column(name, 'string'));

/** Level that each row changes, as a renderer would walk them. */
function walk(
  groupBy: readonly string[],
  rows: readonly TextRow[],
): { changed: number[]; tracker: GroupTracker } {
  const tracker = new GroupTracker(COLUMNS, groupBy);
  const cells = new RowCells(COLUMNS.length);
  const changed = rows.map((row) => {
    const batch = rowFrame(row);
    cells.read(batch, 0);
    const level = tracker.firstChange(batch, cells);
    tracker.open(level, batch, cells);
    return level;
  });
  return { changed, tracker };
}

describe('a group tracker', () => {
  it('tells the outermost level that changes', () => {
    const rows = [
      ['x', '1', 'p'],
      ['x', '1', 'q'],
      ['x', '2', 'q'],
      ['y', '2', 'q'],
      ['yy', '2', 'q'],
    ];
    expect(walk(['a', 'b'], rows).changed).toEqual([0, 2, 1, 0, 0]);
    expect(walk(['b', 'a'], rows).changed).toEqual([0, 2, 0, 1, 1]);
    expect(walk(['c'], rows).changed).toEqual([0, 0, 1, 1, 1]);
    expect(walk([], rows).changed).toEqual([0, 0, 0, 0, 0]);
  });

  it('takes null for a key of its own', () => {
    const rows = [
      [null, '', ''],
      [null, '', ''],
      ['', '', ''],
      ['', null, ''],
    ];
    const { changed, tracker } = walk(['a', 'b'], rows);
    expect(changed).toEqual([0, 2, 0, 1]);
    expect(tracker.key(0)).toBe('');
    expect(tracker.key(1)).toBeNull();
  });
});
