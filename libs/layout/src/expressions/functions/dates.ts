import type { DateValue, Value } from '../contract.js';
import { calendarNames } from '../../format/calendar-names.js';
import {
  addMonths,
  type DateParts,
  datePartsOf,
  dateValueOf,
  dayOfWeek,
  dayOfYear,
  daysInMonth,
  MICROS_PER_DAY,
  MICROS_PER_SECOND,
  readDate,
  WEEKDAYS,
} from '../dates.js';
import { ExactDecimal } from '../exact-decimal.js';
import { daysBetween, plusDays } from '../operators.js';
import { dateOf, integerOf, numberOf } from '../values.js';
import { type Call, type ExpressionFunction, functionTable } from './contract.js';

type Implementation = ExpressionFunction['call'];

const OUTSIDE = 'The date lies outside the years 1 to 9999.';

function partsOf(value: Value | undefined, call: Call): DateParts | null {
  const date = dateOf(value ?? null, call);
  return date && (readDate(date.iso) ?? call.fail('This is no date.'));
}

function valueOf(parts: DateParts | null, call: Call): DateValue {
  return parts ? dateValueOf(parts) : call.fail(OUTSIDE);
}

/** A figure of a date; of null it is null. */
function figure(read: (parts: DateParts) => number): Implementation {
  return ([value], call) => {
    const parts = partsOf(value, call);
    return parts && new ExactDecimal(read(parts));
  };
}

/** Moves a date by a number of units, which may have a fraction. */
function moved(unit_micros: number): Implementation {
  return ([value, count], call) => {
    const date = dateOf(value ?? null, call);
    const days = ExactDecimal.mul(numberOf(count ?? null, call), unit_micros).div(MICROS_PER_DAY);
    return date && plusDays(date, days, call);
  };
}

function movedByMonths(months: number): Implementation {
  return ([value, count], call) => {
    const parts = partsOf(value, call);
    const by = integerOf(count ?? null, call) * months;
    return parts && valueOf(Math.abs(by) < 200_000 ? addMonths(parts, by) : null, call);
  };
}

/** Week of ISO 8601: the one with the year's first Thursday is the first. */
function isoWeek(parts: DateParts): number {
  const thursday = datePartsOf(parts.day_number + 3 - ((dayOfWeek(parts) + 6) % 7), 0, false);
  return thursday ? Math.floor((dayOfYear(thursday) - 1) / 7) + 1 : 1;
}

const dateSerial: Implementation = (args, call) => {
  const [year = 1, month = 1, day = 1, ...time] = args.map((arg) => integerOf(arg, call));
  const iso = dateText([year, month, day]);
  const clock = time.length > 0 ? ` ${clockText(time)}` : '';
  const parts = readDate(iso + clock);
  return parts ? dateValueOf(parts) : call.fail('There is no such date.');
};
const dateText = ([year, month, day]: readonly [number, number, number]): string =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
const clockText = ([hour = 0, minute = 0, second = 0]: readonly number[]): string =>
  [hour, minute, second].map((one) => String(one).padStart(2, '0')).join(':');

const monthName: Implementation = ([month], call) =>
  calendarNames(call.scope.locale).months[integerOf(month ?? null, call) - 1] ??
  call.fail('There is no such month.');

const monthLength: Implementation = ([year, month], call) => {
  const [y, m] = [integerOf(year ?? null, call), integerOf(month ?? null, call)];
  const exists = y >= 1 && y <= 9999 && m >= 1 && m <= 12;
  return exists ? new ExactDecimal(daysInMonth(y, m)) : call.fail('There is no such month.');
};

const date: Implementation = ([value], call) => {
  const parts = partsOf(value, call);
  return parts && dateValueOf({ ...parts, micros: 0, has_time: false });
};

/** A span of time is a number of days. */
function span(per_day: number, isWhole: boolean, within: number | null): Implementation {
  return ([value], call) => {
    if (value === null || value === undefined) return null;
    const total = ExactDecimal.mul(numberOf(value, call), per_day);
    const cut = isWhole ? total.trunc() : total;
    return within === null ? cut : cut.mod(within);
  };
}

/** So many units as days. */
function daysOf(per_day: number): Implementation {
  return ([count], call) => ExactDecimal.div(numberOf(count ?? null, call), per_day);
}

const seconds = (parts: DateParts): number => Math.floor(parts.micros / MICROS_PER_SECOND);
const HOUR = 3600 * MICROS_PER_SECOND;

const year = figure((parts) => parts.year);
const month = figure((parts) => parts.month);
const day = figure((parts) => parts.day);
const hour = figure((parts) => Math.floor(parts.micros / HOUR));
const minute = figure((parts) => Math.floor(seconds(parts) / 60) % 60);
const second = figure((parts) => seconds(parts) % 60);
const yearDay = figure(dayOfYear);

