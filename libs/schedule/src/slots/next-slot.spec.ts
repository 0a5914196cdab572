import { readTiming } from '../read-timing.js';
import { jitterMs } from './jitter.js';
import { nextSlot, slotsBetween, type SlotRule } from './next-slot.js';
import type { HolidayPolicy } from './working-calendar.js';

const OSLO = 'Europe/Oslo';
const WEEKEND = [0, 6];
/** Christmas of 2026: Thursday afternoon to Sunday, in Norway. */
const CHRISTMAS = ['2026-12-24', '2026-12-25', '2026-12-26'];

const daily = readTiming({ frequency: 'daily', time_of_day: '06:00', timezone: OSLO });

function rule(
  timing: SlotRule['timing'],
  policy: HolidayPolicy,
  days: string[] = CHRISTMAS,
  weekend = WEEKEND,
) {
  return { timing, holidays: { policy, calendar: { days: new Set(days), weekend } } };
}

const slots = (one: SlotRule, after: string, count: number): string[] =>
  slotsBetween(one, new Date(after), null, count).map((slot) => slot.toISOString().slice(0, 16));

describe('slots on days off', () => {
  it('are left out by "skip"', () => {
    expect(slots(rule(daily, 'skip'), '2026-12-22T12:00:00Z', 3)).toEqual([
      '2026-12-23T05:00',
      '2026-12-28T05:00',
      '2026-12-29T05:00',
    ]);
  });

  it('move to the next working day by "shift", those that meet there as one', () => {
    const monthly = readTiming({
      frequency: 'monthly',
      day_of_month: 25,
      time_of_day: '06:00',
      timezone: OSLO,
    });
    expect(slots(rule(monthly, 'shift'), '2026-12-01T00:00:00Z', 2)).toEqual([
      '2026-12-28T05:00',
      '2027-01-25T05:00',
    ]);
    expect(slots(rule(daily, 'shift'), '2026-12-22T12:00:00Z', 3)).toEqual([
      '2026-12-23T05:00',
      '2026-12-28T05:00',
      '2026-12-29T05:00',
    ]);
  });

  it('that have moved are still to come while their day off lasts', () => {
    const weekly = readTiming({ frequency: 'weekly', day_of_week: 5, time_of_day: '06:00', timezone: OSLO });
    // Friday the 25th has passed, its Monday has not.
    expect(slots(rule(weekly, 'shift'), '2026-12-27T12:00:00Z', 2)).toEqual([
      '2026-12-28T05:00',
      '2027-01-01T05:00',
    ]);
  });

  it('keep their own time of day where a day has several', () => {
    const twice = readTiming({ cron_expression: '0 6,18 * * *', timezone: OSLO });
    expect(slots(rule(twice, 'shift'), '2026-12-23T06:00:00Z', 3)).toEqual([
      '2026-12-23T17:00',
      '2026-12-28T05:00',
      '2026-12-28T17:00',
    ]);
  });

  it('keep the wall clock when they move over a change of the clocks', () => {
    const weekly = readTiming({ frequency: 'weekly', day_of_week: 6, time_of_day: '06:00', timezone: OSLO });
    // 28 March 2026 is the Saturday before summer time.
    expect(slots(rule(weekly, 'shift', []), '2026-03-27T12:00:00Z', 1)).toEqual(['2026-03-30T04:00']);
  });

  // Anybody who may read schedules may ask for a preview; looking at every minute of a weekend took 4 s a slot.
  it('are found quickly for a schedule of every minute', () => {
    const minutes = readTiming({ cron_expression: '* * * * *', timezone: OSLO });
    const started = process.cpuUsage();
    // A Monday, on which the slots of three days meet.
    expect(slots(rule(minutes, 'shift'), '2026-01-05T12:00:00Z', 3)).toEqual([
      '2026-01-05T12:01',
      '2026-01-05T12:02',
      '2026-01-05T12:03',
    ]);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(1_000);
  });

  it('that are all days off never come, and are not searched for ever', () => {
    const sundays = readTiming({ cron_expression: '0 6 * * 0', timezone: OSLO });
    const started = process.cpuUsage();
    expect(nextSlot(rule(sundays, 'skip'), new Date())).toBeNull();
    expect(nextSlot(rule(daily, 'shift', [], [0, 1, 2, 3, 4, 5, 6]), new Date())).toBeNull();
    // Microseconds of work, as a busy machine has a slow clock.
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });
});

describe('the end of a schedule', () => {
  it('lets the slot of its last instant fire, and none after it', () => {
    const until = new Date('2026-12-23T05:00:00Z');
    expect(slots({ timing: daily, until }, '2026-12-21T12:00:00Z', 9)).toEqual([
      '2026-12-22T05:00',
      '2026-12-23T05:00',
    ]);
  });
});

describe('jitter', () => {
  const slot = new Date('2026-01-01T06:00:00Z');

  it('is the same for every replica, and none when nobody asks for it', () => {
    expect(jitterMs('a', slot, 300)).toBe(jitterMs('a', new Date(slot), 300));
    expect(jitterMs('a', slot, 0)).toBe(0);
  });

  it('spreads schedules over the whole time and never beyond it', () => {
    const found = Array.from({ length: 2_000 }, (_, n) => jitterMs(`schedule ${n}`, slot, 60));
    expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
    expect(Math.min(...found)).toBeLessThan(1_000);
    expect(Math.max(...found)).toBeGreaterThan(59_000);
    expect(Math.max(...found)).toBeLessThanOrEqual(60_000);
  });
});
