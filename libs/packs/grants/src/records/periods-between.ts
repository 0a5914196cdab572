/** Kinds of period that are made for whole years, and the months of one of each. */
const MONTHS = { yearly: 12, half_year: 6, quarterly: 3 } as const;

export type PeriodKind = keyof typeof MONTHS;
export const PERIOD_KINDS = Object.keys(MONTHS) as readonly PeriodKind[];

/** The periods of a kind in these years, one after the other, both years included. */
export function periodsBetween(
  kind: PeriodKind,
  yearFrom: number,
  yearTo: number,
): readonly { readonly start_date: string; readonly end_date: string }[] {
  const months = MONTHS[kind];
  const count = ((yearTo - yearFrom + 1) * 12) / months;
  return Array.from({ length: count }, (_, index) => ({
    start_date: dayOf(yearFrom, index * months, 1),
    // The day before the first of the next one.
    end_date: dayOf(yearFrom, (index + 1) * months, 0),
  }));
}

function dayOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}
