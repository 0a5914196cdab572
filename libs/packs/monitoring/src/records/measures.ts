import type { DecimalField, fields, RecordValue } from '@galley/dataset';

/** A value of an indicator, or what one is held against: six decimals. */
export function measure(label: string, example: RecordValue, more?: fields.More<DecimalField>): DecimalField {
  return { kind: 'decimal', label, precision: 24, scale: 6, example, ...more };
}
