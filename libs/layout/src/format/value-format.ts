import type { Column } from '@galley/dataset';
import { phrasesFor } from '../phrases/phrases.js';
import {
  type DatePattern,
  formatDate,
  localDatePattern,
  localTimestampPattern,
  parseDatePattern,
} from './date-pattern.js';
import { type DecimalStyle, formatDecimal, localDigits } from './format-decimal.js';
import { type NumberPattern, numberPattern } from './number-pattern.js';

/** How a column's values are shown: closed by column type, open enough for encoders that work on bytes. */
export type ValueFormat = ColumnFormat & {
  /** Writes what the kind alone does not: a pattern of a layout's author. */
  readonly write?: (text: string) => string;
};

type ColumnFormat =
  | { readonly kind: 'text' }
  | { readonly kind: 'number'; readonly pattern: NumberPattern; readonly style: DecimalStyle }
  | { readonly kind: 'date' | 'timestamp'; readonly pattern: DatePattern; readonly digits: NumberPattern }
  | { readonly kind: 'boolean'; readonly yes: string; readonly no: string };

/** Fraction digits of a quantity that stay although they are zeros. */
const QUANTITY_DIGITS = 2;

/** The format of a column in a locale. Integers that are no measure (years, numbers of documents) are not grouped. */
export function valueFormat(column: Column, locale: string): ValueFormat {
  const pattern = numberPattern(locale);
  const isPercent = column.format === 'percent';
  switch (column.type) {
    case 'integer':
      return {
        kind: 'number',
        pattern,
        style: { minFraction: 0, grouped: column.role === 'measure', isPercent },
      };
    case 'decimal': {
      const scale = column.scale ?? (column.format === 'money' ? 2 : 0);
      const dropsZeros = column.format === 'quantity';
      const minFraction = dropsZeros ? Math.min(scale, QUANTITY_DIGITS) : scale;
      return { kind: 'number', pattern, style: { minFraction, grouped: true, isPercent, dropsZeros } };
    }
    case 'date':
    case 'timestamp': {
      const local = column.type === 'date' ? localDatePattern(locale) : localTimestampPattern(locale);
      const dates = (column.format && parseDatePattern(column.format)) || local;
      return { kind: column.type, pattern: dates, digits: pattern };
    }
    case 'boolean': {
      const { yes, no } = phrasesFor(locale);
      return { kind: 'boolean', yes, no };
    }
    default:
      return { kind: 'text' };
  }
}

/** The format of a column whose values drop zeros, with as many fraction digits in each as one of them needs. */
export function withFractionDigits(format: ValueFormat, digits: number): ValueFormat {
  if (format.kind !== 'number' || !format.style.dropsZeros) return format;
  return {
    ...format,
    style: { ...format.style, minFraction: Math.max(format.style.minFraction, digits) },
  };
}

/** A value's PostgreSQL text as people read it; null is empty. */
export function formatValue(text: string | null, format: ValueFormat): string {
  if (text === null) return '';
  if (format.write) return format.write(text);
  switch (format.kind) {
    case 'text':
      return text;
    case 'number':
      return formatDecimal(text, format.pattern, format.style);
    case 'boolean':
      return text === 't' || text === 'true' ? format.yes : format.no;
    default:
      return localDigits(formatDate(text, format.pattern, format.kind), format.digits);
  }
}
