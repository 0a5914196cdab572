import { comparedFilters } from './compared-period.js';

const period = (date_from: string, date_to: string) => ({ date_from, date_to });

describe('the period that a run is compared with', () => {
  it.each([
    ['a month', period('2026-07-01', '2026-07-31'), period('2026-06-01', '2026-06-30')],
    ['March with February', period('2026-03-01', '2026-03-31'), period('2026-02-01', '2026-02-28')],
    ['a quarter', period('2026-01-01', '2026-03-31'), period('2025-10-01', '2025-12-31')],
    ['a year', period('2024-01-01', '2024-12-31'), period('2023-01-01', '2023-12-31')],
    ['a week', period('2026-03-02', '2026-03-08'), period('2026-02-23', '2026-03-01')],
    ['a day', period('2026-03-01', '2026-03-01'), period('2026-02-28', '2026-02-28')],
    ['31 days that are no month', period('2026-07-02', '2026-08-01'), period('2026-06-01', '2026-07-01')],
  ])('before: %s', (_name, given, expected) => {
    expect(comparedFilters(given, 'previous')).toEqual(expected);
  });

  it.each([
    [period('2026-07-01', '2026-07-31'), period('2025-07-01', '2025-07-31')],
    [period('2024-02-01', '2024-02-29'), period('2023-02-01', '2023-02-28')],
    [period('2025-02-01', '2025-02-28'), period('2024-02-01', '2024-02-29')],
    [period('2026-03-02', '2026-03-08'), period('2025-03-02', '2025-03-08')],
  ])('a year before: %j', (given, expected) => {
    expect(comparedFilters(given, 'previous_year')).toEqual(expected);
  });

  it('leaves other filters as they are, and finds periods by any of their names', () => {
    const given = {
      category: ['Wine'],
      p_from: '2026-07-01',
      p_to: '2026-07-31',
      period_start: '2026-07-01',
      period_end: '2026-07-31',
    };
    expect(comparedFilters(given, 'previous')).toEqual({
      category: ['Wine'],
      p_from: '2026-06-01',
      p_to: '2026-06-30',
      period_start: '2026-06-01',
      period_end: '2026-06-30',
    });
    expect(comparedFilters({ day: { between: ['2026-07-01', '2026-07-31'] } }, 'previous')).toEqual({
      day: { between: ['2026-06-01', '2026-06-30'] },
    });
  });

  it('is a day a year before where there is but a day, and nothing before it', () => {
    expect(comparedFilters({ as_of: '2024-02-29' }, 'previous_year')).toEqual({ as_of: '2023-02-28' });
    expect(comparedFilters({ as_of: '2026-07-31' }, 'previous')).toBeNull();
    expect(
      comparedFilters({ category: 'Wine', date_from: null, date_to: '2026-07-31' }, 'previous'),
    ).toBeNull();
  });
});
