import type { Json, ParamScalar } from '@galley/dataset';
import { ParameterInvalid, ParameterMissing } from '../dataset-problems.js';
import { isBlank } from '../filters/dialog-filter.js';
import { below } from '../filters/filter-fault.js';
import { readValue } from '../values/read-value.js';
import type { DeclaredParam, ParamValues } from './declared-params.js';

type JsonObject = Readonly<Record<string, Json>>;

export interface BoundParams {
  readonly values: ParamValues;
  /** The filters that filled no parameter. */
  readonly filters: JsonObject;
}

const MAX_ITEMS = 1000;

/**
 * Fills declared parameters from `params`, then from filters of the same name (an empty one counts as left out, as an
 * empty dialog field does), then from their defaults. Throws `parameter-missing` and `parameter-invalid` before any SQL.
 */
export function bindParams(
  declared: readonly DeclaredParam[],
  params: JsonObject,
  filters: JsonObject,
): BoundParams {
  const unknown = Object.keys(params).find((key) => !declared.some((param) => param.key === key));
  if (unknown !== undefined) {
    const known = declared.map(({ key }) => key).join(', ') || 'none';
    throw invalid(below('/params', unknown), `is not a parameter of the source (it has: ${known})`);
  }
  const rest = new Map(Object.entries(filters));
  const values: Record<string, Json> = {};
  for (const param of declared) {
    const isGiven = Object.hasOwn(params, param.key);
    const pointer = below(isGiven ? '/params' : '/filters', param.key);
    const filter = rest.get(param.key);
    rest.delete(param.key);
    values[param.key] = valueOf(param, isGiven ? params[param.key] : fromFilter(filter, pointer), pointer);
  }
  return { values, filters: Object.fromEntries(rest) };
}

/** A filter on a parameter can only be a value or a list: there is no column to compare. */
function fromFilter(filter: Json | undefined, pointer: string): Json | undefined {
  if (filter === undefined || isBlank(filter)) return undefined;
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) return filter;
  const [operator, ...more] = Object.keys(filter);
  const value = (filter as JsonObject)[operator ?? ''];
  if (more.length === 0 && (operator === 'equals' || operator === 'in')) return value;
  throw invalid(pointer, 'fills a parameter, which takes a value or a list');
}

function valueOf(param: DeclaredParam, given: Json | undefined, pointer: string): Json {
  const value = given ?? param.default ?? null;
  if (value === null) {
    if (param.nullable) return null;
    throw ParameterMissing.error(`Parameter "${param.key}" is required; give it in params.`, {
      facts: { filter: param.key },
      errors: [{ pointer: below('/params', param.key), detail: 'is required' }],
    });
  }
  const scalar = param.type.replace('[]', '') as ParamScalar;
  const check = (one: Json, at: string): Json => chosen(param, checked(scalar, one, at), at);
  if (scalar === param.type) return check(value, pointer);
  const items = Array.isArray(value) ? (value as readonly Json[]) : [value];
  if (items.length > MAX_ITEMS) throw invalid(pointer, `holds more than ${MAX_ITEMS} values`);
  return items.map((item, index) => check(item, below(pointer, index)));
}

function chosen({ choices }: DeclaredParam, value: Json, pointer: string): Json {
  if (!choices || choices.includes(typeof value === 'string' ? value : JSON.stringify(value))) return value;
  throw invalid(pointer, `must be one of ${choices.join(', ')}`);
}

/** The value as it came; a document as its text, which PostgreSQL reads whatever is in it. */
function checked(type: ParamScalar, value: Json, pointer: string): Json {
  const read = readValue(type, value);
  if (!read.ok) throw invalid(pointer, read.detail);
  return type === 'json' ? read.text : value;
}

function invalid(pointer: string, detail: string): ReturnType<typeof ParameterInvalid.error> {
  return ParameterInvalid.error(`The parameter at ${pointer} ${detail}.`, { errors: [{ pointer, detail }] });
}
