import { sql, type Json, type SqlFragment } from '@galley/dataset';
import { SQL_TYPE } from '../../catalog/column-types.js';
import { readValue, type ScalarType } from '../values/read-value.js';
import { collated, isTimestampWithZone, type FilterColumn } from './filter-column.js';
import { below, filterInvalid } from './filter-fault.js';
import type { FilterScope } from './filter-scope.js';

/** One operator of a filter object, at the place it was written. */
export interface Operand {
  readonly on: FilterColumn;
  readonly value: Json;
  readonly pointer: string;
  readonly isInsensitive: boolean;
  readonly scope: FilterScope;
}

type Operator = (operand: Operand) => SqlFragment;

export const NOTHING = sql`false`;
export const EVERYTHING = sql`true`;

/** Half-open interval of moments that a value stands for: one moment, or a whole local day. */
interface Bounds {
  readonly exact: SqlFragment | null;
  readonly from: SqlFragment;
  readonly until: SqlFragment;
}

/** Types whose values have an order that means something. */
const ORDERED = new Set<ScalarType | null>(['text', 'int', 'numeric', 'date', 'timestamp']);

const compare = (onDay: (on: SqlFragment, day: Bounds) => SqlFragment, sign: SqlFragment): Operator => {
  return (operand) => {
    const { on, value, pointer, scope } = operand;
    if (!ORDERED.has(on.scalar)) throw filterInvalid(pointer, `orders a column of type ${on.column.type}`);
    const bounds = boundsOf(operand, value, pointer);
    if (!bounds.exact) return onDay(on.value, bounds);
    return sql`${on.scalar === 'text' ? collated(on.value, scope) : on.value} ${sign} ${bounds.exact}`;
  };
};

const lt = compare((on, { from }) => sql`${on} < ${from}`, sql`<`);
const lte = compare((on, { until }) => sql`${on} < ${until}`, sql`<=`);
const gt = compare((on, { until }) => sql`${on} >= ${until}`, sql`>`);
const gte = compare((on, { from }) => sql`${on} >= ${from}`, sql`>=`);

const equals: Operator = (operand) => {
  const { on, value, pointer } = operand;
  if (value === null) return sql`${on.ref} is null`;
  if (Array.isArray(value)) throw filterInvalid(pointer, 'takes one value, not a list; use "in"');
  if (operand.isInsensitive && on.scalar === 'text') {
    return sql`lower(${collated(on.value, operand.scope)}) = lower(${collated(typed(operand, value, pointer), operand.scope)})`;
  }
  const bounds = boundsOf(operand, value, pointer);
  return bounds.exact
    ? sql`${on.value} = ${bounds.exact}`
    : sql`(${on.value} >= ${bounds.from} and ${on.value} < ${bounds.until})`;
};

const isIn: Operator = (operand) => {
  const { on, value, pointer } = operand;
  if (!Array.isArray(value)) throw filterInvalid(pointer, 'takes a list of values');
  const given = (value as readonly Json[]).filter((one) => one !== null);
  const orNull = given.length < value.length ? sql`${on.ref} is null` : null;
  const parts = [...(given.length > 0 ? [isOneOf(operand, given)] : []), ...(orNull ? [orNull] : [])];
  return parts.length === 0 ? NOTHING : either(parts);
};

function isOneOf(operand: Operand, values: readonly Json[]): SqlFragment {
  const { on, pointer, scope } = operand;
  const read = values.map((value, index) => textOf(operand, value, below(pointer, index)));
  // A day of a timestamp is a range, and ranges have no list.
  if (on.column.type === 'timestamp') {
    return either(
      values.map((value, index) => equals({ ...operand, value, pointer: below(pointer, index) })),
    );
  }
  const list = sql`${read.map(({ text }) => text)}`;
  if (operand.isInsensitive && on.scalar === 'text') {
    const lowered = sql`select lower(${collated(sql`v`, scope)}) from unnest(${list}::text[]) as v`;
    return sql`lower(${collated(on.value, scope)}) in (${lowered})`;
  }
  return sql`${on.value} = any(${list}::${SQL_TYPE[on.column.type]}[])`;
}

