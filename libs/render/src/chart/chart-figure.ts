import { type ChartFigures, columnValue, formatDecimal, formatPattern, numberPattern } from '@galley/layout';

/** A figure as labels of the chart say it. */
export function chartFigure(value: string, figures: ChartFigures): string {
  return written(value, 0, figures);
}

/** A figure at which an axis is marked. */
export function tickFigure(value: number, digits: number, isPercent: boolean, figures: ChartFigures): string {
  const text = value.toFixed(digits);
  if (!isPercent) return written(text, digits, figures);
  const style = { minFraction: digits, grouped: true, isPercent };
  return formatDecimal(text, numberPattern(figures.locale), style);
}

function written(text: string, digits: number, figures: ChartFigures): string {
  const pattern = figures.design.y_format;
  if (pattern.kind !== 'general') return formatPattern(columnValue(text, 'decimal'), pattern, figures);
  return formatDecimal(text, numberPattern(figures.locale), { minFraction: digits, grouped: true });
}
