import type { Comparison, Condition, FieldTest } from './condition.js';
import { ExactNumber } from './exact-number.js';
import { compareValues, isList, isNumber, type Value } from './value.js';

/** The value of a field, or of the answer itself (`.`). */
export type Lookup = (name: string) => Value;

/**
 * Whether a condition holds; null = a blank answer leaves it open. What is compared with a blank is open, `not` of it as
 * well, and `all` and `any` are open unless the others decide: a field is asked for where its condition holds, an answer
 * refused where its constraint does not. Only `blank` and `not_blank` know what to say of a blank.
 */
export function judge(condition: Condition, lookup: Lookup): boolean | null {
  if ('test' in condition) return judgeTest(condition.test, lookup);
  if ('not' in condition) {
    const verdict = judge(condition.not, lookup);
    return verdict === null ? null : !verdict;
  }
  const isAll = 'all' in condition;
  const verdicts = (isAll ? condition.all : condition.any).map((part) => judge(part, lookup));
  if (verdicts.includes(!isAll)) return !isAll;
  return verdicts.includes(null) ? null : isAll;
}

function judgeTest({ field, op, operand }: FieldTest, lookup: Lookup): boolean | null {
  const value = lookup(field);
  if (op === 'blank' || op === 'not_blank') return (value === null) === (op === 'blank');
  if (value === null || operand === null) return null;
  if (op === 'in') {
    const choices = 'literal' in operand ? [operand.literal].flat() : [];
    return choices.some((choice) => holds('=', value, likeValue(value, choice)));
  }
  const other = 'field' in operand ? lookup(operand.field) : likeValue(value, operand.literal as string);
  if (other === null) return null;
  if (op === 'selected') return isList(value) ? value.includes(String(other)) : value === other;
  return holds(op, value, other);
}

/** A value of a condition's document, as what it is compared with. */
function likeValue(value: Value, literal: string | number | boolean): Exclude<Value, null> {
  if (isNumber(value)) return new ExactNumber(String(literal));
  return typeof literal === 'number' ? String(literal) : literal;
}

export function holds(op: Comparison, a: Exclude<Value, null>, b: Exclude<Value, null>): boolean {
  const order = compareValues(a, b);
  switch (op) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}
