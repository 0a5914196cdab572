import { readTiming } from '../read-timing.js';
import { planFiring, type FiringQuestion, type MisfirePolicy } from './plan-firing.js';

const timing = readTiming({ cron_expression: '*/10 * * * *', timezone: 'UTC' });
const at = (time: string): Date => new Date(`2026-01-01T${time}Z`);

function plan(due: string, now: string, policy: MisfirePolicy, more: Partial<FiringQuestion> = {}) {
  const { fire, skipped, hasOlder, next } = planFiring({
    rule: { timing },
    due: at(due),
    now: at(now),
    policy,
    ...more,
  });
  return {
    fire: fire.map(({ slot, trigger }) => `${slot.toISOString().slice(11, 16)} ${trigger}`),
    skipped: skipped.map((slot) => slot.toISOString().slice(11, 16)),
    hasOlder,
    next: next?.toISOString().slice(11, 16) ?? null,
  };
}

const ALL = ['08:00', '08:10', '08:20', '08:30', '08:40', '08:50', '09:00', '09:10', '09:20', '09:30'];

describe('what a schedule does', () => {
  it.each(['fire_once', 'skip', 'fire_all'] as const)('in time is to fire its slot (%s)', (policy) => {
    expect(plan('08:00:00', '08:00:30', policy)).toEqual({
      fire: ['08:00 slot'],
      skipped: [],
      hasOlder: false,
      next: '08:10',
    });
  });

  it('before its slot is nothing', () => {
    expect(plan('08:00:00', '07:59:59', 'fire_all')).toEqual({
      fire: [],
      skipped: [],
      hasOlder: false,
      next: '08:00',
    });
  });

  // All down for ten slots: the policy decides.
  it.each([
    ['fire_once', ['09:30 catch_up'], ALL.slice(0, 9)],
    ['skip', [], ALL],
    ['fire_all', ALL.map((slot) => `${slot} catch_up`), []],
  ] as const)('after ten missed slots is decided by %s', (policy, fire, skipped) => {
    expect(plan('08:00:00', '09:35:00', policy)).toEqual({ fire, skipped, hasOlder: false, next: '09:40' });
  });

  it.each([
    ['fire_once', ['09:30 slot'], ALL.slice(0, 9)],
    ['skip', ['09:30 slot'], ALL.slice(0, 9)],
    ['fire_all', [...ALL.slice(0, 9).map((slot) => `${slot} catch_up`), '09:30 slot'], []],
  ] as const)('when the newest of ten comes in time is decided by %s', (policy, fire, skipped) => {
    expect(plan('08:00:00', '09:30:20', policy)).toEqual({ fire, skipped, hasOlder: false, next: '09:40' });
  });

  it('waits for the jitter of its slot, from which its delay is counted', () => {
    const jitterOf = () => 120_000;
    expect(plan('08:00:00', '08:01:00', 'skip', { jitterOf })).toMatchObject({ fire: [], next: '08:00' });
    expect(plan('08:00:00', '08:02:30', 'skip', { jitterOf })).toMatchObject({
      fire: ['08:00 slot'],
      next: '08:10',
    });
  });

  it('ends with its last firing by count, the oldest first', () => {
    expect(plan('08:00:00', '09:35:00', 'fire_all', { remaining: 2 })).toEqual({
      fire: ['08:00 catch_up', '08:10 catch_up'],
      skipped: ALL.slice(2),
      hasOlder: false,
      next: null,
    });
    expect(plan('08:00:00', '08:00:10', 'skip', { remaining: 1 })).toMatchObject({ next: null });
  });

  it('ends with the last slot before its end', () => {
    const rule = { timing, until: at('08:15:00') };
    expect(plan('08:00:00', '08:00:30', 'fire_once', { rule })).toMatchObject({ next: '08:10' });
    expect(plan('08:10:00', '08:10:30', 'fire_once', { rule })).toMatchObject({
      fire: ['08:10 slot'],
      next: null,
    });
  });

  it('fires the slot it has promised even where its times have changed since', () => {
    expect(plan('08:05:00', '08:05:10', 'fire_once')).toMatchObject({ fire: ['08:05 slot'], next: '08:10' });
  });

  it('looks at the newest hundred of a year of missed minutes, quickly', () => {
    const started = process.cpuUsage();
    const { fire, skipped, hasOlder, next } = planFiring({
      rule: { timing: readTiming({ cron_expression: '* * * * *', timezone: 'Europe/Oslo' }) },
      due: new Date('2025-01-01T00:00:00Z'),
      now: new Date('2026-01-01T00:00:30Z'),
      policy: 'fire_all',
    });
    // Microseconds of work, as a busy machine has a slow clock.
    expect(process.cpuUsage(started).user).toBeLessThan(10_000_000);
    expect([fire.length, skipped.length, hasOlder]).toEqual([100, 0, true]);
    expect(fire.at(-1)).toEqual({ slot: new Date('2026-01-01T00:00:00Z'), trigger: 'slot' });
    expect(next).toEqual(new Date('2026-01-01T00:01:00Z'));
  });
});
