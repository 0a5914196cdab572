/** Comparisons of two values. */
export const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='] as const;
export type Comparison = (typeof COMPARISONS)[number];

export const OPERATORS = [...COMPARISONS, 'in', 'selected', 'blank', 'not_blank'] as const;
export type Operator = (typeof OPERATORS)[number];

/** The name by which a constraint calls the answer that it is about. */
export const SELF = '.';

/** What a field is compared with: a value, or another field. */
export type Operand =
  { readonly literal: string | number | boolean | readonly (string | number)[] } | { readonly field: string };

export interface FieldTest {
  /** Name of a field, or `.`. */
  readonly field: string;
  readonly op: Operator;
  /** Null for `blank` and `not_blank`. */
  readonly operand: Operand | null;
  /** Where it stands in the document: `/all/0`. */
  readonly pointer: string;
}

/** A condition that was read from its document: `{"all":[{"field":"age","op":">=","value":18},{"any":[…]},{"not":…}]}`. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly test: FieldTest };

/** Every test in a condition, from left to right. */
export function testsOf(condition: Condition): readonly FieldTest[] {
  if ('test' in condition) return [condition.test];
  if ('not' in condition) return testsOf(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(testsOf);
}

/** Names that a test speaks of; of a constraint's own answer as `.`. */
export function namesOfTest({ field, operand }: FieldTest): readonly string[] {
  return operand && 'field' in operand ? [field, operand.field] : [field];
}
