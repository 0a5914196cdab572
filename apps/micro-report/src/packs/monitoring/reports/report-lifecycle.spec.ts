import { isMove, REPORT_STATUSES, type ReportStatus } from './report-lifecycle.js';

const FROM: readonly (ReportStatus | null)[] = [null, ...REPORT_STATUSES];
const moves = FROM.flatMap((from) => REPORT_STATUSES.map((to) => [from, to] as const));

it.each(moves)('a report to a donor: %s → %s', (from, to) => {
  const allowed = ['null→draft', 'draft→published', 'published→published'];
  expect(isMove(from, to)).toBe(allowed.includes(`${from}→${to}`));
});
