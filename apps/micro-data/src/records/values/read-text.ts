import type { RecordValue } from '@galley/dataset';
import { FieldFault } from './field-fault.js';
import { readJsonText } from './read-json.js';
import { readValue, type PlainField } from './read-value.js';

const WHOLE = /^[+-]?\d{1,15}$/;
const TRUTH: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  yes: true,
  no: false,
  '1': true,
  '0': false,
};

/** A value written as text, as in an address or a cell of CSV; blanks around it do not count. */
export function readText(field: PlainField, text: string): RecordValue | FieldFault {
  const value = field.kind === 'text' ? text : text.trim();
  switch (field.kind) {
    case 'integer':
      return WHOLE.test(value) ? readValue(field, Number(value)) : new FieldFault('must be a whole number');
    case 'boolean':
      return TRUTH[value.toLowerCase()] ?? new FieldFault('must be true or false');
    case 'json':
      return readJsonText(field, value);
    default:
      return readValue(field, value);
  }
}
