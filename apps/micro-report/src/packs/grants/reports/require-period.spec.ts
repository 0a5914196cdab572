import { requirePeriod } from './require-period.js';

const RULES = { timezone: 'Europe/Oslo', now: new Date('2026-06-01T00:00:00Z'), minDays: 28 };
const of =
  (start: string, end: string, minDays = RULES.minDays) =>
  () =>
    requirePeriod({ start, end }, { ...RULES, minDays });
const refusal = (code: string, facts = {}) => expect.objectContaining({ code, status: 422, facts }) as Error;

describe('the period of a report', () => {
  it('BU-V-5: has as many days as are configured', () => {
    expect(of('2025-02-01', '2025-02-28')).not.toThrow();
    expect(of('2025-02-01', '2025-02-28', 29)).toThrow(
      refusal('period-too-short', { days: 28, minimum_days: 29 }),
    );
    expect(of('2025-02-01', '2025-02-02', 1)).not.toThrow();
  });

  it('BU-V-4: has ended in the zone of the organization', () => {
    expect(of('2026-01-01', '2026-05-31')).not.toThrow();
    expect(of('2026-01-01', '2026-06-01')).toThrow(
      refusal('period-not-ended', { end: '2026-06-01', timezone: 'Europe/Oslo' }),
    );
  });

  it('BU-V-3: is refused for its order before all else', () => {
    expect(of('2999-02-01', '2999-01-01')).toThrow(refusal('period-not-chronological'));
  });
});
