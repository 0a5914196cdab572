import {
  describeTiming,
  isZone,
  readTiming,
  requireSpacing,
  ScheduleFault,
  type TimingFields,
} from './index.js';

const UTC = { timezone: 'UTC' };

function faultOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof ScheduleFault) return `${error.pointer} ${error.detail}`;
    throw error;
  }
}

describe('the times of a schedule', () => {
  it.each<[string, Partial<TimingFields>, string]>([
    ['neither cron nor frequency', {}, '/frequency'],
    ['both', { cron_expression: '0 6 * * *', frequency: 'daily' }, '/frequency'],
    ['a frequency nobody knows', { frequency: 'hourly' }, '/frequency'],
    ['weekly without a day', { frequency: 'weekly' }, '/day_of_week'],
    ['weekly on an eighth day', { frequency: 'weekly', day_of_week: 7 }, '/day_of_week'],
    ['weekly on half a day', { frequency: 'weekly', day_of_week: 1.5 }, '/day_of_week'],
    ['monthly without a day', { frequency: 'monthly' }, '/day_of_month'],
    ['monthly on a 0th', { frequency: 'monthly', day_of_month: 0 }, '/day_of_month'],
    ['annual in a 13th month', { frequency: 'annual', day_of_month: 1, month: 13 }, '/month'],
    ['24:00', { frequency: 'daily', time_of_day: '24:00' }, '/time_of_day'],
    ['6 o’clock', { frequency: 'daily', time_of_day: '6:00' }, '/time_of_day'],
    ['an unknown zone', { frequency: 'daily', timezone: 'Mars/Base' }, '/timezone'],
  ])('are refused: %s', (_what, fields, pointer) => {
    expect(faultOf(() => readTiming({ ...UTC, ...fields }))).toMatch(new RegExp(`^${pointer} `));
  });

  it('leave out what the frequency does not use, and have the time of the source', () => {
    expect(readTiming({ ...UTC, frequency: 'daily', day_of_week: 3, day_of_month: 5, month: 7 })).toEqual({
      kind: 'frequency',
      frequency: 'daily',
      day_of_week: null,
      day_of_month: null,
      month: null,
      time_of_day: '06:00',
      timezone: 'UTC',
    });
  });

  it.each([
    ['Europe/Oslo', true],
    ['America/Argentina/Buenos_Aires', true],
    ['America/Port-au-Prince', true],
    ['Etc/GMT+5', true],
    ['UTC', true],
    ['EST', false],
    ['EST5EDT', false],
    ['+02:00', false],
    ['europe/oslo', false],
    ['Europe/Atlantis', false],
    ['', false],
  ])('%p is a zone: %p', (name, expected) => {
    expect(isZone(name)).toBe(expected);
  });
});

describe('a cron expression', () => {
  it.each([
    '',
    '   ',
    '@daily',
    '@reboot',
    '* * * *',
    '* * * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * 32 * *',
    '* * * 13 *',
    '* * * * 8',
    '*/0 * * * *',
    '*/100 * * * *',
    '1,,2 * * * *',
    '5-1 * * * *',
    'H * * * *',
    '? * * * *',
    '* * * JANUARY *',
    '1e1 * * * *',
    '+1 * * * *',
    '0 0 1W * *',
    '0 0 30 2 *',
    '0 0 30,31 2 *',
    '0 0 31 2,4,6,9,11 *',
    `${'0,'.repeat(60)}0 * * * *`,
    '\u0660 * * * *',
  ])('%j is refused, quickly', (cron_expression) => {
    const started = process.cpuUsage();
    expect(faultOf(() => readTiming({ ...UTC, cron_expression }))).toMatch(/^\/cron_expression /);
    // Microseconds of work, as a busy machine has a slow clock.
    expect(process.cpuUsage(started).user).toBeLessThan(50_000);
  });

  it.each([
    '0 0 29 2 *',
    '0 0 31 2 1',
    '0 0 L * *',
    '0 0 * * 5L',
    '0 0 ? * MON#2',
    '0 0 ? * ?',
    '5/10 * * * *',
  ])('%j is taken', (cron_expression) => {
    expect(faultOf(() => readTiming({ ...UTC, cron_expression }))).toBeNull();
  });

  it.each([
    ['* * * * *', 60, null],
    ['*/30 * * * * *', 60, '30 s'],
    ['0,45 * * * * *', 60, '45 s'],
    ['*/15 * * * *', 3600, '900 s'],
    ['0 * * * *', 3600, null],
    // 23:59 to 00:00 of the next day.
    ['59,0 23,0 * * *', 120, '60 s'],
  ])('%j with at least %p s between its slots', (cron_expression, seconds, gap) => {
    const fault = faultOf(() => requireSpacing(readTiming({ ...UTC, cron_expression }), seconds));
    if (gap === null) expect(fault).toBeNull();
    else expect(fault).toContain(`${gap} apart`);
  });
});

describe('times in words', () => {
  const weekly = { frequency: 'weekly', day_of_week: 1, timezone: 'Europe/Oslo' };
  it.each<[Partial<TimingFields>, string, string]>([
    [weekly, 'en', 'Every Monday at 06:00 (Europe/Oslo)'],
    [weekly, 'nb-NO', 'Hver mandag kl. 06:00 (Europe/Oslo)'],
    [weekly, 'fr', 'Every Monday at 06:00 (Europe/Oslo)'],
    [
      { frequency: 'monthly', day_of_month: 31 },
      'en',
      'Every month on day 31 (or the last day) at 06:00 (UTC)',
    ],
    [
      { frequency: 'quarterly', day_of_month: 1, month: 2 },
      'en',
      'Every quarter (Feb, May, Aug, Nov) on day 1 at 06:00 (UTC)',
    ],
    [{ frequency: 'annual', day_of_month: 1 }, 'nb', 'Hvert år i januar den 1. kl. 06:00 (UTC)'],
    [{ frequency: 'on_demand' }, 'en', 'On demand'],
    [{ cron_expression: '0 6 * * 1-5' }, 'en', 'At 06:00, Monday through Friday (UTC)'],
    [{ cron_expression: '0 6 * * 1' }, 'nb', 'Kl.06:00, på mandag (UTC)'],
  ])('%j in %s', (fields, locale, words) => {
    expect(describeTiming(readTiming({ ...UTC, ...fields }), locale)).toBe(words);
  });
});
