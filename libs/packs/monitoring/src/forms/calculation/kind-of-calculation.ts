import { isDay } from '@galley/dataset';
import type { CalculationNode } from './calculation-tree.js';
import type { ValueKind } from '../answer.js';
import type { FormField } from '../form.js';
import { LogicFault } from '../logic-fault.js';

type FieldOf = (name: string) => Pick<FormField, 'kind' | 'type' | 'options'>;
type Call = Extract<CalculationNode, { readonly kind: 'call' }>;
type Operation = Extract<CalculationNode, { readonly kind: 'operation' }>;

const MAX_DIGITS = 10;

/** The kind of what a calculation comes to. Throws `LogicFault` where values of the wrong kind meet. */
export function kindOfCalculation(node: CalculationNode, fieldOf: FieldOf): ValueKind {
  const kindOf = (part: CalculationNode): ValueKind => kindOfCalculation(part, fieldOf);
  switch (node.kind) {
    case 'number':
    case 'text':
      return node.kind;
    case 'truth':
      return 'boolean';
    case 'reference': {
      const { kind } = fieldOf(node.text);
      if (kind === null) throw new LogicFault(`computes with ${node.text}, which has no answer of its own`);
      return kind;
    }
    case 'sign':
      return all('-', [kindOf(node.operand)], 'number');
    case 'operation':
      return kindOfOperation(node, kindOf);
    case 'call':
      return kindOfCall(node, kindOf, fieldOf);
  }
}

function kindOfOperation(
  { operator, left, right }: Operation,
  kindOf: (part: CalculationNode) => ValueKind,
): ValueKind {
  const kinds = [kindOf(left), kindOf(right)] as const;
  const [own, other] = kinds;
  switch (operator) {
    case '+':
    case '-':
    case '*':
    case '/':
      return all(operator, kinds, 'number');
    case 'and':
    case 'or':
      return all(operator, kinds, 'boolean');
    default: {
      const first = asCompared(left, own, other);
      const second = asCompared(right, other, own);
      const hasOrder = first !== 'boolean' || operator === '=' || operator === '!=';
      if (first !== second || first === 'list' || !hasOrder) {
        throw new LogicFault(`compares a ${first} with a ${second} by ${operator}`);
      }
      return 'boolean';
    }
  }
}

/** A text that is written out as a day is one where it is compared with one. */
function asCompared(node: CalculationNode, own: ValueKind, other: ValueKind): ValueKind {
  return node.kind === 'text' && other === 'date' && isDay(node.text) ? 'date' : own;
}

function kindOfCall(
  { name, args }: Call,
  kindOf: (part: CalculationNode) => ValueKind,
  fieldOf: FieldOf,
): ValueKind {
  const kinds = args.map(kindOf);
  switch (name) {
    case 'if':
      all('the condition of if', kinds.slice(0, 1), 'boolean');
      return same(name, kinds.slice(1));
    case 'coalesce':
      return same(name, kinds);
    case 'not':
      return all(name, kinds, 'boolean');
    case 'days_between':
      all(name, kinds, 'date');
      return 'number';
    case 'round': {
      const [, digits] = args;
      const isFit = !digits || (digits.kind === 'number' && Number(digits.text) <= MAX_DIGITS);
      if (!isFit) throw new LogicFault(`must round to a written number of at most ${MAX_DIGITS} digits`);
      return all(name, kinds, 'number');
    }
    case 'count_selected':
      all(name, kinds, 'list');
      return 'number';
    case 'selected':
      checkSelected(args, fieldOf);
      return 'boolean';
    default:
      return all(name, kinds, 'number');
  }
}

function checkSelected([selection, option]: readonly CalculationNode[], fieldOf: FieldOf): void {
  const field = selection?.kind === 'reference' ? fieldOf(selection.text) : null;
  if (!field || field.options.length === 0) throw new LogicFault('asks by selected for what has no options');
  if (option?.kind !== 'text' || !field.options.includes(option.text)) {
    throw new LogicFault('asks by selected for what is no option');
  }
}

function all(what: string, kinds: readonly ValueKind[], wanted: ValueKind): ValueKind {
  const stray = kinds.find((kind) => kind !== wanted);
  if (stray) throw new LogicFault(`gives ${what} a ${stray}, it takes a ${wanted}`);
  return wanted;
}

function same(what: string, kinds: readonly ValueKind[]): ValueKind {
  const [first = 'number'] = kinds;
  if (kinds.some((kind) => kind !== first)) throw new LogicFault(`gives ${what} values of several kinds`);
  return first;
}
