import fc from 'fast-check';
import { instants, nextInstant, previousInstant, readTiming, type FrequencyTiming } from './index.js';
import { atWallClock, wallClockOf } from './zones.js';

/**
 * The days on which the clocks of six zones change, worked out by hand from the rules of the zones (offset before → after,
 * instant of the change): a daily schedule at this wall clock fires at these instants and no others.
 */
const GOLDEN: readonly [zone: string, what: string, time: string, from: string, slots: readonly string[]][] =
  [
    // −5 → −4 at 2026-03-08T07:00Z: 02:00–03:00 is not there, 02:30 is 03:30 daylight time.
    [
      'America/New_York',
      'gap of an hour',
      '02:30',
      '2026-03-07T00:00Z',
      ['2026-03-07T07:30', '2026-03-08T07:30', '2026-03-09T06:30'],
    ],
    // −4 → −5 at 2026-11-01T06:00Z: 01:00–02:00 is there twice, the first is daylight time.
    [
      'America/New_York',
      'overlap of an hour',
      '01:30',
      '2026-10-31T00:00Z',
      ['2026-10-31T05:30', '2026-11-01T05:30', '2026-11-02T06:30'],
    ],
    // +1 → +2 at 2026-03-29T01:00Z.
    [
      'Europe/Oslo',
      'gap of an hour',
      '02:00',
      '2026-03-28T00:00Z',
      ['2026-03-28T01:00', '2026-03-29T01:00', '2026-03-30T00:00'],
    ],
    // +2 → +1 at 2026-10-25T01:00Z.
    [
      'Europe/Oslo',
      'overlap of an hour',
      '02:59',
      '2026-10-24T00:00Z',
      ['2026-10-24T00:59', '2026-10-25T00:59', '2026-10-26T01:59'],
    ],
    // +12 → +13 at 2026-09-26T14:00Z (02:00 on the 27th).
    [
      'Pacific/Auckland',
      'gap of an hour',
      '02:15',
      '2026-09-25T12:00Z',
      ['2026-09-25T14:15', '2026-09-26T14:15', '2026-09-27T13:15'],
    ],
    // +13 → +12 at 2026-04-04T14:00Z (03:00 on the 5th).
    [
      'Pacific/Auckland',
      'overlap of an hour',
      '02:15',
      '2026-04-03T12:00Z',
      ['2026-04-03T13:15', '2026-04-04T13:15', '2026-04-05T14:15'],
    ],
    // +10:30 → +11 at 2026-10-03T15:30Z: 02:00–02:30 is not there, 02:15 is 02:45.
    [
      'Australia/Lord_Howe',
      'gap of half an hour',
      '02:15',
      '2026-10-02T12:00Z',
      ['2026-10-02T15:45', '2026-10-03T15:45', '2026-10-04T15:15'],
    ],
    // +11 → +10:30 at 2026-04-04T15:00Z: 01:30–02:00 is there twice.
    [
      'Australia/Lord_Howe',
      'overlap of half an hour',
      '01:45',
      '2026-04-03T12:00Z',
      ['2026-04-03T14:45', '2026-04-04T14:45', '2026-04-05T15:15'],
    ],
    // −4 → −3 at 2026-09-06T04:00Z: the day begins at 01:00.
    [
      'America/Santiago',
      'gap at midnight',
      '00:00',
      '2026-09-05T00:00Z',
      ['2026-09-05T04:00', '2026-09-06T04:00', '2026-09-07T03:00'],
    ],
    // −3 → −4 at 2026-04-05T03:00Z: the last hour of the 4th is there twice.
    [
      'America/Santiago',
      'overlap before midnight',
      '23:30',
      '2026-04-03T12:00Z',
      ['2026-04-04T02:30', '2026-04-05T02:30', '2026-04-06T03:30'],
    ],
    // −10 → +14 at 2011-12-30T10:00Z: 30 December 2011 was left out; its slot and the 31st's are one.
    [
      'Pacific/Apia',
      'gap of a day',
      '12:00',
      '2011-12-28T23:00Z',
      ['2011-12-29T22:00', '2011-12-30T22:00', '2011-12-31T22:00'],
    ],
  ];

/** Zones whose clocks never change, far from UTC. */
const STEADY: readonly [zone: string, time: string, from: string, slot: string][] = [
  ['Asia/Kathmandu', '06:00', '2026-03-28T12:00Z', '2026-03-29T00:15'],
  ['Pacific/Kiritimati', '00:30', '2026-03-28T12:00Z', '2026-03-29T10:30'],
  ['Pacific/Niue', '23:30', '2026-03-28T12:00Z', '2026-03-29T10:30'],
];

const daily = (time_of_day: string, timezone: string) =>
  readTiming({ frequency: 'daily', time_of_day, timezone });
const short = (slot: Date): string => slot.toISOString().slice(0, 16);

describe('the days on which clocks change', () => {
  it.each(GOLDEN)('%s, %s, daily at %s', (zone, _what, time, from, slots) => {
    expect(instants(daily(time, zone), new Date(from), 3).map(short)).toEqual(slots);
  });

  it.each(GOLDEN)('%s, %s, by cron at %s', (zone, _what, time, from, slots) => {
    const [hour, minute] = time.split(':').map(Number);
    const timing = readTiming({ cron_expression: `${minute} ${hour} * * *`, timezone: zone });
    expect(instants(timing, new Date(from), 3).map(short)).toEqual(slots);
  });

  it.each(STEADY)('%s at %s does not change', (zone, time, from, slot) => {
    expect(instants(daily(time, zone), new Date(from), 1).map(short)).toEqual([slot]);
  });
});

