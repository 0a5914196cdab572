/** Bounds of one expression; beyond them it is an `ExpressionError`, never a slow report. */
export const EXPRESSION_LIMITS = {
  /** Characters of an expression. */
  text: 32_768,
  /** Parentheses, calls and signs inside each other. */
  depth: 64,
  /** Nodes visited in one evaluation; long texts and powers count more than one. */
  steps: 100_000,
  /** Characters of a text that an expression makes. */
  result: 100_000,
  /** Characters of a text with brackets once its expressions are written. */
  text_result: 1_000_000,
  /** Digits of a number written in an expression. */
  digits: 60,
  /** Expressions in one text with brackets. */
  pieces: 1_000,
} as const;
