import type { XmlElement } from '@galley/template';
import type { ChartDesign, ChartSeries } from '../../../model/chart.js';
import type { ChartObject } from '../../../model/objects.js';
import { optionalColor } from '../appearance/color.js';
import { ignored, unsupported, type AttributeTable, type Values } from '../attributes/attribute.js';
import { choice, flag, formula, name, number } from '../attributes/kinds.js';
import type { FrxContext } from '../frx-context.js';
import { COMPONENT, componentOf } from '../objects/component.js';
import { bytes } from '../objects/picture.js';
import { readChartData, type ChartSettings } from './chart-data.js';

export const CHART = {
  ...COMPONENT,
  ChartData: bytes,
  DataSource: name,
  Filter: formula,
  AutoSeriesColumn: formula,
  AutoSeriesColor: ignored,
  AutoSeriesSortOrder: ignored,
  AlignXValues: ignored,
  ShowBorder: ignored,
  Tooltip: ignored,
} satisfies AttributeTable;

/** `<MSChartSeries>`: where the points of the series come from. */
export const CHART_SERIES = {
  Name: ignored,
  XValue: formula,
  YValue1: formula,
  YValue: formula,
  YValue2: unsupported('the first value is shown'),
  YValue3: unsupported('the first value is shown'),
  YValue4: unsupported('the first value is shown'),
  Filter: formula,
  Color: optionalColor,
  SortBy: choice({ None: 'none', XValue: 'x', YValue: 'y' }, 'None'),
  SortOrder: choice({ Ascending: false, Descending: true, None: false }, 'Ascending'),
  GroupBy: ignored,
  GroupInterval: ignored,
  GroupFunction: choice({ Sum: true, Min: false, Max: false, Avg: false, Count: false }, 'Sum'),
  Collect: choice({ None: false, TopN: true, BottomN: false, LessThan: false, GreaterThan: false }, 'None'),
  CollectValue: number(0),
  CollectedItemText: ignored,
  CollectedItemColor: ignored,
  Explode: unsupported('no slice is pulled out'),
  PieExplode: unsupported('no slice is pulled out'),
  PieExplodeValue: ignored,
  ExplodeValue: ignored,
  Label: ignored,
  AutoSeriesForce: flag(true),
} satisfies AttributeTable;

type SeriesValues = Values<typeof CHART_SERIES>;

export function readChart(element: XmlElement, context: FrxContext): ChartObject {
  const read = context.read(element, CHART);
  const settings = readChartData(read.ChartData, context.findings);
  if (!settings) context.findings.add('MSChartObject.ChartData', 'not understood; an empty chart');
  const bound = element.children
    .filter((one) => one.name === 'MSChartSeries')
    .map((one) => context.read(one, CHART_SERIES));
  // Series by the values of a column are made anew: the designer keeps those it made last.
  const kept = settings?.series.slice(0, read.AutoSeriesColumn === null ? undefined : 1) ?? [];
  const series = kept.map((one, at) => seriesOf(one, bound[at] ?? null, read, context));
  const first = bound[0];
  const design: ChartDesign = {
    ...(settings?.look ?? NO_LOOK),
    series,
    stacking: settings?.series.find(({ type }) => type.stacking)?.type.stacking ?? 'none',
    sort: first ? sortOf(first) : 'none',
    top: first?.Collect && first.CollectValue >= 1 ? Math.trunc(first.CollectValue) : null,
  };
  return { kind: 'chart', ...componentOf(element, read, context), design };
}

const NO_LOOK: ChartSettings['look'] = {
  title: null,
  legend: 'none',
  x_title: null,
  y_title: null,
  grid: true,
  y_format: { kind: 'general' },
  palette: null,
  font: null,
};

function sortOf({ SortBy, SortOrder }: SeriesValues): ChartDesign['sort'] {
  if (SortBy === 'none') return 'none';
  return SortOrder ? `-${SortBy}` : SortBy;
}

/** A series with a value expression shows data, any other the points that were typed into it. */
function seriesOf(
  { name, type, color, show_labels, points }: ChartSettings['series'][number],
  bound: SeriesValues | null,
  chart: Values<typeof CHART>,
  { formulas, sources, findings }: FrxContext,
): ChartSeries {
  const y = formulas.expression(bound?.YValue1 ?? bound?.YValue ?? null, 'MSChartSeries.YValue1');
  const at = 'MSChartSeries.XValue';
  if (y && bound && !bound.GroupFunction) findings.add('MSChartSeries.GroupFunction', 'values are added up');
  return {
    name,
    kind: type.kind,
    source: y ? sources.alias(chart.DataSource) : null,
    filter: formulas.all([chart.Filter, bound?.Filter ?? null], 'MSChartObject.Filter'),
    x: y ? formulas.expression(bound?.XValue ?? null, at) : null,
    y,
    split_by: y ? formulas.expression(chart.AutoSeriesColumn, 'MSChartObject.AutoSeriesColumn') : null,
    points: y ? [] : points,
    color: bound?.Color ?? color,
    show_labels,
  };
}
