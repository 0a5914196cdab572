import { formatDate, formatDecimal, localDatePattern, localDigits, numberPattern } from '@galley/layout';
import type { TableColumn } from '@galley/pack-monitoring/donor-report';

/** A cell as people read it: the digits of the database, written as the locale does. */
export function cellText(text: string, { type, format }: TableColumn, locale: string): string {
  const pattern = numberPattern(locale);
  if (type === 'decimal') {
    const minFraction = format === null ? 0 : 2;
    return formatDecimal(text, pattern, { minFraction, grouped: true, isPercent: format === 'percent' });
  }
  if (type === 'integer') return formatDecimal(text, pattern, { minFraction: 0, grouped: true });
  if (type === 'date') return localDigits(formatDate(text, localDatePattern(locale), 'date'), pattern);
  return text;
}

/** A figure of a chart's axis: one of few digits, made for the axis. */
export function tickText(value: number, locale: string): string {
  return formatDecimal(String(value), numberPattern(locale), { minFraction: 0, grouped: true });
}
