import type { Answer, ValueKind } from './answer.js';
import { ExactNumber } from './exact-number.js';

/** A value while it is computed with; null is a blank, and whatever follows from a blank. */
export type Value = null | boolean | string | ExactNumber | readonly string[];

export function isNumber(value: Value): value is ExactNumber {
  return value instanceof ExactNumber;
}

export function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}

/** The value of a kept answer of this kind. */
export function valueOf(answer: Answer | undefined, kind: ValueKind): Value {
  if (answer === undefined) return null;
  if (kind !== 'number') return typeof answer === 'number' ? String(answer) : answer;
  return new ExactNumber(String(answer));
}

/** Negative, zero or positive, of two values of one kind: numbers by size, days and texts by their letters. */
export function compareValues(a: Exclude<Value, null>, b: Exclude<Value, null>): number {
  if (isNumber(a) && isNumber(b)) return a.cmp(b);
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
