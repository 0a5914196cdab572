import type { TopLevelSpec } from 'vega-lite';
import { hexOf } from '../hex-color.js';
import { GRID, MUTED, RULE } from './chart-colors.js';
import type { PlotData, PlotSeries } from './plot-data.js';
import type { Ticks } from './ticks.js';

/** Points a bar is wide at most. */
const MAX_BAR = 48;
const LEAST_PADDING = 0.22;
/** Points beyond which the values of a line are not marked one by one. */
const MAX_MARKED = 40;
/** Square points. */
const SMALL_DOT = 14;
const LARGE_DOT = 28;

type Layer = Record<string, unknown>;

/**
 * The vega-lite form of a chart with axes: figures as data, and nothing that an author wrote. Texts are not in it; they
 * are set by us, with the letters of the document.
 */
export function plotSpec(
  plot: PlotData,
  size: { readonly width: number; readonly height: number },
  ticks: Ticks,
  hasGrid: boolean,
): TopLevelSpec {
  const [category, figure] = plot.isSideways ? (['y', 'x'] as const) : (['x', 'y'] as const);
  const positions = plot.categories.map((_, at) => at);
  const bars = plot.series.filter(({ mark }) => mark === 'bar');
  const lanes = barLanes(bars);
  const step = (plot.isSideways ? size.height : size.width) / Math.max(1, positions.length);
  const padding = Math.min(0.9, Math.max(LEAST_PADDING, 1 - (MAX_BAR * Math.max(1, lanes.length)) / step));
  const scales: Layer = {
    [category]: {
      field: 'at',
      type: 'ordinal',
      sort: null,
      scale: {
        type: 'band',
        domain: positions,
        paddingInner: padding,
        paddingOuter: padding / 2,
        round: false,
      },
      axis: { ...AXIS, domain: true, domainColor: hexOf(RULE), grid: false },
    },
    [figure]: {
      field: 'to',
      type: 'quantitative',
      scale: { domain: [ticks.values[0], ticks.values.at(-1)], nice: false, zero: false },
      axis: { ...AXIS, values: [...ticks.values], domain: !hasGrid, domainColor: hexOf(RULE), grid: hasGrid },
    },
  };
  const layers = plot.series.flatMap((series) => seriesLayers(series, lanes, { category, figure }));
  const spec: Layer = {
    ...size,
    padding: 0,
    autosize: 'none',
    background: null,
    config: { view: { stroke: null }, axis: { gridColor: hexOf(GRID), gridWidth: 0.6 } },
    encoding: scales,
    layer: layers.length > 0 ? [...layers, zeroLine(ticks, figure)] : [zeroLine(ticks, figure)],
  };
  return spec as unknown as TopLevelSpec;
}

const AXIS = { labels: false, ticks: false, title: null, orient: undefined };

/** Columns that stand side by side within a category: one for each series, or one for all that are stacked. */
export function barLanes(bars: readonly PlotSeries[]): readonly (readonly PlotSeries[])[] {
  const stacked = bars.filter(({ isStacked }) => isStacked);
  const single = bars.filter(({ isStacked }) => !isStacked).map((one) => [one]);
  return stacked.length > 0 ? [...single, stacked] : single;
}

interface Axes {
  readonly category: 'x' | 'y';
  readonly figure: 'x' | 'y';
}

interface Row {
  readonly at: number;
  readonly from: number | null;
  readonly to: number | null;
}

function seriesLayers(series: PlotSeries, lanes: readonly (readonly PlotSeries[])[], axes: Axes): Layer[] {
  const rows = series.values.map((value, at): Row => ({
    at,
    from: value?.from ?? null,
    to: value?.to ?? null,
  }));
  const orient = axes.category === 'x' ? 'vertical' : 'horizontal';
  switch (series.mark) {
    case 'bar':
      return [barLayer(series, rows, lanes, axes, orient)];
    case 'area':
      return areaLayers(series, rows, axes, orient);
    case 'line': {
      const isMarked = rows.length <= MAX_MARKED || hasAlone(rows);
      return [lineLayer(series, rows, orient), ...(isMarked ? [dotLayer(series, rows, SMALL_DOT)] : [])];
    }
    default:
      return [dotLayer(series, rows, LARGE_DOT)];
  }
}

function barLayer(
  series: PlotSeries,
  rows: readonly Row[],
  lanes: readonly (readonly PlotSeries[])[],
  { category, figure }: Axes,
  orient: string,
): Layer {
  const lane = lanes.findIndex((one) => one.includes(series));
  return {
    data: { values: rows.filter(({ to }) => to !== null).map((row) => ({ ...row, lane })) },
    mark: { type: 'bar', orient, ...colorsOf(series), stroke: null },
    encoding: {
      [`${figure}2`]: { field: 'from' },
      [`${category}Offset`]: {
        field: 'lane',
        type: 'ordinal',
        scale: { domain: lanes.map((_, at) => at), paddingInner: lanes.length > 1 ? 0.08 : 0 },
      },
    },
  };
}

function areaLayers(series: PlotSeries, rows: readonly Row[], { figure }: Axes, orient: string): Layer[] {
  const { color, opacity } = colorsOf(series);
  const share = series.isStacked ? 0.85 : 0.3;
  const area = {
    data: { values: rows },
    mark: { type: 'area', orient, color, opacity: opacity * share, ...courseOf(series) },
    encoding: { [`${figure}2`]: { field: 'from' } },
  };
  const dots = hasAlone(rows) ? [dotLayer(series, rows, SMALL_DOT)] : [];
  return [area, lineLayer(series, rows, orient), ...dots];
}

function lineLayer(series: PlotSeries, rows: readonly Row[], orient: string): Layer {
  return {
    data: { values: rows },
    mark: { type: 'line', orient, ...colorsOf(series), strokeWidth: 1.6, ...courseOf(series) },
  };
}

function dotLayer(series: PlotSeries, rows: readonly Row[], size: number): Layer {
  return {
    data: { values: rows.filter(({ to }) => to !== null) },
    mark: { type: 'point', shape: 'circle', filled: true, size, ...colorsOf(series) },
  };
}

function colorsOf({ color }: PlotSeries): { color: string; opacity: number } {
  return { color: hexOf(color), opacity: color.alpha };
}

function courseOf({ isCurved }: PlotSeries): Layer {
  return { interpolate: isCurved ? 'monotone' : 'linear', invalid: 'break-paths-show-domains' };
}

function hasAlone(rows: readonly Row[]): boolean {
  return rows.some((_, at) => isAlone(rows, at));
}

/** A value between gaps: no line leads to it. */
function isAlone(values: readonly Row[], at: number): boolean {
  const has = (index: number): boolean => (values[index]?.to ?? null) !== null;
  return has(at) && !has(at - 1) && !has(at + 1);
}

/** Where figures change their sign, when that is not at the edge. */
function zeroLine({ values }: Ticks, figure: 'x' | 'y'): Layer {
  const isInside = (values[0] ?? 0) < 0 && (values.at(-1) ?? 0) > 0;
  return {
    data: { values: isInside ? [{ to: 0 }] : [] },
    mark: { type: 'rule', color: hexOf(MUTED), strokeWidth: 0.7 },
    encoding: { [figure === 'x' ? 'y' : 'x']: null },
  };
}
