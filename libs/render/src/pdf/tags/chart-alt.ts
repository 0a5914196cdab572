import type { ChartDesign } from '@galley/layout';

/** A chart in words: its title, else what its axes and series are called; its figures stand in the table beside it. */
export function chartAlt({ title, x_title, y_title, series }: ChartDesign): string {
  const names = [title, y_title, x_title, ...series.map(({ name }) => name)];
  return names.find((name) => name !== null && name !== '') ?? '📊';
}
