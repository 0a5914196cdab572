import { nextInstant, readTiming, ScheduleFault } from './index.js';
import { cronCases, frequencyCases, type CronCase } from './testing/cases.js';

const cron = cronCases();

const instant = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString());
const nextOfCron = ({ expr, tz, from }: Omit<CronCase, 'next'>): string | undefined =>
  nextInstant(readTiming({ cron_expression: expr, timezone: tz }), new Date(from))?.toISOString();

describe('the cases of shared/cases', () => {
  it.each(frequencyCases())(
    '$frequency $day_of_week/$day_of_month $time_of_day $timezone from $from',
    (given) => {
      const next = nextInstant(readTiming(given), new Date(given.from));
      expect(next?.toISOString() ?? null).toBe(instant(given.next));
    },
  );

  it.each(cron.must)('$expr in $tz from $from', (given) => {
    expect(nextOfCron(given)).toBe(instant(given.next));
  });

  it.each(cron.policy)("$expr in $tz from $from by the engine's own answer", (given) => {
    const next = nextOfCron(given);
    expect(next).toBe(instant(given.engines.cron_parser));
    expect(given.accept.map(instant)).toContain(next);
  });

  it('refuses every invalid expression, all of them in less than a tenth of a second', () => {
    const started = process.cpuUsage();
    for (const { expr } of cron.invalid) {
      expect(() => readTiming({ cron_expression: expr, timezone: 'UTC' })).toThrow(ScheduleFault);
    }
    // Microseconds of work, as a busy machine has a slow clock.
    expect(process.cpuUsage(started).user).toBeLessThan(100_000);
  });
});
