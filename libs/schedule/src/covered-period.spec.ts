import { coveredPeriod, readTiming, type TimingFields } from './index.js';

const AUCKLAND = 'Pacific/Auckland';
const OSLO = 'Europe/Oslo';

function covered(fields: Partial<TimingFields>, slot: string): string | null {
  const timing = readTiming({ time_of_day: '06:00', timezone: OSLO, ...fields });
  const period = coveredPeriod(timing, new Date(slot));
  return period && `${period.start} to ${period.end}`;
}

describe('the period a run covers', () => {
  it.each<[string, Partial<TimingFields>, string, string]>([
    // packs/energy.md §3; 06:00 on 1 October in Auckland is still September in UTC.
    [
      'monthly on the 1st: the month before',
      { frequency: 'monthly', day_of_month: 1, timezone: AUCKLAND },
      '2026-09-30T17:00:00Z',
      '2026-09-01 to 2026-09-30',
    ],
    [
      'monthly on the 15th: since the last 15th',
      { frequency: 'monthly', day_of_month: 15 },
      '2026-03-15T05:00:00Z',
      '2026-02-15 to 2026-03-14',
    ],
    [
      'monthly on the 31st: from clamped to clamped',
      { frequency: 'monthly', day_of_month: 31 },
      '2026-02-28T05:00:00Z',
      '2026-01-31 to 2026-02-27',
    ],
    ['daily: the day before', { frequency: 'daily' }, '2026-03-29T04:00:00Z', '2026-03-28 to 2026-03-28'],
    [
      'weekly: the seven days before',
      { frequency: 'weekly', day_of_week: 1 },
      '2026-03-30T04:00:00Z',
      '2026-03-23 to 2026-03-29',
    ],
    [
      'quarterly: the quarter before',
      { frequency: 'quarterly', day_of_month: 1 },
      '2026-04-01T04:00:00Z',
      '2026-01-01 to 2026-03-31',
    ],
    [
      'annual: the year before',
      { frequency: 'annual', day_of_month: 1 },
      '2026-01-01T05:00:00Z',
      '2025-01-01 to 2025-12-31',
    ],
    [
      'cron on working days: on Monday the weekend too',
      { cron_expression: '0 6 * * 1-5', time_of_day: null },
      '2026-03-30T04:00:00Z',
      '2026-03-27 to 2026-03-29',
    ],
    [
      'cron several times a day: that day so far',
      { cron_expression: '0 */6 * * *', time_of_day: null },
      '2026-03-30T10:00:00Z',
      '2026-03-30 to 2026-03-30',
    ],
  ])('%s', (_what, fields, slot, period) => {
    expect(covered(fields, slot)).toBe(period);
  });

  it('of an instant that is no slot is that of the slot before it', () => {
    const monthly = { frequency: 'monthly', day_of_month: 1, timezone: AUCKLAND };
    expect(covered(monthly, '2026-10-05T03:00:00Z')).toBe('2026-09-01 to 2026-09-30');
  });

  it('joins the one before it without gap or overlap', () => {
    const days = (slot: string) => covered({ frequency: 'monthly', day_of_month: 30 }, slot);
    expect(days('2026-01-30T05:00:00Z')).toBe('2025-12-30 to 2026-01-29');
    expect(days('2026-02-28T05:00:00Z')).toBe('2026-01-30 to 2026-02-27');
    expect(days('2026-03-30T04:00:00Z')).toBe('2026-02-28 to 2026-03-29');
  });

  it('is none on demand', () => {
    expect(covered({ frequency: 'on_demand' }, '2026-03-30T04:00:00Z')).toBeNull();
  });
});
