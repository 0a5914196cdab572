import { type ChartFigures, LayoutError, phrasesFor, textDirection } from '@galley/layout';
import { colorAt, INK, MUTED } from './chart-colors.js';
import { type Area, ChartTypesetter } from './chart-text.js';
import { type LegendEntry, setLegend } from './legend.js';
import { mirrored } from './mirrored.js';
import { drawPies, pieEntries, piesOf } from './pie-chart.js';
import { drawPlot } from './plot-chart.js';
import { plotData } from './plot-data.js';
import type { ChartPath, ChartText, ChartVectors } from './vectors.js';

/** Points of all series together. */
const MAX_POINTS = 2_000;
const MAX_SERIES = 100;
const DEFAULT_SIZE = 8;
const MARGIN = 4;
const TITLE_SCALE = 1.3;
const MAX_TITLE_LINES = 2;
/** Smaller areas hold no chart at all. */
const LEAST_SIDE = 12;

interface Drawing {
  readonly paths: readonly ChartPath[];
  readonly texts: readonly ChartText[];
}

/**
 * A chart as vectors, drawn into `width` × `height` points; needs `prepareCharts`. Its reading direction is its document's.
 * Throws `LayoutError` `layout-too-large` for more points than anybody sees.
 */
export function chartVectors(figures: ChartFigures, width: number, height: number): ChartVectors {
  const points = figures.series.reduce((sum, series) => sum + series.points.length, 0);
  if (points > MAX_POINTS || figures.series.length > MAX_SERIES) {
    throw new LayoutError(
      'layout-too-large',
      `A chart shows ${MAX_POINTS} points of ${MAX_SERIES} series at most; this one has ${points} of ${figures.series.length}. ` +
        'Group its values more coarsely, or show only the largest.',
    );
  }
  const isRtl = (figures.direction ?? textDirection(figures.locale)) === 'rtl';
  const toDraw = isRtl ? withSidesSwapped(figures) : figures;
  const area = { left: MARGIN, top: MARGIN, width: width - 2 * MARGIN, height: height - 2 * MARGIN };
  const drawing = area.width < LEAST_SIDE || area.height < LEAST_SIDE ? NOTHING : draw(toDraw, area);
  const vectors = { width, height, ...drawing };
  return isRtl ? mirrored(vectors) : vectors;
}

const NOTHING: Drawing = { paths: [], texts: [] };

function draw(figures: ChartFigures, area: Area): Drawing {
  const { design } = figures;
  const set = new ChartTypesetter(Math.min(design.font?.size ?? DEFAULT_SIZE, area.height / 4));
  const kind = figures.series[0]?.kind;
  const isPie = kind === 'pie' || kind === 'doughnut';
  const pies = isPie ? piesOf(figures) : [];
  const data = isPie ? null : plotData(figures);
  const hasData = data ? data.series.some(({ values }) => values.some((value) => value)) : pies.length > 0;
  const title = setTitle(design.title, area, set);
  if (!hasData) {
    const words = set.centered(phrasesFor(figures.locale).no_data, title.rest, MUTED);
    return { paths: [], texts: [...title.texts, words] };
  }
  const body = (rest: Area, of: ChartFigures): Drawing | null =>
    data ? drawPlot(of, data, rest, set) : drawPies(pies, rest, set);
  const legend = setLegend(entriesOf(figures, pieEntries(pies)), design.legend, title.rest, set);
  const full = body(legend.rest, figures);
  if (full) {
    return {
      paths: [...legend.paths, ...full.paths],
      texts: [...title.texts, ...legend.texts, ...full.texts],
    };
  }
  return body(area, bare(figures)) ?? NOTHING;
}

function setTitle(
  title: string | null,
  area: Area,
  set: ChartTypesetter,
): { texts: readonly ChartText[]; rest: Area } {
  if (!title) return { texts: [], rest: area };
  const large = new ChartTypesetter(set.size * TITLE_SCALE);
  const lines = large.break(title, area.width, MAX_TITLE_LINES, true);
  const height = lines.length * large.lineHeight + 4;
  return {
    texts: lines.map((line, at) =>
      large.text(line, area.left + area.width / 2, area.top + (at + 0.5) * large.lineHeight, {
        bold: true,
        color: INK,
      }),
    ),
    rest: { ...area, top: area.top + height, height: area.height - height },
  };
}

/** What the legend tells apart: the slices of pies, else the series. */
function entriesOf({ series, design }: ChartFigures, slices: readonly LegendEntry[]): readonly LegendEntry[] {
  if (slices.length > 0) return slices;
  return series
    .map(({ name, color }, index) => ({ name, color: color ?? colorAt(index, design) }))
    .filter(({ name }) => name !== '');
}

/** Without what a very small chart has no room for. */
function bare(figures: ChartFigures): ChartFigures {
  return { ...figures, design: { ...figures.design, x_title: null, y_title: null } };
}

function withSidesSwapped(figures: ChartFigures): ChartFigures {
  const { legend } = figures.design;
  if (legend !== 'left' && legend !== 'right') return figures;
  return { ...figures, design: { ...figures.design, legend: legend === 'left' ? 'right' : 'left' } };
}
