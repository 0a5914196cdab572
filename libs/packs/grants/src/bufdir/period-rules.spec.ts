import { isChronological, periodHasEnded, spanInDays } from './period-rules.js';

const span = (start: string, end: string) => ({ start, end });

describe('the rules of a period', () => {
  it('BU-V-3: the end is after the start; the same day is not', () => {
    expect(isChronological(span('2025-01-01', '2025-01-02'))).toBe(true);
    expect(isChronological(span('2025-01-01', '2025-01-01'))).toBe(false);
    expect(isChronological(span('2025-01-02', '2025-01-01'))).toBe(false);
    expect(isChronological(span('2024-12-31', '2025-01-01'))).toBe(true);
  });

  it.each([
    ['2025-12-31', 'Europe/Oslo', '2025-12-31T22:59:59Z', false],
    ['2025-12-31', 'Europe/Oslo', '2025-12-31T22:59:59.999Z', false],
    ['2025-12-31', 'Europe/Oslo', '2025-12-31T23:00:00Z', true],
    ['2025-06-30', 'Europe/Oslo', '2025-06-30T21:59:59Z', false],
    ['2025-06-30', 'Europe/Oslo', '2025-06-30T22:00:00Z', true],
    ['2025-12-31', 'UTC', '2025-12-31T23:59:59Z', false],
    ['2025-12-31', 'UTC', '2026-01-01T00:00:00Z', true],
    // Chile's clocks skip the midnight after the 6th of September 2025: the 7th begins at one o'clock, 04:00 UTC.
    ['2025-09-06', 'America/Santiago', '2025-09-07T03:59:59Z', false],
    ['2025-09-06', 'America/Santiago', '2025-09-07T04:00:00Z', true],
  ])('BU-V-4: a period to %s in %s at %s has ended: %s', (end, timezone, now, expected) => {
    expect(periodHasEnded(end, timezone, new Date(now))).toBe(expected);
  });

  it.each([
    ['2025-02-01', '2025-02-27', 27],
    ['2025-02-01', '2025-02-28', 28],
    ['2025-02-01', '2025-03-01', 29],
    ['2024-02-01', '2024-02-29', 29],
    ['2025-01-01', '2025-12-31', 365],
    // The day that loses an hour is a day.
    ['2025-03-30', '2025-03-30', 1],
    ['2025-03-03', '2025-03-30', 28],
  ])('BU-V-5: %s to %s spans %s days, both included', (start, end, days) => {
    expect(spanInDays(span(start, end))).toBe(days);
  });
});
