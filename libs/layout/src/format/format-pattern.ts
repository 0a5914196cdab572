import type { Value } from '../expressions/contract.js';
import { isDate, isNumber, textOf } from '../expressions/values.js';
import type { ValuePattern } from '../model/value-pattern.js';
import { phrasesFor } from '../phrases/phrases.js';
import type { FormatCulture } from './format-culture.js';
import { formatNetDate } from './net-date.js';
import { formatFigure, formatNetNumber } from './net-number.js';

/**
 * Writes a value as its pattern says, in the customs of a locale. Null is empty; a value of another type than the
 * pattern is for (text under a number format) is written as it is.
 */
export function formatPattern(value: Value, pattern: ValuePattern, culture: FormatCulture): string {
  switch (pattern.kind) {
    case 'general':
      break;
    case 'number':
    case 'currency':
    case 'percent':
      if (isNumber(value)) return formatFigure(value, pattern, culture);
      break;
    case 'date':
    case 'time':
      if (isDate(value)) {
        return formatNetDate(value, pattern.pattern ?? (pattern.kind === 'date' ? 'd' : 't'), culture.locale);
      }
      break;
    case 'boolean':
      if (typeof value === 'boolean') return yesOrNo(value, pattern.yes, pattern.no, culture.locale);
      break;
    case 'custom':
      return formatNet(value, pattern.pattern, culture);
  }
  return typeof value === 'boolean'
    ? yesOrNo(value, null, null, culture.locale)
    : textOf(value, culture.locale);
}

/** A number or date by a .NET pattern; other values have none. */
export function formatNet(value: Value, pattern: string, culture: FormatCulture): string {
  if (isNumber(value)) return formatNetNumber(value, pattern, culture);
  if (isDate(value) && pattern !== '') return formatNetDate(value, pattern, culture.locale);
  return textOf(value, culture.locale);
}

function yesOrNo(value: boolean, yes: string | null, no: string | null, locale: string): string {
  const words = phrasesFor(locale);
  return value ? (yes ?? words.yes) : (no ?? words.no);
}
