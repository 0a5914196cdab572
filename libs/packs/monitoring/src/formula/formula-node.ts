/** Functions that a formula may call, with how many arguments they take. */
export const FORMULA_CALLS = {
  min: { least: 1, most: 50 },
  max: { least: 1, most: 50 },
  abs: { least: 1, most: 1 },
  /** Half away from zero; the second argument is the number of digits after the point, written out: 0 to 10. */
  round: { least: 1, most: 2 },
} as const;
export type FormulaCall = keyof typeof FORMULA_CALLS;

export const FORMULA_COMPARISONS = ['=', '!=', '<', '<=', '>', '>='] as const;
type FormulaComparison = (typeof FORMULA_COMPARISONS)[number];

export type FormulaOperator = '+' | '-' | '*' | '/';

/**
 * A formula as it was read: what `indicator.formula_program` keeps as jsonb, and `monitoring.formula_value` (SQL) evaluates.
 *
 * - `["ref", "CODE"]`: the indicator of this code, at whatever scope is asked for; missing makes the whole missing
 * - `["num", "1.5"]`: a decimal, as it was written
 * - `["+", a, b]`, and `-`, `*`, `/`; `["neg", a]`
 * - `["call", "min", [a, b]]`, and `max`, `abs`, `round`
 * - `["if", ["<=", a, b], x, y]`: x where the comparison holds, else y
 */
export type FormulaNode =
  | readonly ['ref', string]
  | readonly ['num', string]
  | readonly [FormulaOperator, FormulaNode, FormulaNode]
  | readonly ['neg', FormulaNode]
  | readonly ['call', FormulaCall, readonly FormulaNode[]]
  | readonly ['if', FormulaCondition, FormulaNode, FormulaNode];

export type FormulaCondition = readonly [FormulaComparison, FormulaNode, FormulaNode];

/** Characters of a formula, levels of it, and nodes: what is evaluated again and again stays small. */
export const FORMULA_LIMITS = { length: 2_000, depth: 100, nodes: 500 } as const;

/** What a formula is made of directly, one level down. */
export function partsOf(node: FormulaNode): readonly FormulaNode[] {
  switch (node[0]) {
    case 'ref':
    case 'num':
      return [];
    case 'neg':
      return [node[1]];
    case 'call':
      return node[2];
    case 'if': {
      const [, [, left, right], holds, fails] = node;
      return [left, right, holds, fails];
    }
    default:
      return [node[1], node[2]];
  }
}
