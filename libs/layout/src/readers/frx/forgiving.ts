import { ExpressionError, type Expression, type TextTemplate } from '../../expressions/contract.js';

/** An expression over names that only a script knows: null where their absence makes it fail. */
export function forgivingExpression(parsed: Expression): Expression {
  const { text, references, aggregates, reference } = parsed;
  const evaluate: Expression['evaluate'] = (scope) => orElse(null, () => parsed.evaluate(scope));
  return { text, references, aggregates, reference, evaluate };
}

/** As `forgivingExpression`, for a text: empty where it fails. */
export function forgivingText(parsed: TextTemplate): TextTemplate {
  const { text, references, aggregates, is_dynamic } = parsed;
  const evaluate: TextTemplate['evaluate'] = (scope, format) =>
    orElse('', () => parsed.evaluate(scope, format));
  const expression = parsed.expression && forgivingExpression(parsed.expression);
  return { text, references, aggregates, is_dynamic, expression, evaluate };
}

function orElse<T>(otherwise: T, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof ExpressionError) return otherwise;
    throw error;
  }
}
