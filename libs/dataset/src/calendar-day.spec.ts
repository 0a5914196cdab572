import { isDay } from './calendar-day.js';

describe('a day of the calendar', () => {
  it.each(['2026-06-30', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (text) =>
    expect(isDay(text)).toBe(true),
  );

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-06-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '26-06-30',
    '2026-6-3',
    '+002026-06-30',
    '2026-06-30T00:00',
    ' 2026-06-30',
    '2026-06-30\n',
    '',
  ])('%j is none', (text) => expect(isDay(text)).toBe(false));
});
