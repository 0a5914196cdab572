import { INK, inkOn } from './chart-colors.js';
import { type Area, boxOf, type ChartTypesetter } from './chart-text.js';
import type { PlotData, PlotSeries, PlotValue } from './plot-data.js';
import { barLanes } from './plot-design.js';
import { shareOf, type Ticks } from './ticks.js';
import type { ChartText } from './vectors.js';

const DISTANCE = 3;
/** More labels than these are not read. */
const MAX_LABELS = 200;

interface Placed {
  readonly text: ChartText;
  readonly box: Area;
}

/** The figures at their marks. One that would cover another, or leave the plot, is left out. */
export function valueLabels(data: PlotData, plot: Area, ticks: Ticks, set: ChartTypesetter): ChartText[] {
  const placed: Placed[] = [];
  const lanes = barLanes(data.series.filter(({ mark }) => mark === 'bar'));
  for (const series of data.series) {
    if (!series.showLabels) continue;
    const lane = lanes.findIndex((one) => one.includes(series));
    const across = lane < 0 ? 0.5 : (lane + 0.5) / lanes.length;
    series.values.forEach((value, at) => {
      if (!value || placed.length >= MAX_LABELS) return;
      const text = labelOf(series, value, data, { at, across }, plot, ticks, set);
      const box = boundsOf(text, set);
      if (isInside(box, plot, set.size) && !placed.some((other) => meets(other.box, box)))
        placed.push({ text, box });
    });
  }
  return placed.map(({ text }) => text);
}

/** In the middle of a part of a stack; else beyond the mark's end. */
function labelOf(
  series: PlotSeries,
  value: PlotValue,
  { categories, isSideways }: PlotData,
  { at, across }: { readonly at: number; readonly across: number },
  plot: Area,
  ticks: Ticks,
  set: ChartTypesetter,
): ChartText {
  const isPart = series.isStacked && series.mark === 'bar';
  const share = shareOf(ticks, isPart ? (value.from + value.to) / 2 : value.to);
  // Lanes stand within the middle part of a category's place.
  const place = (at + 0.5 + (across - 0.5) * 0.78) / categories.length;
  const color = isPart ? inkOn(series.color) : INK;
  const away = isPart ? 0 : value.to < 0 ? -1 : 1;
  if (isSideways) {
    const x = plot.left + plot.width * share + away * DISTANCE;
    const anchor = isPart ? 'middle' : away < 0 ? 'end' : 'start';
    return set.text(value.label, x, plot.top + plot.height * place, { anchor, color });
  }
  const y = plot.top + plot.height * (1 - share) - away * (set.size / 2 + DISTANCE);
  return set.text(value.label, plot.left + plot.width * place, y, { color });
}

function boundsOf(text: ChartText, set: ChartTypesetter): Area {
  const corners = boxOf(text, set.width(text.text, text.bold, text.size));
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

function isInside(box: Area, plot: Area, slack: number): boolean {
  return (
    box.left >= plot.left - 1 &&
    box.left + box.width <= plot.left + plot.width + slack &&
    box.top >= plot.top - slack / 2 &&
    box.top + box.height <= plot.top + plot.height
  );
}

function meets(a: Area, b: Area): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}