const ZONES = [
  ...new Set([...GOLDEN.map(([zone]) => zone), ...STEADY.map(([zone]) => zone), 'Antarctica/Troll']),
];
const DAY_MS = 86_400_000;

const two = (value: number): string => String(value).padStart(2, '0');
const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
const moment = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2037-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const timings = fc
  .record({
    frequency: fc.constantFrom('daily', 'weekly', 'monthly', 'quarterly', 'annual'),
    day_of_week: fc.integer({ min: 0, max: 6 }),
    day_of_month: fc.integer({ min: 1, max: 31 }),
    month: fc.option(fc.integer({ min: 1, max: 12 })),
    time_of_day: timeOfDay,
    timezone: fc.constantFrom(...ZONES),
  })
  .map((fields) => readTiming(fields) as FrequencyTiming);

/** Whether a date is one of the schedule's, said in another way than the code that makes them. */
function isSlotDate(timing: FrequencyTiming, year: number, month: number, day: number): boolean {
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const isDay = day === Math.min(timing.day_of_month ?? 0, lastDay);
  switch (timing.frequency) {
    case 'daily':
      return true;
    case 'weekly':
      return new Date(Date.UTC(year, month - 1, day)).getUTCDay() === timing.day_of_week;
    case 'monthly':
      return isDay;
    case 'quarterly':
      return isDay && month % 3 === (timing.month ?? 1) % 3;
    case 'annual':
      return isDay && month === (timing.month ?? 1);
    case 'on_demand':
      return false;
  }
}

/** The smallest instant after another, found by trying every date of the next thirteen months. */
function byTrying(timing: FrequencyTiming, after: Date): Date | undefined {
  const first = wallClockOf(after, timing.timezone).toPlainDate().subtract({ days: 2 });
  const [hour, minute] = timing.time_of_day.split(':').map(Number);
  for (let days = 0; days < 400; days += 1) {
    const date = first.add({ days });
    if (!isSlotDate(timing, date.year, date.month, date.day)) continue;
    const slot = atWallClock(date, date.toPlainDateTime({ hour, minute }).toPlainTime(), timing.timezone);
    if (slot > after) return slot;
  }
  return undefined;
}

describe('the next slot', () => {
  it('is the smallest of all that are strictly after', () => {
    fc.assert(
      fc.property(timings, moment, (timing, after) => {
        expect(nextInstant(timing, after)).toEqual(byTrying(timing, after));
      }),
      { numRuns: 150 },
    );
  });

  it('comes no earlier for a later moment, and none is left out between', () => {
    fc.assert(
      fc.property(timings, moment, fc.integer({ min: 1, max: 40 * DAY_MS }), (timing, after, ahead) => {
        const next = nextInstant(timing, after);
        const later = nextInstant(timing, new Date(after.getTime() + ahead));
        if (!next || !later) throw new Error('no slot');
        expect(next.getTime()).toBeGreaterThan(after.getTime());
        expect(later.getTime()).toBeGreaterThanOrEqual(next.getTime());
        if (next.getTime() > after.getTime() + ahead) expect(later).toEqual(next);
        expect(previousInstant(timing, later)?.getTime()).toBeGreaterThanOrEqual(
          next.getTime() - 367 * DAY_MS,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('is the one before which the last slot was', () => {
    fc.assert(
      fc.property(timings, moment, (timing, after) => {
        const [first, second] = instants(timing, after, 2);
        if (!first || !second) throw new Error('no slot');
        expect(previousInstant(timing, second)).toEqual(first);
      }),
      { numRuns: 100 },
    );
  });

  // Troll's clocks jump two hours and the engine moves a slot by one (cases/cron.json says so).
  const hourly = fc.constantFrom(...ZONES.filter((zone) => zone !== 'Antarctica/Troll'));

  it('by cron is the one by frequency, wherever the hour is fixed', () => {
    fc.assert(
      fc.property(hourly, timeOfDay, moment, (zone, time, after) => {
        const [hour, minute] = time.split(':').map(Number);
        const cron = readTiming({ cron_expression: `${minute} ${hour} * * *`, timezone: zone });
        expect(nextInstant(cron, after)).toEqual(nextInstant(daily(time, zone), after));
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the zone of the process', () => {
    const timing = daily('02:30', 'America/New_York');
    const cron = readTiming({ cron_expression: '30 2 * * *', timezone: 'America/New_York' });
    const answers = ['UTC', 'Europe/Oslo', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'].map(
      (zone) => {
        // oxlint-disable-next-line no-process-env -- the zone of the process is what is tried
        process.env.TZ = zone;
        const after = new Date('2026-03-07T00:00:00Z');
        return [...instants(timing, after, 3), ...instants(cron, after, 3)].map(short).join();
      },
    );
    // oxlint-disable-next-line no-process-env
    delete process.env.TZ;
    expect(new Set(answers).size).toBe(1);
  });
});
