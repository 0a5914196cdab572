import type { ChartDesign, ChartKind } from '../../../model/chart.js';

/** How a chart type of Microsoft's control is drawn. */
export interface ChartType {
  readonly kind: ChartKind;
  readonly stacking?: ChartDesign['stacking'];
  /** Drawn as something else: what `check` says of it. */
  readonly instead?: string;
  /** Which of several values of a point is shown; the first by default. */
  readonly value?: number;
}

const near = (kind: ChartKind, instead: string, value = 0): ChartType => ({ kind, instead, value });

export const CHART_TYPES: Readonly<Record<string, ChartType>> = {
  Column: { kind: 'column' },
  StackedColumn: { kind: 'column', stacking: 'stacked' },
  StackedColumn100: { kind: 'column', stacking: 'percent' },
  Bar: { kind: 'bar' },
  StackedBar: { kind: 'bar', stacking: 'stacked' },
  StackedBar100: { kind: 'bar', stacking: 'percent' },
  Line: { kind: 'line' },
  FastLine: { kind: 'line' },
  StepLine: near('line', 'drawn as a line'),
  Spline: { kind: 'spline' },
  Area: { kind: 'area' },
  StackedArea: { kind: 'area', stacking: 'stacked' },
  StackedArea100: { kind: 'area', stacking: 'percent' },
  SplineArea: { kind: 'spline_area' },
  Pie: { kind: 'pie' },
  Doughnut: { kind: 'doughnut' },
  Point: { kind: 'point' },
  FastPoint: { kind: 'point' },
  Bubble: near('point', 'points of one size'),
  Radar: near('line', 'drawn as a line'),
  Polar: near('line', 'drawn as a line'),
  Funnel: near('bar', 'drawn as bars'),
  Pyramid: near('bar', 'drawn as bars'),
  Candlestick: near('line', 'a line of the closing values', 3),
  Stock: near('line', 'a line of the closing values', 3),
  Range: near('area', 'an area of the first values'),
  SplineRange: near('spline_area', 'an area of the first values'),
  RangeColumn: near('column', 'columns of the first values'),
  RangeBar: near('bar', 'bars of the first values'),
  BoxPlot: near('point', 'points of the first values'),
  ErrorBar: near('point', 'points of the first values'),
  Renko: near('line', 'drawn as a line'),
  ThreeLineBreak: near('line', 'drawn as a line'),
  Kagi: near('line', 'drawn as a line'),
  PointAndFigure: near('line', 'drawn as a line'),
};

export const STANDARD_TYPE = 'Column';