type Entry = readonly [string, number, number, Implementation];

/** Functions of FastReport that are methods of C#'s dates too. */
const MOVES: readonly Entry[] = [
  ['AddDays', 2, 2, moved(MICROS_PER_DAY)],
  ['AddHours', 2, 2, moved(HOUR)],
  ['AddMinutes', 2, 2, moved(60 * MICROS_PER_SECOND)],
  ['AddMonths', 2, 2, movedByMonths(1)],
  ['AddSeconds', 2, 2, moved(MICROS_PER_SECOND)],
  ['AddYears', 2, 2, movedByMonths(12)],
];

export const DATE_FUNCTIONS = functionTable([
  ...MOVES,
  [
    'DateDiff',
    2,
    2,
    ([later, earlier], call) => {
      const [to, from] = [dateOf(later ?? null, call), dateOf(earlier ?? null, call)];
      return to && from && daysBetween(from, to, call);
    },
  ],
  ['DateSerial', 3, 3, dateSerial],
  ['DateTime', 3, 6, dateSerial],
  ['Day', 1, 1, day],
  [
    'DayOfWeek',
    1,
    1,
    ([value], call) => {
      const parts = partsOf(value, call);
      return parts && calendarNames(call.scope.locale).days[dayOfWeek(parts)]!;
    },
  ],
  ['DayOfYear', 1, 1, yearDay],
  ['DaysInMonth', 2, 2, monthLength],
  ['DateTime.DaysInMonth', 2, 2, monthLength],
  ['DateTime.IsLeapYear', 1, 1, ([value], call) => daysInMonth(integerOf(value ?? null, call), 2) === 29],
  ['Hour', 1, 1, hour],
  ['Minute', 1, 1, minute],
  ['Month', 1, 1, month],
  ['MonthName', 1, 1, monthName],
  ['Second', 1, 1, second],
  ['TimeSpan.FromDays', 1, 1, daysOf(1)],
  ['TimeSpan.FromHours', 1, 1, daysOf(24)],
  ['TimeSpan.FromMinutes', 1, 1, daysOf(24 * 60)],
  ['TimeSpan.FromSeconds', 1, 1, daysOf(86_400)],
  ['WeekOfYear', 1, 1, figure(isoWeek)],
  ['Year', 1, 1, year],
]);

/** What stands behind the dot of a date, or of the days between two dates. */
export const DATE_MEMBERS = functionTable([
  ...MOVES,
  ['AddMilliseconds', 2, 2, moved(1000)],
  ['Date', 1, 1, date],
  ['Day', 1, 1, day],
  [
    'DayOfWeek',
    1,
    1,
    ([value], call) => {
      const parts = partsOf(value, call);
      return parts && WEEKDAYS[dayOfWeek(parts)]!;
    },
  ],
  ['DayOfYear', 1, 1, yearDay],
  ['Hour', 1, 1, hour],
  ['Millisecond', 1, 1, figure((parts) => Math.floor((parts.micros % MICROS_PER_SECOND) / 1000))],
  ['Minute', 1, 1, minute],
  ['Month', 1, 1, month],
  ['Second', 1, 1, second],
  [
    'Subtract',
    2,
    2,
    ([from, what], call) => {
      const [later, earlier] = [dateOf(from ?? null, call), dateOf(what ?? null, call)];
      return later && earlier && daysBetween(earlier, later, call);
    },
  ],
  ['Year', 1, 1, year],
  ['Days', 1, 1, span(1, true, null)],
  ['Hours', 1, 1, span(24, true, 24)],
  ['Minutes', 1, 1, span(24 * 60, true, 60)],
  ['Seconds', 1, 1, span(86_400, true, 60)],
  ['TotalDays', 1, 1, span(1, false, null)],
  ['TotalHours', 1, 1, span(24, false, null)],
  ['TotalMinutes', 1, 1, span(24 * 60, false, null)],
  ['TotalSeconds', 1, 1, span(86_400, false, null)],
]);

export const DATE_CONSTANTS = functionTable([
  ['DateTime.Now', 0, 0, (_, call) => call.scope.now],
  ['DateTime.UtcNow', 0, 0, (_, call) => call.scope.now],
  ['DateTime.Today', 0, 0, (_, call) => date([call.scope.now], call)],
  ['DateTime.MinValue', 0, 0, () => ({ iso: '0001-01-01', has_time: false })],
  ['DateTime.MaxValue', 0, 0, () => ({ iso: '9999-12-31', has_time: false })],
  ...WEEKDAYS.map((name): Entry => [`DayOfWeek.${name}`, 0, 0, () => name]),
]);
