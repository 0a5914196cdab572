import { Decimal } from 'decimal.js';
import {
  type Expression,
  ExpressionError,
  type Reference,
  type Scope,
  type TextTemplate,
  type Value,
} from '../../expressions/contract.js';

/** An expression that is one name, or whatever `compute` makes of several. */
export function field(...names: readonly [string, ...string[]]): Expression {
  return computed(names, (value) => value ?? null);
}

/** An expression over the values of names. */
export function computed(
  names: readonly string[],
  compute: (...values: (Value | undefined)[]) => Value,
): Expression {
  const references = names.map(reference);
  const text = names.map((name) => `[${name}]`).join(' ');
  const read = (scope: Scope, one: Reference): Value => {
    const value = scope.lookup(one);
    if (value === undefined) throw new ExpressionError(`There is no ${one.text}.`, text, 0);
    return value;
  };
  return {
    text,
    references,
    aggregates: [],
    reference: references.length === 1 && compute.length <= 1 ? (references[0] ?? null) : null,
    evaluate: (scope) => compute(...references.map((one) => read(scope, one))),
  };
}

export function constant(value: Value | number): Expression {
  const result = typeof value === 'number' ? new Decimal(value) : value;
  return { text: 'constant', references: [], aggregates: [], reference: null, evaluate: () => result };
}

/** A text with names in brackets. */
export function template(text: string): TextTemplate {
  const parts = text.split(/\[([^\]]*)\]/).map((part, at) => (at % 2 ? field(part) : part));
  const expressions = parts.filter((part) => typeof part !== 'string');
  return {
    text,
    references: expressions.flatMap((part) => part.references),
    aggregates: [],
    expression: parts.length === 3 && parts[0] === '' && parts[2] === '' ? (expressions[0] ?? null) : null,
    is_dynamic: expressions.length > 0,
    evaluate: (scope, format) =>
      parts.map((part) => (typeof part === 'string' ? part : format(part.evaluate(scope)))).join(''),
  };
}

function reference(text: string): Reference {
  return { text, path: text.split('.') };
}
