import { readXml, XmlError, type XmlElement } from '@galley/template';
import type { Color, Font } from '../../../model/appearance.js';
import type { ChartDesign, ChartSeries } from '../../../model/chart.js';
import { readColor } from '../appearance/color.js';
import { readFont } from '../appearance/font.js';
import { decimal } from '../attributes/kinds.js';
import type { Findings } from '../findings.js';
import { CHART_TYPES, STANDARD_TYPE, type ChartType } from './chart-types.js';
import { paletteOf } from './palettes.js';

/** What the settings of Microsoft's chart control say: the look of a chart, and points that stand in it. */
export interface ChartSettings {
  readonly series: readonly {
    readonly name: string;
    readonly type: ChartType;
    readonly color: Color | null;
    readonly show_labels: boolean;
    readonly points: ChartSeries['points'];
  }[];
  readonly look: Pick<
    ChartDesign,
    'title' | 'legend' | 'x_title' | 'y_title' | 'grid' | 'y_format' | 'palette' | 'font'
  >;
}

/** Reads the XML that `ChartData` holds as base64; null when it is no chart. */
export function readChartData(data: Buffer, findings: Findings): ChartSettings | null {
  const root = rootOf(data);
  if (root?.name !== 'Chart') return null;
  const listed = find(root, ['Series'])?.children ?? [];
  if (find(root, ['ChartAreas', 'ChartArea', 'Area3DStyle'])?.attributes.get('Enable3D') === 'True') {
    findings.add('MSChartObject.Area3DStyle', 'drawn flat');
  }
  return { series: listed.map((one) => seriesOf(one, findings)), look: lookOf(root) };
}

function rootOf(data: Buffer): XmlElement | null {
  try {
    return readXml(data.toString('utf8'));
  } catch (error) {
    if (error instanceof XmlError) return null;
    throw error;
  }
}

function seriesOf(element: XmlElement, findings: Findings): ChartSettings['series'][number] {
  const { attributes } = element;
  const written = attributes.get('ChartType') ?? STANDARD_TYPE;
  const type = Object.hasOwn(CHART_TYPES, written) ? CHART_TYPES[written] : undefined;
  const instead = type ? type.instead : 'drawn as columns';
  if (instead !== undefined) findings.add(`MSChartObject.${written}`, instead);
  const drawn = type ?? { kind: 'column' };
  const points = find(element, ['Points'])?.children ?? [];
  return {
    name: attributes.get('LegendText') ?? attributes.get('Name') ?? '',
    type: drawn,
    color: readColor(attributes.get('Color') ?? '?') ?? null,
    show_labels: attributes.get('IsValueShownAsLabel') === 'True',
    points: points.flatMap((point, at) => pointOf(point, at, drawn.value ?? 0)),
  };
}

/** Points without a value are gaps. */
function pointOf({ attributes }: XmlElement, at: number, which: number): ChartSeries['points'] {
  const values = (attributes.get('YValues') ?? '').split(',');
  const y = (values[which] ?? values[0] ?? '').trim();
  if (attributes.get('IsEmpty') === 'True' || decimal(y) === undefined) return [];
  return [{ x: attributes.get('AxisLabel') ?? attributes.get('XValue') ?? String(at + 1), y }];
}

function lookOf(root: XmlElement): ChartSettings['look'] {
  const area = ['ChartAreas', 'ChartArea'];
  const of = (path: readonly string[], name: string): string | null =>
    find(root, path)?.attributes.get(name) || null;
  const title = find(root, ['Titles', 'Title']);
  const legend = find(root, ['Legends', 'Legend']);
  const format = of([...area, 'AxisY', 'LabelStyle'], 'Format');
  const letters = of([...area, 'AxisX', 'LabelStyle'], 'Font');
  return {
    title: title && title.attributes.get('Visible') !== 'False' ? title.attributes.get('Text') || null : null,
    legend:
      legend && legend.attributes.get('Enabled') !== 'False'
        ? dockOf(legend.attributes.get('Docking'))
        : 'none',
    x_title: of([...area, 'AxisX'], 'Title'),
    y_title: of([...area, 'AxisY'], 'Title'),
    grid: of([...area, 'AxisY', 'MajorGrid'], 'Enabled') !== 'False',
    y_format: format === null ? { kind: 'general' } : { kind: 'custom', pattern: plainPattern(format) },
    palette: paletteOf(root.attributes.get('Palette') ?? 'BrightPastel'),
    font: letters === null ? null : fontOf(letters),
  };
}

function fontOf(written: string): Font | null {
  return readFont(written) ?? null;
}

function dockOf(docking: string | undefined): ChartDesign['legend'] {
  const sides = { Top: 'top', Bottom: 'bottom', Left: 'left', Right: 'right' } as const;
  return sides[docking as keyof typeof sides] ?? 'right';
}

/** `{0:N2}` or `N2`. */
function plainPattern(format: string): string {
  return /^\{0:([^{}]+)\}$/.exec(format)?.[1] ?? format;
}

function find(root: XmlElement, path: readonly string[]): XmlElement | undefined {
  let element: XmlElement | undefined = root;
  for (const name of path) element = element?.children.find((one) => one.name === name);
  return element;
}
