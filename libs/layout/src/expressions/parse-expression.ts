import type { Expression } from './contract.js';
import { FUNCTION_TABLES } from './functions/tables.js';
import { Names } from './names.js';
import { ParsedExpression } from './parsed-expression.js';
import { Parser } from './parser.js';

/**
 * Reads an expression in the C#-like language of FastReport templates: `[Orders.Total] * 1.07m`,
 * `IIf([Qty] > 0, "in", "out")`, `[Date].Year`. Numbers are decimals. Throws `ExpressionError` with the place of the fault.
 */
export function parseExpression(text: string): Expression {
  return new ParsedExpression(text, new Parser(text, new Names(), FUNCTION_TABLES).whole());
}
