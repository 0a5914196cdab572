import type { Expression, TextTemplate } from '../../expressions/contract.js';
import { parseExpression } from '../../expressions/parse-expression.js';
import { parseTextTemplate } from '../../expressions/parse-text-template.js';

/** A column or other name. */
export function field(name: string): Expression {
  return parseExpression(`[${name}]`);
}

export function expression(text: string): Expression {
  return parseExpression(text);
}

/** A text with expressions in brackets. */
export function template(text: string): TextTemplate {
  return parseTextTemplate(text);
}
