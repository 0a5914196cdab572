import type { Json, JsonField } from '@galley/dataset';
import { FieldFault } from './field-fault.js';

const MAX_LENGTH = 10_000;
const MAX_DEPTH = 64;
/** PostgreSQL keeps no NUL, and no half of a character; `JSON.stringify` escapes either, behind any number of whole `\\`. */
const UNKEPT = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** A document as it came, as the text that records hold it by: `{"a":1}`. */
export function readJson(field: JsonField, document: unknown): string | FieldFault {
  const { max_length = MAX_LENGTH } = field;
  if (isDeeper(document, MAX_DEPTH))
    return new FieldFault(`must not be nested deeper than ${MAX_DEPTH} levels`);
  const text = JSON.stringify(document);
  if (text === undefined) return new FieldFault('must be JSON');
  if (text.length > max_length) return new FieldFault(`must have at most ${max_length} characters`);
  if (UNKEPT.test(text)) return new FieldFault('must not hold control characters');
  const says = field.fault?.(document) ?? null;
  return says === null ? text : new FieldFault(says);
}

/** A document written as text: a cell of a file. */
export function readJsonText(field: JsonField, text: string): string | FieldFault {
  const fault = new FieldFault('must be JSON, such as {"key": "value"}');
  try {
    const document: unknown = JSON.parse(text);
    return document === null ? fault : readJson(field, document);
  } catch {
    return fault;
  }
}

/** The document that a record holds as text; null where it holds none. */
export function documentOf(text: unknown): Json {
  return typeof text === 'string' ? (JSON.parse(text) as Json) : null;
}

/** Stops at the limit, so that no document is too deep for it. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeper(part, levels - 1));
}
