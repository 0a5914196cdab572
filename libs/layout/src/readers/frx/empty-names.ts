import type { Expression, Reference, Scope, TextTemplate } from '../../expressions/contract.js';

/** The expression, in which names that nobody answers are null and no error. */
export function expressionWithEmptyNames(parsed: Expression, names: ReadonlySet<Reference>): Expression {
  if (names.size === 0) return parsed;
  const { text, references, aggregates, reference } = parsed;
  const evaluate: Expression['evaluate'] = (scope) => parsed.evaluate(around(scope, names));
  return { text, references, aggregates, reference, evaluate };
}

/** As `expressionWithEmptyNames`, for a text. */
export function textWithEmptyNames(parsed: TextTemplate, names: ReadonlySet<Reference>): TextTemplate {
  if (names.size === 0) return parsed;
  const { text, references, aggregates, is_dynamic } = parsed;
  const evaluate: TextTemplate['evaluate'] = (scope, format) => parsed.evaluate(around(scope, names), format);
  const expression = parsed.expression && expressionWithEmptyNames(parsed.expression, names);
  return { text, references, aggregates, is_dynamic, expression, evaluate };
}

function around(scope: Scope, names: ReadonlySet<Reference>): Scope {
  return {
    locale: scope.locale,
    currency: scope.currency,
    now: scope.now,
    lookup: (reference) => {
      const value = scope.lookup(reference);
      return value === undefined && names.has(reference) ? null : value;
    },
  };
}
