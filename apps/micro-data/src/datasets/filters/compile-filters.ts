import { sql, type Json, type SqlFragment } from '@galley/dataset';
import { isBlank, meaningOf } from './dialog-filter.js';
import { filterColumn, type FilterColumn } from './filter-column.js';
import { below, filterInvalid, unknownFilter } from './filter-fault.js';
import type { FilterScope } from './filter-scope.js';
import { both, either, NOTHING, OPERATORS } from './operators.js';

type JsonObject = Readonly<Record<string, Json>>;

/** reliability.md: larger filters are refused before any SQL is written. */
const MAX_CONDITIONS = 50;
const MAX_DEPTH = 5;
const MAX_VALUES = 1000;

/**
 * Compiles filters (grammar: docs of `POST /api/datasets/execute`) into a condition on the rows named `s`; null = no
 * condition. Columns come from the scope's list and are quoted, every value is checked for its column's type and bound.
 * As in SQL, a null is neither equal nor unequal to a value: `not` and `notIn` leave nulls out.
 * Throws `unknown-filter` and `filter-invalid`.
 */
export function compileFilters(
  filters: JsonObject,
  scope: FilterScope,
  pointer = '/filters',
): SqlFragment | null {
  const compiler = new FilterCompiler(scope);
  const conditions = compiler.object(filters, pointer, 0);
  return conditions.length > 0 ? both(conditions) : null;
}

class FilterCompiler {
  private conditions = 0;
  private values = 0;

  constructor(private readonly scope: FilterScope) {}

  /** The conditions of an object, all of which must hold. */
  object(filters: JsonObject, pointer: string, depth: number): SqlFragment[] {
    if (depth >= MAX_DEPTH) throw filterInvalid(pointer, `nests deeper than ${MAX_DEPTH} levels`);
    return Object.entries(filters).flatMap(([key, value]) => {
      const at = below(pointer, key);
      switch (key) {
        case 'AND':
          return this.members(value, at).flatMap(([one, place]) => this.object(one, place, depth + 1));
        case 'OR':
          return [this.or(value, at, depth)];
        case 'NOT':
          return this.not(value, at, depth);
        default:
          return this.named(key, value, at);
      }
    });
  }

  private or(value: Json, at: string, depth: number): SqlFragment {
    const branches = this.members(value, at).map(([one, place]) => both(this.object(one, place, depth + 1)));
    return branches.length > 0 ? either(branches) : NOTHING;
  }

  /** An object is negated as a whole; of a list, every member is. An empty object negates nothing. */
  private not(value: Json, at: string, depth: number): SqlFragment[] {
    return this.members(value, at).flatMap(([one, place]) => {
      const conditions = this.object(one, place, depth + 1);
      return conditions.length > 0 ? [sql`not ${inParentheses(both(conditions))}`] : [];
    });
  }

  /** The objects under AND, OR or NOT, each with its own pointer. */
  private members(value: Json, at: string): readonly [JsonObject, string][] {
    const members = Array.isArray(value) ? (value as readonly Json[]) : [value];
    return members.map((one, index) => {
      const place = Array.isArray(value) ? below(at, index) : at;
      if (isObject(one)) return [one, place];
      throw filterInvalid(place, 'is not an object of filters');
    });
  }

  private named(key: string, value: Json, at: string): SqlFragment[] {
    const { columns, fields } = this.scope;
    const field = fields.find(({ name }) => name === key);
    if (field) {
      if (isBlank(value)) return [];
      const meaning = meaningOf(field, columns);
      if (meaning) return this.asField(meaning.operator, filterColumn(meaning.column), value, at);
    }
    const column = columns.find(({ name }) => name === key);
    if (!column)
      throw unknownFilter(
        at,
        [...columns, ...fields].map(({ name }) => name),
      );
    return this.onColumn(filterColumn(column), value, at);
  }

  /** A list given for a field means any of its values, whatever single value the field stands for. */
  private asField(operator: string, on: FilterColumn, value: Json, at: string): SqlFragment[] {
    if (isObject(value)) return this.onColumn(on, value, at);
    if (Array.isArray(value))
      return [
        this.condition(
          on,
          operator === 'not' ? 'notIn' : isList(operator) ? operator : 'in',
          value,
          at,
          false,
        ),
      ];
    if (isList(operator)) return [this.condition(on, operator, [value], at, false)];
    return operator === 'not'
      ? this.onColumn(on, { not: value }, at)
      : [this.condition(on, operator, value, at, false)];
  }

  private onColumn(on: FilterColumn, value: Json, at: string): SqlFragment[] {
    if (Array.isArray(value)) return [this.condition(on, 'in', value, at, false)];
    if (!isObject(value)) return [this.condition(on, 'equals', value, at, false)];
    const { mode, ...operators } = value;
    if (mode !== undefined && mode !== 'insensitive' && mode !== 'default') {
      throw filterInvalid(below(at, 'mode'), 'is neither "insensitive" nor "default"');
    }
    const entries = Object.entries(operators);
    if (entries.length === 0) throw filterInvalid(at, 'names no operator');
    return entries.flatMap(([operator, operand]) => {
      const pointer = below(at, operator);
      if (operator === 'not') return [this.notOnColumn(on, operand, pointer, mode)];
      return [this.condition(on, operator, operand, pointer, mode === 'insensitive')];
    });
  }

  private notOnColumn(on: FilterColumn, operand: Json, pointer: string, mode: Json | undefined): SqlFragment {
    if (operand === null) return this.condition(on, 'isNull', false, pointer, false);
    const inner = isObject(operand) && mode !== undefined ? { mode, ...operand } : operand;
    if (isObject(inner)) return sql`not ${inParentheses(both(this.onColumn(on, inner, pointer)))}`;
    const operator = Array.isArray(inner) ? 'in' : 'equals';
    return sql`not ${inParentheses(this.condition(on, operator, inner, pointer, mode === 'insensitive'))}`;
  }

  private condition(
    on: FilterColumn,
    name: string,
    value: Json,
    pointer: string,
    isInsensitive: boolean,
  ): SqlFragment {
    const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
    if (!operator) {
      throw filterInvalid(
        pointer,
        `is no operator; known are ${Object.keys(OPERATORS).join(', ')}, not and mode`,
      );
    }
    if (++this.conditions > MAX_CONDITIONS)
      throw filterInvalid('/filters', `holds more than ${MAX_CONDITIONS} conditions`);
    this.values += Array.isArray(value) ? value.length : 1;
    if (this.values > MAX_VALUES) throw filterInvalid('/filters', `holds more than ${MAX_VALUES} values`);
    return operator({ on, value, pointer, isInsensitive, scope: this.scope });
  }
}

function isList(operator: string): boolean {
  return operator === 'in' || operator === 'notIn';
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inParentheses(condition: SqlFragment): SqlFragment {
  return sql`(${condition})`;
}
