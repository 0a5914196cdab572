import type { Decimal } from 'decimal.js';
import type { Value } from '../expressions/contract.js';
import { ZERO } from '../expressions/exact-decimal.js';
import { valueKey } from '../expressions/values.js';
import { knownLocale } from '../format/known-locale.js';
import type { ChartDesign, ChartFigures } from '../model/chart.js';
import { compareValues } from '../pages/data/row-order.js';
import { phrasesFor } from '../phrases/phrases.js';

export interface GatheredPoint {
  readonly value: Value;
  /** As its label says it. */
  readonly x: string;
  readonly y: Decimal | null;
}

export interface GatheredSeries extends Omit<ChartFigures['series'][number], 'points'> {
  readonly points: readonly GatheredPoint[];
}

interface Category {
  readonly key: string;
  readonly value: Value;
  /** Over all series. */
  total: Decimal;
}

/** Puts the points of all series into one order; what `top` leaves out becomes one last point. */
export function arrangePoints(
  series: readonly GatheredSeries[],
  { sort, top }: ChartDesign,
  locale: string,
): GatheredSeries[] {
  const categories = categoriesOf(series);
  const order = new Map(sorted(categories, sort, locale).map(({ key }, at) => [key, at]));
  const place = (point: GatheredPoint): number => order.get(valueKey(point.value)) ?? 0;
  const shown = top === null || categories.length <= top ? null : largest(categories, top);
  return series.map((one) => {
    const points = one.points.toSorted((a, b) => place(a) - place(b));
    if (!shown) return { ...one, points };
    const isShown = ({ value }: GatheredPoint): boolean => shown.has(valueKey(value));
    const rest = points.filter((point) => !isShown(point) && point.y !== null);
    const kept = points.filter(isShown);
    return { ...one, points: rest.length > 0 ? [...kept, restOf(rest, locale)] : kept };
  });
}

function restOf(points: readonly GatheredPoint[], locale: string): GatheredPoint {
  const y = points.reduce((sum, point) => sum.plus(point.y ?? ZERO), ZERO);
  return { value: null, x: phrasesFor(locale).others, y };
}

function categoriesOf(series: readonly GatheredSeries[]): Category[] {
  const categories = new Map<string, Category>();
  for (const { points } of series) {
    for (const { value, y } of points) {
      const key = valueKey(value);
      const category = categories.get(key) ?? { key, value, total: ZERO };
      categories.set(key, category);
      if (y) category.total = category.total.plus(y);
    }
  }
  return [...categories.values()];
}

function sorted(categories: readonly Category[], sort: ChartDesign['sort'], locale: string): Category[] {
  if (sort === 'none') return [...categories];
  const sign = sort.startsWith('-') ? -1 : 1;
  if (sort.endsWith('y')) return categories.toSorted((a, b) => sign * a.total.cmp(b.total));
  const collator = new Intl.Collator(knownLocale(locale), { numeric: true });
  return categories.toSorted((a, b) => sign * compareValues(a.value, b.value, collator.compare));
}

/** Keys of the categories that weigh most, whatever their sign. */
function largest(categories: readonly Category[], count: number): ReadonlySet<string> {
  const byWeight = categories.toSorted((a, b) => b.total.abs().cmp(a.total.abs()));
  return new Set(byWeight.slice(0, count).map(({ key }) => key));
}
