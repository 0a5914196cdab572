import {
  isDay,
  parseDecimal,
  unitsAt,
  type Decimal,
  type DecimalField,
  type RecordValue,
} from '@galley/dataset';
import { isUuid } from '@galley/platform';
import type { PlainColumn } from '../shape/record-shape.js';
import { FieldFault } from './field-fault.js';
import { readJson } from './read-json.js';

export type PlainField = PlainColumn['field'];

/** Of an `integer` column. */
const MAX_INTEGER = 2_147_483_647;
const DECIMAL = /^[+-]?\d{1,40}(?:\.\d{1,40})?$/;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/;
/** PostgreSQL's text takes everything but NUL; other control characters have no business in a record. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** A value as JSON gives it, checked against its field; decimals, dates, instants and documents come as texts in one spelling. */
export function readValue(field: PlainField, value: unknown): RecordValue | FieldFault {
  switch (field.kind) {
    case 'text':
      return typeof value === 'string' ? readText(field, value) : new FieldFault('must be a text');
    case 'integer':
      return readInteger(field, value);
    case 'decimal':
      return typeof value === 'string'
        ? readDecimal(field, value)
        : new FieldFault('must be a decimal number, as a text such as "12.50"');
    case 'date':
      return typeof value === 'string' && isDay(value) ? value : new FieldFault('must be a day: YYYY-MM-DD');
    case 'timestamp':
      return readInstant(value);
    case 'boolean':
      return typeof value === 'boolean' ? value : new FieldFault('must be true or false');
    case 'json':
      return readJson(field, value);
    case 'uuid':
      return isUuid(value) ? value.toLowerCase() : new FieldFault('must be a UUID');
    case 'choice':
      return typeof value === 'string' && field.choices.includes(value)
        ? value
        : new FieldFault(`must be one of ${field.choices.join(', ')}`);
  }
}

function readText(field: PlainField & { kind: 'text' }, value: string): RecordValue | FieldFault {
  if (value.trim() === '') return new FieldFault('must not be blank');
  if (value.length > field.max_length) {
    return new FieldFault(`must have at most ${field.max_length} characters`);
  }
  if (CONTROL.test(value)) return new FieldFault('must not hold control characters');
  const { pattern } = field;
  if (pattern && !new RegExp(`^(?:${pattern.source})$`, 'u').test(value)) return new FieldFault(pattern.says);
  return value;
}

function readInteger(field: PlainField & { kind: 'integer' }, value: unknown): RecordValue | FieldFault {
  const { min = -MAX_INTEGER, max = MAX_INTEGER } = field;
  if (typeof value !== 'number' || !Number.isInteger(value)) return new FieldFault('must be a whole number');
  return value >= min && value <= max ? value : new FieldFault(`must be from ${min} to ${max}`);
}

function readDecimal(field: DecimalField, value: string): RecordValue | FieldFault {
  const decimal = DECIMAL.test(value) ? parseDecimal(value) : null;
  if (decimal === null || typeof decimal === 'string') {
    return new FieldFault('must be a decimal number, as a text such as "12.50"');
  }
  if (decimal.scale > field.scale) return new FieldFault(`must have at most ${field.scale} decimals`);
  const limit = 10n ** BigInt(field.precision);
  const units = unitsAt(decimal, field.scale);
  if (units >= limit || units <= -limit) {
    return new FieldFault(`must have at most ${field.precision - field.scale} digits before the point`);
  }
  if (field.min !== undefined && compare(decimal, field.min) < 0) {
    return new FieldFault(`must be at least ${field.min}`);
  }
  if (field.max !== undefined && compare(decimal, field.max) > 0) {
    return new FieldFault(`must be at most ${field.max}`);
  }
  return value.replace(/^\+/, '');
}

function compare(decimal: Decimal, bound: string): number {
  const other = parseDecimal(bound);
  if (typeof other === 'string') throw new RangeError(`${bound} is no bound`);
  const scale = Math.max(decimal.scale, other.scale);
  const difference = unitsAt(decimal, scale) - unitsAt(other, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function readInstant(value: unknown): RecordValue | FieldFault {
  const fault = new FieldFault('must be an instant with its offset: 2026-06-30T06:00:00Z');
  if (typeof value !== 'string') return fault;
  const [, day] = INSTANT.exec(value) ?? [];
  if (!day || !isDay(day)) return fault;
  const instant = new Date(value.replace(' ', 'T'));
  return Number.isNaN(instant.getTime()) ? fault : instant.toISOString();
}
