import type { ChartDesign, ChartFigures, ChartKind } from '@galley/layout';

type Series = ChartFigures['series'][number];

export const PLAIN_DESIGN: ChartDesign = {
  title: 'Consumption by month',
  series: [],
  stacking: 'none',
  sort: 'none',
  top: null,
  legend: 'bottom',
  x_title: null,
  y_title: null,
  grid: true,
  y_format: { kind: 'general' },
  palette: null,
  font: null,
};

export function series(
  name: string,
  kind: ChartKind,
  values: readonly (string | null)[],
  more: Partial<Series> = {},
): Series {
  return {
    name,
    kind,
    color: null,
    show_labels: false,
    points: values.map((y, at) => ({ x: `C${at + 1}`, y })),
    ...more,
  };
}

/** Figures of a chart, for tests. */
export function figuresOf(
  all: readonly Series[],
  design: Partial<ChartDesign> = {},
  locale: string = 'en',
): ChartFigures {
  return { design: { ...PLAIN_DESIGN, ...design }, locale, currency: null, series: all };
}
