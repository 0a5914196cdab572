import { COUNTRY_CODES } from './country-codes.js';
import type { RecordRule } from './record-entity.js';
import type {
  ChoiceField,
  DecimalField,
  JsonField,
  IntegerField,
  PlainField,
  RecordValue,
  ReferenceField,
  TextField,
} from './record-field.js';

type Example = RecordValue;
/** What a field may say beside its kind, label and example. */
export type More<Field> = Partial<Omit<Field, 'kind' | 'label' | 'example'>>;

export function text(label: string, max_length: number, example: Example, more?: More<TextField>): TextField {
  return { kind: 'text', label, max_length, example, ...more };
}

/** A code that people give: it may stand in addresses and file names. */
export function code(label: string, example: string): TextField {
  const pattern = {
    source: '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._/ -]*[\\p{L}\\p{N}])?',
    says: 'must be letters, digits and . _ / - between them',
  };
  return text(label, 50, example, { required: true, pattern });
}

export function whole(label: string, example: Example, more?: More<IntegerField>): IntegerField {
  return { kind: 'integer', label, example, ...more };
}

export function choice(
  label: string,
  choices: readonly string[],
  example: Example,
  more?: More<ChoiceField>,
): ChoiceField {
  return { kind: 'choice', label, choices, example, ...more };
}

export function date(label: string, example: Example, more?: More<PlainField>): PlainField {
  return { kind: 'date', label, example, ...more };
}

export function timestamp(label: string, example: Example, more?: More<PlainField>): PlainField {
  return { kind: 'timestamp', label, example, ...more };
}

export function flag(label: string, example: Example, more?: More<PlainField>): PlainField {
  return { kind: 'boolean', label, example, ...more };
}

export function uuid(label: string, example: Example, more?: More<PlainField>): PlainField {
  return { kind: 'uuid', label, example, ...more };
}

/** A country, by its two letters of ISO 3166-1. */
export function country(label: string, example: Example, more?: More<TextField>): TextField {
  const pattern = {
    source: COUNTRY_CODES.join('|'),
    says: 'must be the two letters of ISO 3166-1, such as NO',
  };
  return text(label, 2, example, { pattern, ...more });
}

/** ISO 4217. */
export function currency(example: Example = 'USD', more?: More<TextField>): TextField {
  const pattern = { source: '[A-Z]{3}', says: 'must be the three letters of ISO 4217, such as USD' };
  return text('Currency', 3, example, { pattern, ...more });
}

/** An amount of money: two decimals. */
export function money(label: string, example: Example, more?: More<DecimalField>): DecimalField {
  return { kind: 'decimal', label, precision: 18, scale: 2, example, ...more };
}

/** A price, rate or quantity: six decimals. */
export function quantity(label: string, example: Example, more?: More<DecimalField>): DecimalField {
  return { kind: 'decimal', label, precision: 18, scale: 6, example, ...more };
}

/** A document, stored as it is. */
export function json(label: string, example: Example, more?: More<JsonField>): JsonField {
  return { kind: 'json', label, example, ...more };
}

/** Another record, named by its code. */
export function reference(
  label: string,
  to: string,
  example: Example,
  more?: More<ReferenceField>,
): ReferenceField {
  return { kind: 'reference', label, to, by: 'code', example, ...more };
}

/** Two days of which the second, where there is one, is not earlier. */
export function inOrder(first: string, last: string): RecordRule {
  return {
    field: last,
    says: `must not be before ${first}`,
    holds: ({ [first]: from = null, [last]: to = null }) =>
      from === null || to === null || String(to) >= String(from),
  };
}

/** Two instants of which the second, where there is one, is later; or at least as late. */
export function later(first: string, last: string, { orAt = false } = {}): RecordRule {
  return {
    field: last,
    says: orAt ? `must not be before ${first}` : `must be after ${first}`,
    holds: ({ [first]: from = null, [last]: to = null }) => {
      if (from === null || to === null) return true;
      const difference = Date.parse(String(to)) - Date.parse(String(from));
      return orAt ? difference >= 0 : difference > 0;
    },
  };
}
