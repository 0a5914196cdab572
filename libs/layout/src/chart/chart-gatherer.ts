import type { Decimal } from 'decimal.js';
import type { Scope, Value } from '../expressions/contract.js';
import { ZERO } from '../expressions/exact-decimal.js';
import { booleanOf, type Fault, numberOf, plainText, textOf, valueKey } from '../expressions/values.js';
import { LayoutError } from '../layout-error.js';
import type { ChartDesign, ChartFigures, ChartSeries } from '../model/chart.js';
import { arrangePoints, type GatheredSeries } from './arrange-points.js';

/** Points of one chart while rows are read; nobody sees more, and each holds memory. */
const MAX_GATHERED = 20_000;

export interface ChartContext {
  readonly locale: string;
  readonly currency: string | null;
  /** Absent or null = as the locale runs. */
  readonly direction?: 'ltr' | 'rtl' | null;
}

/** The series of a design whose rows come from one source, with what has been added up so far. */
interface Gathering {
  readonly design: ChartSeries;
  /** By the key of `split_by`; in order of appearance. */
  readonly parts: Map<string, Part>;
}

interface Part {
  readonly name: string;
  readonly points: Map<string, { readonly value: Value; readonly x: string; y: Decimal | null }>;
}

/**
 * Adds up the figures of a chart row by row: per series, per value of `split_by`, per value of x. Holds points, not rows.
 * Throws `LayoutError` `layout-too-large` for more points than a chart can show, `ExpressionError` from its expressions.
 */
export class ChartGatherer {
  private readonly gatherings: readonly Gathering[];
  private count = 0;

  constructor(
    private readonly design: ChartDesign,
    private readonly context: ChartContext,
  ) {
    this.gatherings = design.series.map((series) => ({ design: series, parts: new Map() }));
  }

  /** Adds a row to the series it belongs to; `owns` says whether a series takes rows of this source. */
  add(scope: Scope, owns: (source: string | null) => boolean): void {
    for (const gathering of this.gatherings) {
      const { design } = gathering;
      if (design.x === null || !owns(design.source)) continue;
      if (design.filter && !booleanOf(design.filter.evaluate(scope), FAULT)) continue;
      this.addPoint(gathering, scope);
    }
  }

  /** What is drawn: sorted, and reduced to the largest where the design says so. */
  figures(): ChartFigures {
    const { locale, currency, direction = null } = this.context;
    const series = this.gatherings.flatMap(({ design, parts }): GatheredSeries[] => {
      const { name, kind, color, show_labels } = design;
      if (design.x === null) {
        const points = design.points.map(({ x, y }) => ({ value: x, x, y: numberOf(y, FAULT) }));
        return [{ name, kind, color, show_labels, points }];
      }
      if (parts.size === 0) return [{ name, kind, color, show_labels, points: [] }];
      return [...parts.values()].map((part) => ({
        name: design.split_by ? part.name : name,
        kind,
        color: design.split_by ? null : color,
        show_labels,
        points: [...part.points.values()],
      }));
    });
    return {
      design: this.design,
      locale,
      direction,
      currency,
      series: arrangePoints(series, this.design, locale).map(({ points, ...one }) => ({
        ...one,
        points: points.map(({ x, y }) => ({ x, y: y === null ? null : plainText(y) })),
      })),
    };
  }

  private addPoint({ design, parts }: Gathering, scope: Scope): void {
    const split = design.split_by?.evaluate(scope) ?? null;
    const splitKey = valueKey(split);
    const part = parts.get(splitKey) ?? { name: textOf(split, this.context.locale), points: new Map() };
    parts.set(splitKey, part);
    const value = design.x?.evaluate(scope) ?? null;
    const key = valueKey(value);
    const figure = design.y ? design.y.evaluate(scope) : null;
    const y = figure === null ? null : numberOf(figure, FAULT);
    const point = part.points.get(key);
    if (point) {
      if (y) point.y = (point.y ?? ZERO).plus(y);
      return;
    }
    if (++this.count > MAX_GATHERED) {
      throw new LayoutError(
        'layout-too-large',
        `A chart has more than ${MAX_GATHERED} points. Group its values more coarsely, by month rather than by day.`,
      );
    }
    part.points.set(key, { value, x: textOf(value, this.context.locale), y });
  }
}

const FAULT: Fault = {
  fail(message) {
    throw new LayoutError('layout-invalid', `A chart cannot be drawn: ${message}`);
  },
};
