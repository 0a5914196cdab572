import type { Column } from '@galley/dataset';
import { columnValue } from '../expressions/values.js';
import { formatPattern } from '../format/format-pattern.js';
import type { FormatCulture } from '../format/format-culture.js';
import { type ValueFormat, valueFormat } from '../format/value-format.js';
import type { NumberFormat, ValuePattern } from '../model/value-pattern.js';

/**
 * How a column is written where the layout's author gave a pattern. A pattern that only says what columns say themselves
 * keeps their form, which is written without becoming text first.
 */
export function designedFormat(
  column: Column,
  pattern: ValuePattern | null,
  culture: FormatCulture,
): ValueFormat {
  const { locale } = culture;
  if (pattern === null || pattern.kind === 'general') return valueFormat(column, locale);
  const isNumber = column.type === 'decimal' || column.type === 'integer';
  if (isNumber && pattern.kind === 'percent' && isOpen(pattern) && pattern.digits === null) {
    return valueFormat({ ...column, format: 'percent' }, locale);
  }
  const plain = valueFormat(column, locale);
  if (isNumber && plain.kind === 'number' && pattern.kind === 'number' && isOpen(pattern)) {
    const { digits } = pattern;
    const scale = column.type === 'integer' ? 0 : (column.scale ?? Infinity);
    if (digits !== null && scale <= digits) {
      return { ...plain, style: { minFraction: digits, grouped: true } };
    }
  }
  return { ...plain, write: (text) => formatPattern(columnValue(text, column.type), pattern, culture) };
}

/** Nothing but kind and digits is said. */
function isOpen({ decimal, group, currency, positive, negative }: NumberFormat): boolean {
  return [decimal, group, currency, positive, negative].every((part) => part === null);
}
