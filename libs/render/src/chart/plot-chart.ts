import type { ChartFigures } from '@galley/layout';
import { INK, MUTED } from './chart-colors.js';
import type { Area, ChartTypesetter } from './chart-text.js';
import { tickFigure } from './chart-figure.js';
import { labelsBelow, labelsBeside } from './category-labels.js';
import type { PlotData } from './plot-data.js';
import { plotSpec } from './plot-design.js';
import { niceTicks, shareOf, type Ticks } from './ticks.js';
import { valueLabels } from './value-labels.js';
import { vegaPaths } from './vega-paths.js';
import type { ChartPath, ChartText } from './vectors.js';

/** Parts of the chart that labels of categories may take. */
const MAX_BELOW = 0.38;
const MAX_BESIDE = 0.36;
const DISTANCE = 5;
/** Part of the range that is kept free for labels beyond bars that lie. */
const AIR_BESIDE = 0.09;
/** Smaller plots show nothing; the chart then does without titles. */
const LEAST_SIDE = 24;

interface PlotFrame {
  readonly plot: Area;
  readonly ticks: Ticks;
  readonly texts: readonly ChartText[];
}

/** Draws a chart with axes into an area; null when so little room is left of it that nothing would be seen. */
export function drawPlot(
  figures: ChartFigures,
  data: PlotData,
  area: Area,
  set: ChartTypesetter,
): { paths: readonly ChartPath[]; texts: readonly ChartText[] } | null {
  const titles = axisTitles(figures, data, area, set);
  const frame = data.isSideways
    ? frameSideways(figures, data, titles.rest, set)
    : frameUpright(figures, data, titles.rest, set);
  const { plot, ticks, texts } = frame;
  if (plot.width < LEAST_SIDE || plot.height < LEAST_SIDE) return null;
  const spec = plotSpec(data, { width: plot.width, height: plot.height }, ticks, figures.design.grid);
  return {
    paths: vegaPaths(spec, plot.left, plot.top),
    texts: [...titles.place(plot), ...texts, ...valueLabels(data, plot, ticks, set)],
  };
}

/** Titles beside the axes; `rest` is what is left for the plot and its labels. */
function axisTitles(
  { design }: ChartFigures,
  { isSideways }: PlotData,
  area: Area,
  set: ChartTypesetter,
): { rest: Area; place: (plot: Area) => ChartText[] } {
  const [below, beside] = isSideways ? [design.y_title, design.x_title] : [design.x_title, design.y_title];
  const line = set.lineHeight + 2;
  const left = beside ? line : 0;
  const bottom = below ? line : 0;
  const style = { bold: true, color: INK };
  return {
    rest: { ...area, left: area.left + left, width: area.width - left, height: area.height - bottom },
    place: (plot) => [
      ...(below
        ? [
            set.text(
              set.fit(below, plot.width, true),
              plot.left + plot.width / 2,
              area.top + area.height - set.lineHeight / 2,
              style,
            ),
          ]
        : []),
      ...(beside
        ? [
            set.text(
              set.fit(beside, plot.height, true),
              area.left + set.lineHeight / 2,
              plot.top + plot.height / 2,
              { ...style, angle: -90 },
            ),
          ]
        : []),
    ],
  };
}

/** Categories below, figures at the left. */
function frameUpright(figures: ChartFigures, data: PlotData, area: Area, set: ChartTypesetter): PlotFrame {
  const wanted = Math.min(8, Math.max(1, Math.floor((area.height * 0.7) / (set.size * 2.8))));
  const ticks = ticksOf(data, wanted, (set.size * 1.6 + 3) / area.height);
  const names = tickNames(ticks, figures, data);
  const left = set.widest(names) + DISTANCE;
  const top = set.lineHeight / 2;
  const width = area.width - left - set.size / 2;
  const categories = labelsBelow(data.categories, width, left, area.height * MAX_BELOW, set);
  const plot: Area = {
    left: area.left + left,
    top: area.top + top,
    width,
    height: area.height - top - categories.room,
  };
  const texts = names.map((name, at) => {
    const y = plot.top + plot.height * (1 - shareOf(ticks, ticks.values[at] ?? 0));
    return set.text(name, plot.left - DISTANCE, y, { anchor: 'end', color: MUTED });
  });
  return { plot, ticks, texts: [...texts, ...categories.place(plot)] };
}

/** Categories at the left from the top, figures below. */
function frameSideways(figures: ChartFigures, data: PlotData, area: Area, set: ChartTypesetter): PlotFrame {
  const below = set.lineHeight + DISTANCE;
  const height = area.height - below;
  const categories = labelsBeside(data.categories, height, area.width * MAX_BESIDE, set);
  const room = area.width - categories.room;
  const wide = set.widest(tickNames(ticksOf(data, 4, AIR_BESIDE), figures, data)) + set.size * 2;
  const ticks = ticksOf(data, Math.min(8, Math.max(1, Math.floor(room / wide))), AIR_BESIDE);
  const names = tickNames(ticks, figures, data);
  const [first = '', last = ''] = [names[0], names.at(-1)];
  const left = Math.max(categories.room, set.width(first) / 2);
  const plot: Area = {
    left: area.left + left,
    top: area.top,
    width: area.width - left - set.width(last) / 2 - 2,
    height,
  };
  const texts = names.map((name, at) => {
    const x = plot.left + plot.width * shareOf(ticks, ticks.values[at] ?? 0);
    return set.text(name, x, plot.top + height + below / 2 + 1, { color: MUTED });
  });
  return { plot, ticks, texts: [...texts, ...categories.place(plot)] };
}

/** With labels beyond the marks, a little `air` for them: a part of the range. */
function ticksOf({ low, high, isPercent, series }: PlotData, wanted: number, air: number): Ticks {
  if (isPercent) return niceTicks(low < 0 ? -100 : 0, high > 0 ? 100 : 0, Math.min(wanted, 5));
  const hasLabels = series.some(({ showLabels }) => showLabels);
  const more = hasLabels ? (high - low) * air : 0;
  return niceTicks(low < 0 ? low - more : low, high > 0 ? high + more : high, wanted);
}

function tickNames({ values, digits }: Ticks, figures: ChartFigures, { isPercent }: PlotData): string[] {
  return values.map((value) => tickFigure(value, digits, isPercent, figures));
}
