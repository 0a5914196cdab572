import { requireCron } from './cron/cron-expression.js';
import { ScheduleFault } from './schedule-fault.js';
import {
  FREQUENCIES,
  type Frequency,
  type FrequencyTiming,
  type ScheduleTiming,
  type TimingFields,
} from './timing.js';
import { isZone } from './zones.js';

/** When nobody says a time of day (the source's own default). */
const DEFAULT_TIME = '06:00';
const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const BY_DAY_OF_MONTH: readonly Frequency[] = ['monthly', 'quarterly', 'annual'];

/**
 * Checks what was written about the times of a schedule. Throws `ScheduleFault` for anything that could not fire as
 * written: both or none of cron and frequency, a missing or impossible day, a time such as 24:00, a zone that is not
 * IANA's, a cron expression that is nonsense or never fires. A field that the frequency does not use is left out.
 */
export function readTiming(fields: TimingFields): ScheduleTiming {
  const { cron_expression: expression, frequency, timezone } = fields;
  if (!isZone(timezone)) throw new ScheduleFault('/timezone', 'is not the name of a zone (IANA)');
  if (expression !== undefined && expression !== null) {
    if (frequency) throw new ScheduleFault('/frequency', 'cannot stand beside cron_expression: give one');
    return { kind: 'cron', expression: requireCron(expression), timezone };
  }
  if (!frequency) throw new ScheduleFault('/frequency', 'or cron_expression is required');
  if (!isFrequency(frequency))
    throw new ScheduleFault('/frequency', `must be one of ${FREQUENCIES.join(', ')}`);
  return readFrequency(frequency, fields);
}

function readFrequency(frequency: Frequency, fields: TimingFields): FrequencyTiming {
  const time_of_day = fields.time_of_day ?? DEFAULT_TIME;
  if (!TIME_OF_DAY.test(time_of_day)) {
    throw new ScheduleFault('/time_of_day', 'must be HH:MM between 00:00 and 23:59');
  }
  const day_of_week = within('/day_of_week', fields.day_of_week, 0, 6);
  const day_of_month = within('/day_of_month', fields.day_of_month, 1, 31);
  const month = within('/month', fields.month, 1, 12);
  const isByMonth = BY_DAY_OF_MONTH.includes(frequency);
  if (frequency === 'weekly' && day_of_week === null) {
    throw new ScheduleFault('/day_of_week', 'is required for weekly schedules');
  }
  if (isByMonth && day_of_month === null) {
    throw new ScheduleFault('/day_of_month', `is required for ${frequency} schedules`);
  }
  return {
    kind: 'frequency',
    frequency,
    day_of_week: frequency === 'weekly' ? day_of_week : null,
    day_of_month: isByMonth ? day_of_month : null,
    month: isByMonth && frequency !== 'monthly' ? month : null,
    time_of_day,
    timezone: fields.timezone,
  };
}

function within(pointer: string, value: number | null | undefined, low: number, high: number): number | null {
  if (value === null || value === undefined) return null;
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw new ScheduleFault(pointer, `must be a whole number from ${low} to ${high}`);
}

function isFrequency(text: string): text is Frequency {
  return (FREQUENCIES as readonly string[]).includes(text);
}
