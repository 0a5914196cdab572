import type { Expression } from '../../expressions/contract.js';
import type { ChartDesign, ChartSeries } from '../../model/chart.js';
import type { ChartContent, ChartValue } from './chart-content.js';
import { colorOf } from './compile-style.js';
import type { Formulas } from './formulas.js';
import { humanized } from './humanized.js';
import { figurePatternOf } from './pattern-of.js';

type SeriesContent = NonNullable<ChartContent['series']>[number];

/** A chart as designed; `pointer` is where it stands in the content. */
export function chartOf(content: ChartContent, formulas: Formulas, pointer: string): ChartDesign {
  return {
    title: content.title ?? null,
    series: seriesOf(content, formulas, pointer),
    stacking: content.stacking,
    sort: content.sort,
    top: content.top ?? null,
    legend: content.legend,
    x_title: content.x_title ?? null,
    y_title: content.y_title ?? null,
    grid: content.grid,
    y_format: content.format === undefined ? { kind: 'general' } : figurePatternOf(content.format),
    palette: content.palette?.map(colorOf) ?? null,
    font: null,
  };
}

function seriesOf(chart: ChartContent, formulas: Formulas, pointer: string): ChartSeries[] {
  if (chart.series) {
    return chart.series.map((one, at) => oneSeries(chart, one, formulas, pointer, `${pointer}/series/${at}`));
  }
  const values = Array.isArray(chart.y) ? chart.y : chart.y === undefined ? [] : [chart.y];
  return values.map((y, at) =>
    oneSeries(
      chart,
      { y },
      formulas,
      pointer,
      Array.isArray(chart.y) ? `${pointer}/y/${at}` : `${pointer}/y`,
    ),
  );
}

function oneSeries(
  chart: ChartContent,
  series: SeriesContent,
  formulas: Formulas,
  chartPointer: string,
  pointer: string,
): ChartSeries {
  const optional = (value: ChartValue | undefined, at: string): Expression | null =>
    value === undefined ? null : valueOf(value, formulas, at);
  const isFixed = series.points !== undefined;
  const filter = series.filter ?? chart.filter;
  const filterAt = series.filter === undefined ? chartPointer : pointer;
  const x =
    series.x === undefined ? optional(chart.x, `${chartPointer}/x`) : optional(series.x, `${pointer}/x`);
  return {
    name: series.name ?? (typeof series.y === 'string' ? humanized(series.y) : ''),
    kind: series.kind ?? chart.kind,
    source: series.dataset ?? chart.dataset ?? null,
    filter: filter === undefined || isFixed ? null : formulas.expression(filter, `${filterAt}/filter`),
    x: isFixed ? null : x,
    y: optional(series.y, chart.series ? `${pointer}/y` : pointer),
    split_by: isFixed ? null : optional(chart.split_by, `${chartPointer}/split_by`),
    points: (series.points ?? []).map((point) => ({ x: point.x, y: String(point.y) })),
    color: series.color === undefined ? null : colorOf(series.color),
    show_labels: series.labels ?? chart.labels,
  };
}

function valueOf(value: ChartValue, formulas: Formulas, pointer: string): Expression {
  return typeof value === 'string'
    ? formulas.column(value)
    : formulas.expression(value.expression, `${pointer}/expression`);
}
