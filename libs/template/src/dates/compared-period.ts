import type { Json } from '@galley/dataset';
import { Temporal } from 'temporal-polyfill';

/** The period before, of the same length; or the same period a year before. */
export type ComparedPeriod = 'previous' | 'previous_year';

type Values = Readonly<Record<string, Json>>;

interface Period {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

/** Names of the two ends of a period: `date_from`, `date_to`; `start_date`, `end_date`; `period_start`, `period_end` … */
const ENDS = [
  ['from', 'to'],
  ['start', 'end'],
] as const;

/**
 * The filters of a run, moved to the period it is compared with. A period is a pair of ISO dates (`…from`/`…to`,
 * `…start`/`…end`) or a list of two under `between`. Whole calendar months go back by months (July compares with June,
 * a quarter with the quarter before), other periods by their length in days. A single day (`as_of`) has no length: it
 * moves by a year, and cannot be asked for `previous`. Null where there is no period.
 */
export function comparedFilters(filters: Values, compared: ComparedPeriod): Values | null {
  const moved: Record<string, Json> = {};
  for (const [name, value] of Object.entries(filters)) {
    const partner = endOf(name, filters);
    if (partner) Object.assign(moved, movedPair(name, partner, filters, compared));
    else {
      const between = movedBetween(value, compared);
      if (between) moved[name] = between;
    }
  }
  if (Object.keys(moved).length === 0 && compared === 'previous_year')
    Object.assign(moved, movedDays(filters));
  return Object.keys(moved).length > 0 ? { ...filters, ...moved } : null;
}

/** The name of the other end, where this name begins a period and both ends are dates. */
function endOf(name: string, filters: Values): string | null {
  for (const [start, end] of ENDS) {
    const parts = name.split('_');
    const at = parts.indexOf(start);
    if (at < 0) continue;
    const partner = parts.with(at, end).join('_');
    if (dateOf(filters[name]) && dateOf(filters[partner])) return partner;
  }
  return null;
}

function movedPair(from: string, to: string, filters: Values, compared: ComparedPeriod): Values {
  const first = dateOf(filters[from]);
  const last = dateOf(filters[to]);
  if (!first || !last) return {};
  const period = movedPeriod({ from: first, to: last }, compared);
  return { [from]: period.from.toString(), [to]: period.to.toString() };
}

function movedBetween(value: Json, compared: ComparedPeriod): Json | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { between, ...others } = value as Values;
  if (!Array.isArray(between) || between.length !== 2) return null;
  const [first, last] = (between as readonly Json[]).map(dateOf);
  if (!first || !last) return null;
  const period = movedPeriod({ from: first, to: last }, compared);
  return { ...others, between: [period.from.toString(), period.to.toString()] };
}

function movedDays(filters: Values): Values {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([name, value]) => {
      const day = dateOf(value);
      return day ? [[name, back(day, { years: 1 }, isMonthEnd(day)).toString()]] : [];
    }),
  );
}

function movedPeriod({ from, to }: Period, compared: ComparedPeriod): Period {
  const endsMonth = isMonthEnd(to);
  if (compared === 'previous_year') {
    return { from: back(from, { years: 1 }, false), to: back(to, { years: 1 }, endsMonth) };
  }
  if (from.day === 1 && endsMonth) {
    const months = (to.year - from.year) * 12 + to.month - from.month + 1;
    return { from: from.subtract({ months }), to: back(to, { months }, true) };
  }
  const days = from.until(to, { largestUnit: 'day' }).days + 1;
  return { from: from.subtract({ days }), to: to.subtract({ days }) };
}

/** A month's end stays a month's end. */
function back(day: Temporal.PlainDate, by: Temporal.DurationLike, toMonthEnd: boolean): Temporal.PlainDate {
  const moved = day.subtract(by);
  return toMonthEnd ? moved.with({ day: moved.daysInMonth }) : moved;
}

function isMonthEnd(day: Temporal.PlainDate): boolean {
  return day.day === day.daysInMonth;
}

function dateOf(value: Json | undefined): Temporal.PlainDate | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  try {
    return Temporal.PlainDate.from(value);
  } catch {
    return null;
  }
}
