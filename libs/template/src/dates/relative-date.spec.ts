import { isRelativeDate, isTimeZone, resolveDate, resolveInstant } from './relative-date.js';

/** A Tuesday; already the 1st of July in Bangkok, still the 30th of June in Oslo. */
const instant = '2026-06-30T18:30:00Z';
const bangkok = { instant, timezone: 'Asia/Bangkok' };
const oslo = { instant, timezone: 'Europe/Oslo' };

describe('relative dates', () => {
  it.each([
    ['today', '2026-07-01', '2026-06-30'],
    ['yesterday', '2026-06-30', '2026-06-29'],
    ['tomorrow', '2026-07-02', '2026-07-01'],
    ['now', '2026-07-01', '2026-06-30'],
    ['today-30d', '2026-06-01', '2026-05-31'],
    ['today+1m', '2026-08-01', '2026-07-30'],
    ['today+2w-1d', '2026-07-14', '2026-07-13'],
    ['start_of_week', '2026-06-29', '2026-06-29'],
    ['end_of_week', '2026-07-05', '2026-07-05'],
    ['start_of_month', '2026-07-01', '2026-06-01'],
    ['end_of_month', '2026-07-31', '2026-06-30'],
    ['start_of_month-1m', '2026-06-01', '2026-05-01'],
    ['end_of_month-1m', '2026-06-30', '2026-05-31'],
    ['start_of_month-1d', '2026-06-30', '2026-05-31'],
    ['start_of_quarter', '2026-07-01', '2026-04-01'],
    ['end_of_quarter', '2026-09-30', '2026-06-30'],
    ['end_of_quarter-1q', '2026-06-30', '2026-03-31'],
    ['start_of_year', '2026-01-01', '2026-01-01'],
    ['end_of_year-1y', '2025-12-31', '2025-12-31'],
  ])('%s is %s in Bangkok and %s in Oslo', (text, there, here) => {
    expect(resolveDate(text, bangkok)).toBe(there);
    expect(resolveDate(text, oslo)).toBe(here);
  });

  it('gives the last day of a month that is too short', () => {
    const clock = { instant: '2028-03-31T12:00:00Z', timezone: 'UTC' };
    expect(resolveDate('today-1m', clock)).toBe('2028-02-29');
    expect(resolveDate('end_of_month-1m', clock)).toBe('2028-02-29');
  });

  it('is an instant where a timestamp is wanted: the edges of the local day', () => {
    expect(resolveInstant('today', bangkok)).toBe('2026-06-30T17:00:00.000Z');
    expect(resolveInstant('end_of_month', oslo)).toBe('2026-06-30T21:59:59.999Z');
    expect(resolveInstant('now-2h', oslo)).toBe('2026-06-30T16:30:00.000Z');
  });

  it('starts a day whose midnight the clocks skipped', () => {
    const clock = { instant: '2026-09-06T15:00:00Z', timezone: 'America/Santiago' };
    expect(resolveInstant('today', clock)).toBe('2026-09-06T04:00:00.000Z');
  });

  it.each([
    '',
    'TODAY',
    'today -1d',
    'today-1',
    'today1d',
    'start_of_day',
    '2026-01-01',
    'today-1s',
    'today-999999d',
  ])('does not take %j for a relative date', (text) => {
    expect(isRelativeDate(text)).toBe(false);
    expect(() => resolveDate(text, oslo)).toThrow(RangeError);
  });

  it('refuses a zone nobody knows', () => {
    expect(isTimeZone('Europe/Oslo')).toBe(true);
    expect(isTimeZone('Europe/Atlantis')).toBe(false);
    expect(() => resolveDate('today', { instant, timezone: 'Europe/Atlantis' })).toThrow(RangeError);
  });
});
