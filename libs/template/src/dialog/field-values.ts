import { isDay, type Json } from '@galley/dataset';
import { Temporal } from 'temporal-polyfill';
import { isRelativeDate, resolveDate, resolveInstant, type Clock } from '../dates/relative-date.js';
import type { DialogField } from './dialog.js';

type Scalar = string | number | boolean;
type Judged = Pick<DialogField, 'type' | 'options'>;

/** No value: the field is left out of the query. */
export function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** Why a value does not suit a field, or null. Operator objects (`{gte: …}`) are micro-data's to judge. */
export function valueFault(field: Judged, value: Json): string | null {
  if (isEmpty(value)) return null;
  if (Array.isArray(value)) return value.map((one) => scalarFault(field, one as Json)).find(Boolean) ?? null;
  return typeof value === 'object' ? null : scalarFault(field, value);
}

/** A value that suits its field, with relative dates resolved: `date` to YYYY-MM-DD, `datetime` to an instant. */
export function resolveValue(field: Judged, value: Json, clock: Clock): Json {
  if (Array.isArray(value)) return value.map((one) => resolveValue(field, one as Json, clock));
  if (typeof value !== 'string') return value;
  if (field.type === 'date' && isRelativeDate(value)) return resolveDate(value, clock);
  if (field.type === 'datetime') return resolveDateTime(value, clock);
  if (field.type === 'boolean') return value === 'true';
  return value;
}

function scalarFault(field: Judged, value: Json): string | null {
  if (value === null || typeof value === 'object') return 'is not a single value';
  return SCALARS[field.type](value, field);
}

const SCALARS: Readonly<Record<DialogField['type'], (value: Scalar, field: Judged) => string | null>> = {
  text: () => null,
  lookup: () => null,
  select: (value, { options }) =>
    options.some((choice) => choice.value === String(value))
      ? null
      : `is not one of ${options.map((choice) => choice.value).join(', ')}`,
  number: (value) =>
    typeof value !== 'boolean' && /^[+-]?\d{1,40}(\.\d{1,20})?$/.test(String(value))
      ? null
      : 'is not a number',
  boolean: (value) => (['true', 'false'].includes(String(value)) ? null : 'is neither true nor false'),
  date: (value) =>
    isRelativeDate(String(value)) || isDay(String(value))
      ? null
      : 'is neither a date (YYYY-MM-DD) nor relative (today-30d, start_of_month)',
  datetime: (value) =>
    isRelativeDate(String(value)) || isDay(String(value)) || isMoment(String(value))
      ? null
      : 'is neither a moment (ISO 8601) nor relative (now-2h, start_of_month)',
};

function resolveDateTime(text: string, clock: Clock): string {
  if (isRelativeDate(text)) return resolveInstant(text, clock);
  if (isDay(text) || isInstant(text)) return text;
  // A local time takes the zone of the run; in a gap or an overlap of the clocks, the rule for schedules holds too.
  return Temporal.PlainDateTime.from(text).toZonedDateTime(clock.timezone).toInstant().toString();
}

function isInstant(text: string): boolean {
  return parses(() => Temporal.Instant.from(text));
}

function isMoment(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) return false;
  return (
    isInstant(text) ||
    (!/[zZ\]]|[+-]\d\d(:?\d\d)?$/.test(text) && parses(() => Temporal.PlainDateTime.from(text)))
  );
}

function parses(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
