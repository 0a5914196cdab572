import { rowFrame, type TextRow } from '@galley/dataset';
import { column } from '../testing/sample-dataset.js';
import { GroupTracker } from './group-tracker.js';

const COLUMNS = ['a', 'b', 'c'].map((name) => column(name, 'string'));

/** Level that each row ends, as a renderer would walk them. */
function walk(
  groupBy: readonly string[],
  rows: readonly TextRow[],
): { ended: number[]; tracker: GroupTracker } {
  const tracker = new GroupTracker(COLUMNS, groupBy);
  const ended = rows.map((row, index) => {
    const batch = rowFrame(row);
    const level = tracker.endedBy(batch, 0);
    if (level >= 0 || index === 0) tracker.open(batch);
    return level;
  });
  return { ended, tracker };
}

describe('a group tracker', () => {
  it('tells the outermost level that ends', () => {
    const rows = [
      ['x', '1', 'p'],
      ['x', '1', 'q'],
      ['x', '2', 'q'],
      ['y', '2', 'q'],
      ['yy', '2', 'q'],
    ];
    expect(walk(['a', 'b'], rows).ended).toEqual([-1, -1, 1, 0, 0]);
    expect(walk(['b', 'a'], rows).ended).toEqual([-1, -1, 0, 1, 1]);
    expect(walk(['c'], rows).ended).toEqual([-1, 0, -1, -1, -1]);
    expect(walk([], rows).ended).toEqual([-1, -1, -1, -1, -1]);
  });

  it('takes null for a key of its own', () => {
    const rows = [
      [null, '', ''],
      [null, '', ''],
      ['', '', ''],
      ['', null, ''],
    ];
    const { ended, tracker } = walk(['a', 'b'], rows);
    expect(ended).toEqual([-1, -1, 0, 1]);
    expect(tracker.key(0)).toBe('');
    expect(tracker.key(1)).toBeNull();
  });
});
