import type { Expression } from '../expressions/contract.js';
import type { Color, Font } from './appearance.js';
import type { ValuePattern } from './value-pattern.js';

export const CHART_KINDS = [
  'bar',
  'column',
  'line',
  'spline',
  'area',
  'spline_area',
  'pie',
  'doughnut',
  'point',
] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** One series: figures of a dataset (`x`, `y` per row, added up by x) or fixed points. */
export interface ChartSeries {
  readonly name: string;
  readonly kind: ChartKind;
  readonly source: string | null;
  readonly filter: Expression | null;
  readonly x: Expression | null;
  readonly y: Expression | null;
  /** One series per value of this expression. */
  readonly split_by: Expression | null;
  readonly points: readonly { readonly x: string; readonly y: string }[];
  readonly color: Color | null;
  readonly show_labels: boolean;
}

/** A chart as vectors: vega-lite draws it (`libs/render/src/chart`). */
export interface ChartDesign {
  readonly title: string | null;
  readonly series: readonly ChartSeries[];
  readonly stacking: 'none' | 'stacked' | 'percent';
  readonly sort: 'none' | 'x' | '-x' | 'y' | '-y';
  /** Show only the largest; the rest is one value. */
  readonly top: number | null;
  readonly legend: 'none' | 'top' | 'right' | 'bottom' | 'left';
  readonly x_title: string | null;
  readonly y_title: string | null;
  readonly grid: boolean;
  readonly y_format: ValuePattern;
  readonly palette: readonly Color[] | null;
  readonly font: Font | null;
}

/** What is drawn: figures gathered, texts formatted. Y values are decimal strings; null = no value. */
export interface ChartFigures {
  readonly design: ChartDesign;
  /** BCP 47, of figures on axes and labels. */
  readonly locale: string;
  /** Absent or null = as the locale runs. */
  readonly direction?: 'ltr' | 'rtl' | null;
  /** ISO 4217; null = figures without a sign. */
  readonly currency: string | null;
  readonly series: readonly {
    readonly name: string;
    readonly kind: ChartKind;
    readonly color: Color | null;
    readonly show_labels: boolean;
    readonly points: readonly { readonly x: string; readonly y: string | null }[];
  }[];
}
