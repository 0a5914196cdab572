import type { Aggregate, Figure, PlacedTotal } from '@galley/dataset';
import type { PhraseTable } from '@galley/layout';
import { figureIn } from '../../groups/figures.js';

export interface TotalValue {
  readonly index: number;
  readonly aggregate: Aggregate;
  /** PostgreSQL text; null when it is not known or there is none. */
  readonly value: string | null;
}

/** One line of totals: figures of one aggregate, and where they are money of several currencies, of one of them. */
export interface TotalLine {
  readonly label: string;
  /** The part of the label that is shown whole: with a currency, the figures mean nothing without it. */
  readonly least: string;
  readonly values: readonly TotalValue[];
}

/** What totals are of, as their labels say it. */
export interface TotalsOf {
  /** What the line of sums is called. */
  readonly name: string;
  /** The group and its rows; in one currency, or (null) in all. */
  readonly of: (currency: number | null) => string;
  /** The currency of all its rows; null = several, or not known. */
  readonly only?: number | null;
}

/**
 * The lines of a footer: per aggregate one for the figures that are one, then one per currency for money of several. A
 * currency without figures has no line, and rows of a single currency need but one line for all of their figures.
 */
export function totalLines(
  totals: readonly PlacedTotal[],
  figures: readonly Figure[],
  currencies: readonly string[],
  phrases: PhraseTable,
  { name, of, only = null }: TotalsOf,
): TotalLine[] {
  const aggregates = [...new Set(totals.map(({ request }) => request.aggregate))];
  const names = { ...namesOf(phrases), sum: name };
  return aggregates.flatMap((aggregate) => {
    const valuesIn = (currency: string | null): TotalValue[] =>
      totals.flatMap(({ request, index, isPerCurrency }, position) =>
        request.aggregate === aggregate && isPerCurrency === (currency !== null)
          ? [{ index, aggregate, value: figureIn(figures[position] ?? null, currency) }]
          : [],
      );
    const plain = valuesIn(null);
    const code = only === null ? undefined : currencies[only];
    if (code !== undefined && valuesIn(code).some(({ value }) => value !== null)) {
      return [lineIn(code, of(only), [...plain, ...valuesIn(code)])];
    }
    const lines =
      plain.length > 0 ? [{ label: joined(names[aggregate], of(null), ' '), least: '', values: plain }] : [];
    const money = currencies.flatMap((code, currency) => {
      const values = valuesIn(code);
      if (values.every(({ value }) => value === null)) return [];
      return [lineIn(code, of(currency), values)];
    });
    return [...lines, ...money];

    function lineIn(code: string, whose: string, values: readonly TotalValue[]): TotalLine {
      const said = names[aggregate];
      // A name that the layout's author gave may say the currency already.
      const least = said.split(' ').includes(code) ? said : `${said} ${code}`;
      return { label: joined(least, whose, ' · '), least, values };
    }
  });
}

function joined(name: string, of: string, between: string): string {
  return of === '' ? name : name + between + of;
}

function namesOf({
  average,
  minimum,
  maximum,
  count,
  distinct,
}: PhraseTable): Record<Exclude<Aggregate, 'sum'>, string> {
  return { avg: average, min: minimum, max: maximum, count, count_distinct: distinct };
}
