import type { Value } from '../expressions/contract.js';
import { isNumber } from '../expressions/values.js';
import type { TextObject } from '../model/objects.js';
import type { FormatCulture } from './format-culture.js';
import { formatPattern } from './format-pattern.js';

type Written = Pick<TextObject, 'format' | 'null_text' | 'hide_zeros' | 'hide_value'>;

/** A value as a text object writes it: formatted, with its own text for null, zeros and one value hidden where it says so. */
export function writtenValue(object: Written, value: Value, culture: FormatCulture): string {
  if (value === null) return object.null_text;
  if (object.hide_zeros && isNumber(value) && value.isZero()) return '';
  const text = formatPattern(value, object.format, culture);
  return text === object.hide_value ? '' : text;
}
