import type { ChartFigures } from '@galley/layout';
import type { TopLevelSpec } from 'vega-lite';
import { hexOf } from '../hex-color.js';
import { colorAt, INK, inkOn } from './chart-colors.js';
import { chartFigure } from './chart-figure.js';
import type { Area, ChartTypesetter } from './chart-text.js';
import type { LegendEntry } from './legend.js';
import { vegaPaths } from './vega-paths.js';
import type { ChartPath, ChartText } from './vectors.js';

const FULL = 2 * Math.PI;
const HOLE = 0.55;
const MAX_RADIUS = 160;
const LEAST_SIDE = 18;

interface Slice {
  readonly name: string;
  readonly label: string;
  readonly color: LegendEntry['color'];
  /** Radians from the top, clockwise. */
  readonly from: number;
  readonly to: number;
}

interface Pie {
  readonly name: string;
  readonly isRing: boolean;
  readonly showLabels: boolean;
  readonly slices: readonly Slice[];
}

/** Each series as a pie; slices of one name have one colour. Figures that are not above zero have no slice. */
export function piesOf(figures: ChartFigures): Pie[] {
  const { design, series } = figures;
  const positions = new Map<string, number>();
  return series.flatMap(({ name, kind, show_labels: showLabels, points }) => {
    const shown = points.flatMap(({ x, y }) => {
      const value = Number(y ?? NaN);
      return value > 0 && Number.isFinite(value)
        ? [{ name: x, value, label: chartFigure(y ?? '', figures) }]
        : [];
    });
    const whole = shown.reduce((sum, { value }) => sum + value, 0);
    let from = 0;
    const slices = shown.map((one) => {
      const position = positions.get(one.name) ?? positions.size;
      positions.set(one.name, position);
      const start = from;
      from += (one.value / whole) * FULL;
      return { name: one.name, label: one.label, color: colorAt(position, design), from: start, to: from };
    });
    return slices.length > 0 ? [{ name, isRing: kind === 'doughnut', showLabels, slices }] : [];
  });
}

export function pieEntries(pies: readonly Pie[]): LegendEntry[] {
  const entries = new Map(
    pies.flatMap(({ slices }) => slices).map(({ name, color }) => [name, { name, color }]),
  );
  return [...entries.values()];
}

/** Draws pies side by side, each of several with its name below; null when so little room is left that none would be seen. */
export function drawPies(
  pies: readonly Pie[],
  area: Area,
  set: ChartTypesetter,
): { paths: readonly ChartPath[]; texts: readonly ChartText[] } | null {
  const columns = bestColumns(pies.length, area);
  const rows = Math.ceil(pies.length / columns);
  const cell = { width: area.width / columns, height: area.height / rows };
  const caption = pies.length > 1 ? set.lineHeight + 2 : 0;
  if (Math.min(cell.width, cell.height - caption) < LEAST_SIDE) return null;
  const parts = pies.map((pie, index) => {
    const left = area.left + (index % columns) * cell.width;
    const top = area.top + Math.floor(index / columns) * cell.height;
    const radius = Math.max(1, Math.min(MAX_RADIUS, cell.width / 2 - 3, (cell.height - caption) / 2 - 3));
    const middle = { x: left + cell.width / 2, y: top + (cell.height - caption) / 2 };
    const texts = pie.showLabels ? sliceLabels(pie, middle, radius, set) : [];
    if (caption > 0) {
      const name = set.fit(pie.name, cell.width - 6);
      texts.push(set.text(name, middle.x, middle.y + radius + set.lineHeight / 2 + 2, { color: INK }));
    }
    return { paths: vegaPaths(pieSpec(pie, radius), middle.x, middle.y), texts };
  });
  return { paths: parts.flatMap(({ paths }) => paths), texts: parts.flatMap(({ texts }) => texts) };
}

function pieSpec({ slices, isRing }: Pie, radius: number): TopLevelSpec {
  const outline = slices.length > 1 ? { stroke: '#ffffff', strokeWidth: 0.8 } : {};
  const spec = {
    width: 1,
    height: 1,
    padding: 0,
    autosize: 'none',
    background: null,
    config: { view: { stroke: null } },
    data: { values: slices.map(({ from, to, color }) => ({ from, to, color: hexOf(color) })) },
    mark: { type: 'arc', outerRadius: radius, innerRadius: isRing ? radius * HOLE : 0, ...outline },
    encoding: {
      x: { value: 0 },
      y: { value: 0 },
      theta: { field: 'from', type: 'quantitative', scale: null },
      theta2: { field: 'to' },
      fill: { field: 'color', type: 'nominal', scale: null },
    },
  };
  return spec as unknown as TopLevelSpec;
}

/** Figures inside the slices that have room for them. */
function sliceLabels(
  { slices, isRing }: Pie,
  middle: { readonly x: number; readonly y: number },
  radius: number,
  set: ChartTypesetter,
): ChartText[] {
  const at = radius * (isRing ? (1 + HOLE) / 2 : 0.66);
  const deep = radius * (isRing ? 1 - HOLE : 0.62);
  return slices.flatMap(({ from, to, label, color }) => {
    const width = set.width(label);
    const turn = to - from;
    const chord = turn >= Math.PI ? 2 * at : 2 * at * Math.sin(turn / 2);
    const bisector = (from + to) / 2;
    const across = Math.abs(Math.sin(bisector));
    const isLevel = width <= deep * across + chord * (1 - across) - 4 && set.lineHeight <= chord;
    if (!isLevel) return [];
    const x = middle.x + at * Math.sin(bisector);
    const y = middle.y - at * Math.cos(bisector);
    return [set.text(label, x, y, { color: inkOn(color) })];
  });
}

function bestColumns(count: number, area: Area): number {
  const wish = Math.round(Math.sqrt((count * area.width) / Math.max(1, area.height)));
  return Math.min(count, Math.max(1, wish));
}
