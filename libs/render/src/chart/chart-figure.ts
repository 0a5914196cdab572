import { type ChartFigures, formatDecimal, numberPattern } from '@galley/layout';

/** A figure as labels of the chart say it. */
export function chartFigure(value: string, { locale }: ChartFigures): string {
  return formatDecimal(value, numberPattern(locale), { minFraction: 0, grouped: true });
}

/** A figure at which an axis is marked. */
export function tickFigure(
  value: number,
  digits: number,
  isPercent: boolean,
  { locale }: ChartFigures,
): string {
  return formatDecimal(value.toFixed(digits), numberPattern(locale), {
    minFraction: digits,
    grouped: true,
    isPercent,
  });
}
