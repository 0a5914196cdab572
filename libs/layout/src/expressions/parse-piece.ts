import { type Expression, ExpressionError } from './contract.js';
import { FUNCTION_TABLES } from './functions/tables.js';
import { isBracketName, isPlainName, type Names } from './names.js';
import { ParsedExpression } from './parsed-expression.js';
import { Parser } from './parser.js';

/**
 * What stands between the brackets of a text: `[Order Details.Quantity]` is a name, `[2 + 2]` an expression. What reads
 * as neither, such as `[Discount %]`, is a name too.
 */
export function parsePiece(content: string, names: Names): Expression {
  const parse = (): Expression =>
    new ParsedExpression(content, new Parser(content, names, FUNCTION_TABLES).whole());
  const asName = (): Expression =>
    new ParsedExpression(content, { kind: 'reference', reference: names.reference(content), at: 0 });
  const word = content.trim().toLowerCase();
  const start = word.split('.').slice(0, 2).join('.');
  const isWord = FUNCTION_TABLES.constants.has(start) || ['true', 'false', 'null'].includes(word);
  if (isPlainName(content) && !isWord && !word.startsWith('value.')) return asName();
  try {
    return parse();
  } catch (error) {
    if (error instanceof ExpressionError && isBracketName(content)) return asName();
    throw error;
  }
}
