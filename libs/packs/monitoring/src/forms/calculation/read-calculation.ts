import { ExpressionFault } from '../../expression/expression-fault.js';
import type { ExpressionNode } from '../../expression/expression-tree.js';
import { parseExpression, type Dialect } from '../../expression/parse-expression.js';
import { LogicFault } from '../logic-fault.js';

const ANY = 20;

/**
 * Calculations are expressions over `${field}`. `days_between(from, to)` counts days; `selected` and `count_selected`
 * speak of selections; the others mean what they mean in a spreadsheet.
 */
const CALCULATIONS: Dialect = {
  reference: /\$\{\s*([A-Za-z]\w{0,49})\s*\}/,
  functions: new Map([
    ['coalesce', [1, ANY]],
    ['if', [3, 3]],
    ['min', [1, ANY]],
    ['max', [1, ANY]],
    ['round', [1, 2]],
    ['abs', [1, 1]],
    ['not', [1, 1]],
    ['selected', [2, 2]],
    ['count_selected', [1, 1]],
    ['days_between', [2, 2]],
  ]),
};

/** Throws `LogicFault`. */
export function readCalculation(text: string): ExpressionNode {
  try {
    return parseExpression(text, CALCULATIONS);
  } catch (error) {
    if (error instanceof ExpressionFault) throw new LogicFault(error.says);
    throw error;
  }
}
