import { isDay, type Json, type ParamScalar } from '@galley/dataset';

/** What a bound value may be: the scalar types of parameters, which are also those of columns that compare. */
export type ScalarType = ParamScalar;

/** A value PostgreSQL will accept for its type, as text; or why not. */
export type ReadValue =
  | { readonly ok: true; readonly text: string; readonly isDate: boolean }
  | { readonly ok: false; readonly detail: string };

const INT8_MIN = -(2n ** 63n);
const INT8_MAX = 2n ** 63n - 1n;
const INTEGER = /^[+-]?\d{1,19}$/;
const NUMBER = /^[+-]?(\d{1,200}(\.\d{0,200})?|\.\d{1,200})([eE][+-]?\d{1,3})?$/;
const MOMENT =
  /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAX_TEXT = 10_000;

/** Checks a JSON value against a type before any SQL runs. The detail never repeats the value. */
export function readValue(type: ScalarType, value: Json): ReadValue {
  return READERS[type](value);
}

const READERS: Readonly<Record<ScalarType, (value: Json) => ReadValue>> = {
  text: (value) => {
    if (typeof value !== 'string') return fault('must be a text');
    if (value.includes('\0')) return fault('must not hold a NUL character');
    if (value.length > MAX_TEXT) return fault(`must have at most ${MAX_TEXT} characters`);
    return good(value);
  },
  int: (value) => {
    const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
    if (typeof text !== 'string' || !INTEGER.test(text)) return fault('must be a whole number');
    const number = BigInt(text.replace('+', ''));
    return number < INT8_MIN || number > INT8_MAX ? fault('is out of range') : good(String(number));
  },
  numeric: (value) => {
    const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
    return typeof text === 'string' && NUMBER.test(text) ? good(text) : fault('must be a number');
  },
  date: (value) =>
    typeof value === 'string' && isDay(value)
      ? { ...good(value), isDate: true }
      : fault('must be a date, YYYY-MM-DD'),
  timestamp: (value) => {
    if (typeof value === 'string' && isDay(value)) return { ...good(value), isDate: true };
    const parts = typeof value === 'string' ? MOMENT.exec(value) : null;
    return parts?.[1] && isDay(parts[1])
      ? good(parts[0])
      : fault('must be a date or a moment, YYYY-MM-DDTHH:MM:SS with Z, an offset or neither');
  },
  bool: (value) =>
    value === true || value === 'true'
      ? good('true')
      : value === false || value === 'false'
        ? good('false')
        : fault('must be true or false'),
  uuid: (value) => (typeof value === 'string' && UUID.test(value) ? good(value) : fault('must be a UUID')),
  json: (value) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (!isDocument(text)) return fault('must be a JSON object or list');
    // jsonb has no such character, however it is written.
    return /\\u0000/.test(text) ? fault('must not hold a NUL character') : good(text);
  },
};

function isDocument(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

function good(text: string): { ok: true; text: string; isDate: boolean } {
  return { ok: true, text, isDate: false };
}

function fault(detail: string): ReadValue {
  return { ok: false, detail };
}
