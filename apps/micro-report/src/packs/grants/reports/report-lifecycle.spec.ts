import {
  IN_PROGRESS,
  REPORT_STATUSES,
  requireMove,
  sourcesOf,
  targetsOf,
  type ReportActor,
  type ReportStatus,
} from './report-lifecycle.js';

/** design/packs/grants.md, section 3. */
const ALLOWED = [
  'draft→pending',
  'draft→generating',
  'pending→generating',
  'generating→completed',
  'pending→failed',
  'generating→failed',
  'completed→submitted',
];
const ACTORS: readonly ReportActor[] = ['person', 'worker', 'adapter'];
const moves = REPORT_STATUSES.flatMap((from) => REPORT_STATUSES.map((to) => ({ from, to })));
const isAllowed = ({ from, to }: { from: ReportStatus; to: ReportStatus }) =>
  ALLOWED.includes(`${from}→${to}`);

const mayBeMoved = (from: ReportStatus, to: ReportStatus): boolean =>
  ACTORS.some((actor) => sourcesOf(to, actor).includes(from));

describe('the life of a Bufdir report', () => {
  it.each(moves.filter(isAllowed))('BU-V-9: $from → $to is a move', ({ from, to }) => {
    expect(mayBeMoved(from, to)).toBe(true);
  });

  it.each(moves.filter((move) => !isAllowed(move)))('BU-V-9: $from → $to is refused', ({ from, to }) => {
    expect(mayBeMoved(from, to)).toBe(false);
    for (const actor of ACTORS) {
      expect(() => requireMove(from, to, actor)).toThrow(
        expect.objectContaining({
          code: 'invalid-status-transition',
          status: 409,
          facts: { from, to, allowed: targetsOf(from) },
        }) as Error,
      );
    }
  });

  it('lets nobody but the adapter submit', () => {
    expect(() => requireMove('completed', 'submitted', 'person')).toThrow('cannot become submitted');
  });

  it('has one way out of every status that is in progress, and none of failed and submitted', () => {
    for (const status of IN_PROGRESS) expect(targetsOf(status).length).toBeGreaterThan(0);
    expect([...targetsOf('failed'), ...targetsOf('submitted')]).toEqual([]);
  });
});
