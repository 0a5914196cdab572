import { Temporal } from 'temporal-polyfill';

/** The moment a run is about and the zone in which its days begin. */
export interface Clock {
  /** UTC ISO-8601. */
  readonly instant: string;
  /** IANA zone. */
  readonly timezone: string;
}

type Unit = 'days' | 'weeks' | 'months' | 'quarters' | 'years' | 'hours';
interface Shift {
  readonly amount: number;
  readonly unit: Unit;
}

const EXPRESSION =
  /^(now|today|yesterday|tomorrow|(?:start|end)_of_(?:week|month|quarter|year))((?:[+-]\d{1,5}[hdwmqy])*)$/;
const SHIFT = /([+-]\d+)([hdwmqy])/g;
const UNITS: Readonly<Record<string, Unit>> = {
  h: 'hours',
  d: 'days',
  w: 'weeks',
  m: 'months',
  q: 'quarters',
  y: 'years',
};
/** Shifts that choose the period, so that `end_of_month-1m` is the end of last month and not its 28th. */
const CHOOSES_PERIOD: readonly Unit[] = ['months', 'quarters', 'years'];

/** Whether a text is a relative date: `today`, `now-2h`, `today+1m`, `start_of_month-1m`, `end_of_quarter` … */
export function isRelativeDate(text: string): boolean {
  return EXPRESSION.test(text);
}

/**
 * A relative date as the calendar date (`YYYY-MM-DD`) it means in the clock's zone. Weeks begin on Monday; a month that
 * is too short gives its last day. Throws `RangeError` for another text, an unknown zone or a date out of range.
 */
export function resolveDate(text: string, clock: Clock): string {
  return resolve(text, clock).moment.toPlainDate().toString();
}

/**
 * A relative date as an instant (UTC, `Z`): the start of its local day, the last millisecond of it for `end_of_…`,
 * the moment itself for `now`. Throws as `resolveDate` does.
 */
export function resolveInstant(text: string, clock: Clock): string {
  const { moment, anchor } = resolve(text, clock);
  if (anchor === 'now') return iso(moment);
  if (anchor.startsWith('end_'))
    return iso(moment.add({ days: 1 }).startOfDay().subtract({ milliseconds: 1 }));
  return iso(moment.startOfDay());
}

/** Whether the runtime knows the zone. */
export function isTimeZone(zone: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

function resolve(text: string, clock: Clock): { moment: Temporal.ZonedDateTime; anchor: string } {
  const [, anchor, tail = ''] = EXPRESSION.exec(text) ?? [];
  if (!anchor) throw new RangeError(`"${text}" is not a relative date such as today-30d or start_of_month`);
  const shifts = [...tail.matchAll(SHIFT)].map(([, amount, unit]): Shift => ({
    amount: Number(amount),
    unit: UNITS[unit ?? ''] ?? 'days',
  }));
  const now = Temporal.Instant.from(clock.instant).toZonedDateTimeISO(clock.timezone);
  const chosen = shifts.filter(({ unit }) => CHOOSES_PERIOD.includes(unit)).reduce(shift, now);
  const anchored = anchorOf(anchor, chosen);
  return {
    anchor,
    moment: shifts.filter(({ unit }) => !CHOOSES_PERIOD.includes(unit)).reduce(shift, anchored),
  };
}

function anchorOf(anchor: string, moment: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  const quarterMonth = moment.month - ((moment.month - 1) % 3);
  switch (anchor) {
    case 'yesterday':
      return moment.subtract({ days: 1 });
    case 'tomorrow':
      return moment.add({ days: 1 });
    case 'start_of_week':
      return moment.subtract({ days: moment.dayOfWeek - 1 });
    case 'end_of_week':
      return moment.add({ days: 7 - moment.dayOfWeek });
    case 'start_of_month':
      return moment.with({ day: 1 });
    case 'end_of_month':
      return moment.with({ day: moment.daysInMonth });
    case 'start_of_quarter':
      return moment.with({ month: quarterMonth, day: 1 });
    case 'end_of_quarter':
      return moment.with({ month: quarterMonth, day: 1 }).add({ months: 3 }).subtract({ days: 1 });
    case 'start_of_year':
      return moment.with({ month: 1, day: 1 });
    case 'end_of_year':
      return moment.with({ month: 12, day: 31 });
    default:
      return moment;
  }
}

function shift(moment: Temporal.ZonedDateTime, { amount, unit }: Shift): Temporal.ZonedDateTime {
  return unit === 'quarters' ? moment.add({ months: amount * 3 }) : moment.add({ [unit]: amount });
}

function iso(moment: Temporal.ZonedDateTime): string {
  return moment.toInstant().toString({ fractionalSecondDigits: 3 });
}
