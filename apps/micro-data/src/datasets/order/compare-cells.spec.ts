import type { ColumnType } from '@galley/dataset';
import { compareCells } from './compare-cells.js';

describe('compareCells', () => {
  it.each<[ColumnType, string[]]>([
    ['integer', ['-10', '-9', '0', '7', '10', '9007199254740993', '9007199254740994']],
    ['decimal', ['-1.5', '0.1', '0.10000000000000000001', '2', '10', 'Infinity', 'NaN']],
    ['date', ['-infinity', '0001-01-01', '1999-12-31', '2026-01-01', '10000-01-01', 'infinity']],
    ['timestamp', ['2026-10-25 02:30:00+02', '2026-10-25 02:10:00+01', '2026-10-25 03:00:00+01']],
    ['boolean', ['f', 't']],
    ['string', ['a', 'Å', 'b', 'Z', 'ก', 'ข']],
  ])('orders %s as PostgreSQL does', (type, sorted) => {
    const shuffled = sorted.toReversed();
    expect(shuffled.sort(compareCells(type, 'unicode'))).toEqual(sorted);
  });

  it('orders by bytes where the database did', () => {
    expect(['a', 'Z', '\u{1F600}', '\uFFFD'].sort(compareCells('string', 'bytes'))).toEqual([
      'Z',
      'a',
      '\uFFFD',
      '\u{1F600}',
    ]);
  });
});
