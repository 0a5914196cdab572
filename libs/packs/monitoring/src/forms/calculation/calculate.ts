import type { CalculationNode, Operator } from './calculation-tree.js';
import { ExactNumber } from '../exact-number.js';
import { holds, type Lookup } from '../judge-condition.js';
import { isList, isNumber, type Value } from '../value.js';

const DAY_MS = 86_400_000;

/**
 * What a calculation comes to. A blank is not 0: what is computed with a blank is blank, and so is what is divided by 0,
 * and an `if` whose condition is open. `coalesce` says what stands in for a blank.
 */
export function calculate(node: CalculationNode, lookup: Lookup): Value {
  switch (node.kind) {
    case 'number':
      return new ExactNumber(node.text);
    case 'text':
      return node.text;
    case 'truth':
      return node.value;
    case 'reference':
      return lookup(node.text);
    case 'sign': {
      const operand = calculate(node.operand, lookup);
      return isNumber(operand) ? operand.neg() : null;
    }
    case 'operation':
      return operate(node.operator, calculate(node.left, lookup), calculate(node.right, lookup));
    case 'call':
      return call(node.name, node.args, lookup);
  }
}

function operate(operator: Operator, left: Value, right: Value): Value {
  if (operator === 'and' || operator === 'or') {
    // Open, unless one of them decides.
    const deciding = operator === 'or';
    if (left === deciding || right === deciding) return deciding;
    return left === null || right === null ? null : !deciding;
  }
  if (left === null || right === null) return null;
  if (!isNumber(left) || !isNumber(right))
    return isComparison(operator) ? holds(operator, left, right) : null;
  switch (operator) {
    case '+':
      return left.plus(right);
    case '-':
      return left.minus(right);
    case '*':
      return left.times(right);
    case '/':
      return right.isZero() ? null : left.div(right);
    default:
      return holds(operator, left, right);
  }
}

function isComparison(
  operator: Operator,
): operator is Exclude<Operator, '+' | '-' | '*' | '/' | 'and' | 'or'> {
  return !['+', '-', '*', '/'].includes(operator);
}

function call(name: string, args: readonly CalculationNode[], lookup: Lookup): Value {
  if (name === 'if') {
    const [condition, then, otherwise] = args as [CalculationNode, CalculationNode, CalculationNode];
    const verdict = calculate(condition, lookup);
    return verdict === null ? null : calculate(verdict === true ? then : otherwise, lookup);
  }
  const values = args.map((arg) => calculate(arg, lookup));
  if (name === 'coalesce') return values.find((value) => value !== null) ?? null;
  const [first = null, second = null] = values;
  if (values.includes(null)) return null;
  switch (name) {
    case 'not':
      return first !== true;
    case 'selected':
      return isList(first) ? first.includes(String(second)) : first === second;
    case 'count_selected':
      return new ExactNumber(isList(first) ? first.length : 0);
    case 'days_between':
      return new ExactNumber(Date.parse(String(second)) - Date.parse(String(first))).div(DAY_MS);
    default:
      return compute(name, values.filter(isNumber));
  }
}

function compute(name: string, numbers: readonly ExactNumber[]): Value {
  const [first = new ExactNumber(0), digits] = numbers;
  switch (name) {
    case 'abs':
      return first.abs();
    case 'round':
      return first.toDecimalPlaces(digits?.toNumber() ?? 0);
    case 'min':
      return ExactNumber.min(...numbers);
    case 'max':
      return ExactNumber.max(...numbers);
    default:
      throw new RangeError(`there is no function ${name}`);
  }
}
