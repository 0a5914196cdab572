import { canMove, SCHEDULE_STATES, stateOf, type ScheduleActor } from './schedule-lifecycle.js';

const ACTORS: readonly ScheduleActor[] = ['editor', 'product'];
const LEGAL = [
  'new→active editor',
  'new→stopped editor',
  'active→paused editor',
  'active→stopped editor',
  'active→stopped product',
  'active→ended product',
  'paused→active editor',
  'paused→stopped editor',
  'paused→stopped product',
  'stopped→active editor',
  'ended→active editor',
];
const EVERY = (['new', ...SCHEDULE_STATES] as const).flatMap((from) =>
  SCHEDULE_STATES.flatMap((to) => ACTORS.map((by) => [from, to, by] as const)),
);

describe('the life of a schedule', () => {
  it.each(EVERY)('from %s to %s by the %s is decided by the table alone', (from, to, by) => {
    expect(canMove(from, to, by)).toBe(LEGAL.includes(`${from}→${to} ${by}`));
  });

  it.each([
    ['active', true, null, null],
    ['paused', true, new Date(), null],
    ['stopped', false, null, 'owner-gone'],
    ['stopped', false, null, 'disabled'],
    ['ended', false, null, 'ended'],
  ] as const)('%s is told from its columns', (state, is_active, paused_at, stopped_reason) => {
    expect(stateOf({ is_active, paused_at, stopped_reason })).toBe(state);
  });
});
