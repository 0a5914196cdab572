import type { ChartFigures, Color } from '@galley/layout';
import { colorAt } from './chart-colors.js';
import { chartFigure } from './chart-figure.js';

export interface PlotValue {
  /** Ends of the mark on the axis; a share of 100 where the chart is in per cent. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** One series, a value per category; null where there is none. */
export interface PlotSeries {
  readonly name: string;
  readonly mark: 'bar' | 'line' | 'area' | 'point';
  readonly isCurved: boolean;
  readonly isStacked: boolean;
  readonly color: Color;
  readonly showLabels: boolean;
  readonly values: readonly (PlotValue | null)[];
}

/** The series of a chart with axes, over the categories of all of them in order of appearance. */
export interface PlotData {
  readonly categories: readonly string[];
  readonly series: readonly PlotSeries[];
  /** Bars lie on their side: categories from the top, figures to the right. */
  readonly isSideways: boolean;
  readonly isPercent: boolean;
  readonly low: number;
  readonly high: number;
}

type Mark = PlotSeries['mark'];

const MARKS: Readonly<Record<ChartFigures['series'][number]['kind'], Mark>> = {
  bar: 'bar',
  column: 'bar',
  line: 'line',
  spline: 'line',
  area: 'area',
  spline_area: 'area',
  point: 'point',
  pie: 'bar',
  doughnut: 'bar',
};

/** Lays the figures of a chart with axes over its categories. A name that returns within a series is a category again. */
export function plotData(figures: ChartFigures): PlotData {
  const { design, series } = figures;
  const categories = new Map<string, { readonly name: string; readonly at: number }>();
  const numbers = series.map(({ points }) => {
    const seen = new Map<string, number>();
    const values = new Map<number, { readonly value: number; readonly label: string }>();
    for (const { x, y } of points) {
      const times = (seen.get(x) ?? 0) + 1;
      seen.set(x, times);
      const key = `${times} ${x}`;
      const category = categories.get(key) ?? { name: x, at: categories.size };
      categories.set(key, category);
      const value = y === null ? NaN : Number(y);
      if (Number.isFinite(value)) values.set(category.at, { value, label: chartFigure(y ?? '', figures) });
    }
    return values;
  });
  const count = categories.size;
  const stacks = new Map<Mark, Stack>();
  const plotted = series.map(({ name, kind, color, show_labels: showLabels }, index): PlotSeries => {
    const mark = MARKS[kind];
    const isStacked = design.stacking !== 'none' && (mark === 'bar' || mark === 'area');
    const stack = isStacked ? (stacks.get(mark) ?? new Stack()) : null;
    if (stack) stacks.set(mark, stack);
    const values = Array.from({ length: count }, (_, at): PlotValue | null => {
      const point = numbers[index]?.get(at);
      if (!point) return null;
      const [from, to] = stack ? stack.add(at, point.value) : [0, point.value];
      return { from, to, label: point.label };
    });
    return {
      name,
      mark,
      isCurved: kind === 'spline' || kind === 'spline_area',
      isStacked,
      color: color ?? colorAt(index, design),
      showLabels,
      values,
    };
  });
  const isPercent = design.stacking === 'percent' && stacks.size > 0;
  const drawn = isPercent ? plotted.map((one) => asShares(one, stacks.get(one.mark))) : plotted;
  return {
    categories: [...categories.values()].map(({ name }) => name),
    series: drawn,
    isSideways: series[0]?.kind === 'bar',
    isPercent,
    ...rangeOf(drawn),
  };
}

/** What lies on each other per category: positive figures upwards, negative ones downwards. */
class Stack {
  private readonly up = new Map<number, number>();
  private readonly down = new Map<number, number>();

  add(at: number, value: number): [from: number, to: number] {
    const side = value < 0 ? this.down : this.up;
    const from = side.get(at) ?? 0;
    side.set(at, from + value);
    return [from, from + value];
  }

  /** All of a category, whatever its sign. */
  size(at: number): number {
    return (this.up.get(at) ?? 0) - (this.down.get(at) ?? 0);
  }
}

function asShares(series: PlotSeries, stack: Stack | undefined): PlotSeries {
  if (!series.isStacked || !stack) return series;
  return {
    ...series,
    values: series.values.map((value, at) => {
      const whole = stack.size(at);
      if (!value || whole === 0) return null;
      return { ...value, from: (value.from / whole) * 100, to: (value.to / whole) * 100 };
    }),
  };
}

/** The range an axis must show. Lines whose figures lie close together far from zero do without zero. */
function rangeOf(series: readonly PlotSeries[]): { low: number; high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (const { values } of series) {
    for (const value of values) {
      if (!value) continue;
      low = Math.min(low, value.to);
      high = Math.max(high, value.to);
    }
  }
  if (low > high) return { low: 0, high: 1 };
  const hasBase = series.some(({ mark }) => mark === 'bar' || mark === 'area');
  const isFar = Math.min(Math.abs(low), Math.abs(high)) > 2 * (high - low);
  if (hasBase || !isFar || low === high) return { low: Math.min(0, low), high: Math.max(0, high) };
  return { low, high };
}
