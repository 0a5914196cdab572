import { calendarMonths, dayOfMonth, isoWeek, moveDay, type MonthlyKind } from './calendar.js';

export const PERIOD_KINDS = ['week', 'month', 'quarter', 'half_year', 'year', 'custom'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** Periods that are wanted, one after the other. Days are ISO texts, both included. */
export interface WantedPeriods {
  readonly kind: PeriodKind;
  readonly from: string;
  readonly to: string;
  /** Month (1 to 12) in which the years begin that quarters, half years and years are of; 1 when absent. */
  readonly fiscal_start_month?: number;
  /** Length of one, where the kind is `custom`. */
  readonly days?: number;
}

export interface PlannedPeriod {
  /** `2026-W07`, `2026-02`, `Q1 2026`, `Q1 2026/27`, `H1 2026`, `2026`, `2026-02-15 – 2026-02-28`. */
  readonly label: string;
  readonly kind: PeriodKind;
  readonly start_date: string;
  readonly end_date: string;
  /** Before the first and last were clipped to the days that are wanted; null where there is no calendar. */
  readonly calendar_start: string | null;
  readonly calendar_end: string | null;
}

/** The periods that have a day from `from` to `to`, the first and the last without the days outside. Weeks are those of ISO 8601. */
export function* periodsBetween(wanted: WantedPeriods): Generator<PlannedPeriod> {
  const { kind, from, to } = wanted;
  for (let day = from; day <= to;) {
    const { label, first, last } = periodWith(day, wanted);
    const end = last < to ? last : to;
    const hasCalendar = kind !== 'custom';
    yield {
      label: label ?? `${day} – ${end}`,
      kind,
      start_date: day,
      end_date: end,
      calendar_start: hasCalendar ? first : null,
      calendar_end: hasCalendar ? last : null,
    };
    day = moveDay(last, 1);
  }
}

interface WholePeriod {
  /** Null = by its days. */
  readonly label: string | null;
  readonly first: string;
  readonly last: string;
}

/** The period that a day is in. */
function periodWith(day: string, { kind, fiscal_start_month = 1, days = 1 }: WantedPeriods): WholePeriod {
  switch (kind) {
    case 'custom':
      return { label: null, first: day, last: moveDay(day, days - 1) };
    case 'week':
      return isoWeek(day);
    default:
      return months(day, kind, fiscal_start_month);
  }
}

function months(day: string, kind: MonthlyKind, startMonth: number): WholePeriod {
  const { start, length, place, year } = calendarMonths(day, kind, kind === 'month' ? 1 : startMonth);
  const first = dayOfMonth(start, 1);
  const names = startMonth === 1 ? `${year}` : `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
  const labels = {
    month: first.slice(0, 7),
    quarter: `Q${place} ${names}`,
    half_year: `H${place} ${names}`,
    year: names,
  };
  return { label: labels[kind], first, last: dayOfMonth(start + length, 0) };
}
