import type { ReportWarning } from '@galley/pack-grants/bufdir';
import { compareWarnings } from './compare-warnings.js';

const warning = (code: string, affected_count: number): ReportWarning => ({
  code,
  message: code,
  severity: 'warning',
  affected_count,
});

describe('warnings of two reports', () => {
  it('differ where one has none, or is about more or less', () => {
    const before = [warning('UNAPPROVED_ACTIVITIES', 1), warning('MEMBERS_MISSING', 1), warning('B', 2)];
    const after = [warning('B', 3), warning('MEMBERS_MISSING', 1), warning('A', 0)];
    expect(compareWarnings(before, after)).toEqual([
      { code: 'A', before: null, after: 0 },
      { code: 'B', before: 2, after: 3 },
      { code: 'UNAPPROVED_ACTIVITIES', before: 1, after: null },
    ]);
  });

  it('of one kind count together', () => {
    const unmapped = 'UNMAPPED_ACTIVITY_TYPE';
    expect(compareWarnings([warning(unmapped, 1), warning(unmapped, 2)], [warning(unmapped, 3)])).toEqual([]);
  });
});
