import { OPERATORS, SELF, type Condition, type Operand, type Operator } from './condition.js';
import { LogicFault } from './logic-fault.js';

const MAX_DEPTH = 10;
const MAX_TESTS = 200;
const MAX_CHOICES = 200;
const MAX_TEXT = 500;
const NO_OPERAND: readonly Operator[] = ['blank', 'not_blank'];

/**
 * Reads a condition. A constraint may leave out `field`: then it means the answer itself, as `"."` does. Throws
 * `LogicFault`, which says where.
 */
export function readCondition(document: unknown, { isConstraint = false } = {}): Condition {
  let tests = 0;

  const read = (node: unknown, pointer: string, depth: number): Condition => {
    if (depth > MAX_DEPTH) throw new LogicFault(`is nested more than ${MAX_DEPTH} deep`, pointer);
    if (!isObject(node))
      throw new LogicFault('must be an object with all, any, not, or field and op', pointer);
    const [group, ...more] = ['all', 'any', 'not'].filter((name) => Object.hasOwn(node, name));
    if (group === undefined) return { test: readTest(node, pointer) };
    if (more.length > 0 || Object.keys(node).length > 1) {
      throw new LogicFault(`must have nothing beside ${group}`, pointer);
    }
    if (group === 'not') return { not: read(node['not'], `${pointer}/not`, depth + 1) };
    const parts = node[group];
    if (!Array.isArray(parts) || parts.length === 0) {
      throw new LogicFault('must be a list of conditions', `${pointer}/${group}`);
    }
    const of = parts.map((part, index) => read(part, `${pointer}/${group}/${index}`, depth + 1));
    return group === 'all' ? { all: of } : { any: of };
  };

  const readTest = (node: Readonly<Record<string, unknown>>, pointer: string) => {
    if (++tests > MAX_TESTS) throw new LogicFault(`asks more than ${MAX_TESTS} questions`, pointer);
    const { field = isConstraint ? SELF : undefined, op, value, ...others } = node;
    const [stray] = Object.keys(others);
    if (stray !== undefined) throw new LogicFault(`has no part "${stray.slice(0, 50)}"`, pointer);
    if (typeof field !== 'string') throw new LogicFault('must name a field', `${pointer}/field`);
    if (field === SELF && !isConstraint) {
      throw new LogicFault('may speak of its own answer in a constraint only', `${pointer}/field`);
    }
    if (!isOperator(op)) throw new LogicFault(`must be one of ${OPERATORS.join(' ')}`, `${pointer}/op`);
    return { field, op, operand: readOperand(op, value, `${pointer}/value`), pointer };
  };

  return read(document, '', 1);
}

function readOperand(op: Operator, value: unknown, pointer: string): Operand | null {
  if (NO_OPERAND.includes(op)) {
    if (value !== undefined) throw new LogicFault(`is not asked for by ${op}`, pointer);
    return null;
  }
  if (op === 'in') {
    const isFit = Array.isArray(value) && value.length > 0 && value.length <= MAX_CHOICES;
    if (!isFit || !value.every((one) => isPlain(one) && typeof one !== 'boolean')) {
      throw new LogicFault(`must be a list of 1 to ${MAX_CHOICES} values`, pointer);
    }
    return { literal: value as readonly (string | number)[] };
  }
  if (isPlain(value)) return { literal: value };
  if (isObject(value) && typeof value['field'] === 'string' && Object.keys(value).length === 1) {
    return { field: value['field'] };
  }
  throw new LogicFault('must be a text, a number, true or false, or {"field": …}', pointer);
}

function isOperator(op: unknown): op is Operator {
  return OPERATORS.some((known) => known === op);
}

function isPlain(value: unknown): value is string | number | boolean {
  if (typeof value === 'string') return value.length <= MAX_TEXT;
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
