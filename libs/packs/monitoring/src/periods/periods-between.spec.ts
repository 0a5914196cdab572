import { moveDay } from './calendar.js';
import { PERIOD_KINDS, periodsBetween, type WantedPeriods } from './periods-between.js';

const PROJECT = { from: '2026-02-15', to: '2026-12-31' };

function planned(wanted: WantedPeriods): readonly string[] {
  return [...periodsBetween(wanted)].map(
    ({ label, start_date, end_date }) => `${label}: ${start_date}…${end_date}`,
  );
}

describe('periods of a project', () => {
  it('are clipped to its days, and keep those of the calendar', () => {
    const quarters = [...periodsBetween({ kind: 'quarter', ...PROJECT })];
    expect(quarters.map(({ label, start_date, end_date }) => [label, start_date, end_date])).toEqual([
      ['Q1 2026', '2026-02-15', '2026-03-31'],
      ['Q2 2026', '2026-04-01', '2026-06-30'],
      ['Q3 2026', '2026-07-01', '2026-09-30'],
      ['Q4 2026', '2026-10-01', '2026-12-31'],
    ]);
    expect(quarters[0]).toMatchObject({ calendar_start: '2026-01-01', calendar_end: '2026-03-31' });
    const [short] = periodsBetween({ kind: 'year', from: '2026-03-01', to: '2026-05-31' });
    expect(short).toMatchObject({
      start_date: '2026-03-01',
      end_date: '2026-05-31',
      calendar_start: '2026-01-01',
      calendar_end: '2026-12-31',
    });
  });

  it.each([
    [
      'quarter',
      7,
      [
        'Q3 2025/26: 2026-02-15…2026-03-31',
        'Q4 2025/26: 2026-04-01…2026-06-30',
        'Q1 2026/27: 2026-07-01…2026-09-30',
        'Q2 2026/27: 2026-10-01…2026-12-31',
      ],
    ],
    [
      'quarter',
      2,
      [
        'Q1 2026/27: 2026-02-15…2026-04-30',
        'Q2 2026/27: 2026-05-01…2026-07-31',
        'Q3 2026/27: 2026-08-01…2026-10-31',
        'Q4 2026/27: 2026-11-01…2026-12-31',
      ],
    ],
    ['half_year', 1, ['H1 2026: 2026-02-15…2026-06-30', 'H2 2026: 2026-07-01…2026-12-31']],
    [
      'half_year',
      4,
      [
        'H2 2025/26: 2026-02-15…2026-03-31',
        'H1 2026/27: 2026-04-01…2026-09-30',
        'H2 2026/27: 2026-10-01…2026-12-31',
      ],
    ],
    ['year', 1, ['2026: 2026-02-15…2026-12-31']],
    ['year', 10, ['2025/26: 2026-02-15…2026-09-30', '2026/27: 2026-10-01…2026-12-31']],
  ] as const)('of a %s in years that begin in month %i', (kind, fiscal_start_month, expected) => {
    expect(planned({ kind, fiscal_start_month, ...PROJECT })).toEqual(expected);
  });

  it('names fiscal years across a century', () => {
    expect(planned({ kind: 'year', fiscal_start_month: 7, from: '2099-08-01', to: '2099-08-02' })).toEqual([
      '2099/00: 2099-08-01…2099-08-02',
    ]);
  });

  it('are months of the calendar, whatever year they are of', () => {
    const months = planned({ kind: 'month', fiscal_start_month: 7, from: '2027-12-31', to: '2028-03-01' });
    expect(months).toEqual([
      '2027-12: 2027-12-31…2027-12-31',
      '2028-01: 2028-01-01…2028-01-31',
      '2028-02: 2028-02-01…2028-02-29',
      '2028-03: 2028-03-01…2028-03-01',
    ]);
  });

  it('are weeks of ISO 8601, with its years', () => {
    expect(planned({ kind: 'week', from: '2026-12-27', to: '2027-01-11' })).toEqual([
      '2026-W52: 2026-12-27…2026-12-27',
      '2026-W53: 2026-12-28…2027-01-03',
      '2027-W01: 2027-01-04…2027-01-10',
      '2027-W02: 2027-01-11…2027-01-11',
    ]);
  });

  it('are of any length, by their days', () => {
    const periods = [...periodsBetween({ kind: 'custom', days: 30, from: '2026-02-15', to: '2026-04-01' })];
    expect(periods).toEqual([
      {
        label: '2026-02-15 – 2026-03-16',
        kind: 'custom',
        start_date: '2026-02-15',
        end_date: '2026-03-16',
        calendar_start: null,
        calendar_end: null,
      },
      expect.objectContaining({ label: '2026-03-17 – 2026-04-01' }),
    ]);
  });

  it.each(PERIOD_KINDS)('cover every day once: %s', (kind) => {
    for (const from of ['2024-02-29', '2025-12-31', '2026-06-15']) {
      for (const fiscal_start_month of [1, 2, 7, 12]) {
        let day = from;
        for (const { start_date, end_date, calendar_start, calendar_end } of periodsBetween({
          kind,
          from,
          to: '2028-03-01',
          fiscal_start_month,
          days: 17,
        })) {
          expect(start_date).toBe(day);
          expect(end_date >= start_date).toBe(true);
          expect((calendar_start ?? start_date) <= start_date && (calendar_end ?? end_date) >= end_date).toBe(
            true,
          );
          day = moveDay(end_date, 1);
        }
        expect(day).toBe('2028-03-02');
      }
    }
  });
});