const between: Operator = (operand) => {
  const { value, pointer } = operand;
  if (!Array.isArray(value) || value.length !== 2) throw filterInvalid(pointer, 'takes a list of two values');
  const [low = null, high = null] = value as readonly Json[];
  return sql`(${gte({ ...operand, value: low, pointer: below(pointer, 0) })} and ${lte({ ...operand, value: high, pointer: below(pointer, 1) })})`;
};

/** LIKE with the text's own wildcards made literal. */
const like = (pattern: (literal: string) => string): Operator => {
  return (operand) => {
    const { on, pointer, scope } = operand;
    if (on.scalar !== 'text') throw filterInvalid(pointer, `searches in a column of type ${on.column.type}`);
    const { text } = textOf(operand, operand.value, pointer);
    const bound = pattern(text.replace(/[\\%_]/g, '\\$&'));
    return operand.isInsensitive
      ? sql`${collated(on.value, scope)} ilike ${bound}::text`
      : sql`${on.value} like ${bound}::text`;
  };
};

const isNull: Operator = ({ on, value, pointer }) => {
  if (value !== true && value !== false) throw filterInvalid(pointer, 'takes true or false');
  return value ? sql`${on.ref} is null` : sql`${on.ref} is not null`;
};

/** The operators of the filter grammar that stand on a single value; `not` and `mode` belong to the compiler. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  equals,
  in: isIn,
  notIn: (operand) => {
    if (Array.isArray(operand.value) && operand.value.length === 0) return EVERYTHING;
    return sql`not (${isIn(operand)})`;
  },
  lt,
  lte,
  gt,
  gte,
  between,
  contains: like((text) => `%${text}%`),
  startsWith: like((text) => `${text}%`),
  endsWith: like((text) => `%${text}`),
  isNull,
};

export function either(parts: readonly SqlFragment[]): SqlFragment {
  return joined(parts, sql` or `);
}

export function both(parts: readonly SqlFragment[]): SqlFragment {
  return joined(parts, sql` and `);
}

function joined(parts: readonly SqlFragment[], word: SqlFragment): SqlFragment {
  const [first, ...rest] = parts;
  if (!first) return EVERYTHING;
  if (rest.length === 0) return first;
  return sql`(${rest.reduce((all, part) => sql`${all}${word}${part}`, first)})`;
}

function textOf(operand: Operand, value: Json, pointer: string): { text: string; isDate: boolean } {
  const { on } = operand;
  if (on.scalar === null)
    throw filterInvalid(pointer, `compares a column of type ${on.column.type}; only isNull can`);
  const read = readValue(on.scalar, value);
  if (!read.ok) throw filterInvalid(pointer, `${read.detail} ("${on.column.name}" is ${on.column.type})`);
  return read;
}

function typed(operand: Operand, value: Json, pointer: string): SqlFragment {
  return sql`${textOf(operand, value, pointer).text}::${SQL_TYPE[operand.on.column.type]}`;
}

/** A date on a timestamp is its whole day in the session's zone; moments without offset are local too. */
function boundsOf(operand: Operand, value: Json, pointer: string): Bounds {
  const { column } = operand.on;
  if (column.type !== 'timestamp') {
    const exact = typed(operand, value, pointer);
    return { exact, from: exact, until: exact };
  }
  const { text, isDate } = textOf(operand, value, pointer);
  const isZoned = isTimestampWithZone(column) || column.oid === 0;
  if (!isDate) {
    const exact = isZoned ? sql`${text}::timestamptz` : sql`${text}::timestamptz::timestamp`;
    return { exact, from: exact, until: exact };
  }
  return isZoned
    ? { exact: null, from: sql`${text}::date::timestamptz`, until: sql`(${text}::date + 1)::timestamptz` }
    : { exact: null, from: sql`${text}::date::timestamp`, until: sql`(${text}::date + 1)::timestamp` };
}
