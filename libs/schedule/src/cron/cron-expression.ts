import { CronExpressionParser, type CronExpression } from 'cron-parser';
import { ScheduleFault } from '../schedule-fault.js';
import type { CronTiming } from '../timing.js';
import { CRON_FIELDS, readCronField, type FieldValues } from './cron-fields.js';

const MAX_LENGTH = 100;
const SECONDS_A_DAY = 86_400;
/** Days in the longest year's months. */
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** What the fields of an expression stand for; null = every value. */
interface CronValues {
  readonly seconds: FieldValues;
  readonly minutes: FieldValues;
  readonly hours: FieldValues;
  readonly days: FieldValues;
  readonly months: FieldValues;
  readonly weekdays: FieldValues;
}

/**
 * An expression with one blank between its fields. Throws `ScheduleFault` for everything that is not five or six
 * fields of our grammar, and for what can never fire: the engine alone takes the empty text as "every minute", fills
 * missing fields, picks values for `H` by chance and searches ten thousand steps for 31 February.
 */
export function requireCron(text: string): string {
  const expression = text.trim().replace(/\s+/g, ' ');
  const values = readCron(expression);
  if (!canFire(values)) throw fault('can never fire: no such day in these months');
  try {
    CronExpressionParser.parse(expression, { tz: 'UTC' });
  } catch (error) {
    throw fault('is not a cron expression', { cause: error });
  }
  return expression;
}

/** A parsed expression that goes on from `after`. */
export function cronFrom({ expression, timezone }: CronTiming, after: Date): CronExpression {
  return CronExpressionParser.parse(expression, { currentDate: after, tz: timezone });
}

/** Whether it fires in every hour of its days. */
export function isHourly(expression: string): boolean {
  return expression.split(' ').at(-4) === '*';
}

/**
 * The shortest time between two slots of a day and the next, in seconds of wall clock, or the first that is shorter
 * than `enough`: nobody needs to count on.
 */
export function shortestGap(expression: string, enough: number): number {
  const { seconds, minutes, hours } = readCron(expression);
  let shortest = SECONDS_A_DAY;
  let first: number | null = null;
  let last: number | null = null;
  for (const slot of timesOfDay(seconds, minutes, hours)) {
    first ??= slot;
    if (last !== null) shortest = Math.min(shortest, slot - last);
    if (shortest < enough) return shortest;
    last = slot;
  }
  return Math.min(shortest, SECONDS_A_DAY + (first ?? 0) - (last ?? 0));
}

function* timesOfDay(seconds: FieldValues, minutes: FieldValues, hours: FieldValues): Generator<number> {
  for (const hour of hours ?? range(24)) {
    for (const minute of minutes ?? range(60)) {
      for (const second of seconds ?? range(60)) yield (hour * 60 + minute) * 60 + second;
    }
  }
}

function readCron(expression: string): CronValues {
  if (expression.length > MAX_LENGTH) throw fault(`is longer than ${MAX_LENGTH} characters`);
  if (expression.startsWith('@')) {
    throw fault(`is a macro; write its fields out, such as "0 0 * * *" for @daily`);
  }
  const texts = expression === '' ? [] : expression.split(' ');
  if (texts.length !== 5 && texts.length !== 6) throw fault(`has ${texts.length} fields instead of 5 or 6`);
  const [seconds, minutes, hours, days, months, weekdays] = texts.length === 5 ? ['0', ...texts] : texts;
  const [second, minute, hour, day, month, weekday] = CRON_FIELDS;
  return {
    seconds: readCronField(second, seconds ?? ''),
    minutes: readCronField(minute, minutes ?? ''),
    hours: readCronField(hour, hours ?? ''),
    days: readCronField(day, days ?? ''),
    months: readCronField(month, months ?? ''),
    weekdays: readCronField(weekday, weekdays ?? ''),
  };
}

/** A day of the week comes in every month, and so does the last day (`L`, a field without values). */
function canFire({ days, months, weekdays }: CronValues): boolean {
  if (days === null || days.length === 0 || weekdays !== null) return true;
  return (months ?? range(12, 1)).some((month) => days.some((day) => day <= (LONGEST[month - 1] ?? 0)));
}

function range(count: number, from = 0): number[] {
  return Array.from({ length: count }, (_, n) => n + from);
}

function fault(detail: string, options?: ErrorOptions): ScheduleFault {
  return new ScheduleFault('/cron_expression', detail, options);
}
