import { type DateValue, ExpressionError, type Reference, type Scope, type Value } from './contract.js';
import type { Call } from './functions/contract.js';
import { WEEKDAYS } from './dates.js';
import { ExactDecimal } from './exact-decimal.js';
import { EXPRESSION_LIMITS } from './limits.js';
import { arithmetic, compare } from './operators.js';
import type { CastType, Node } from './tree.js';
import { booleanOf, dateOf, numberOf, textOf } from './values.js';

/** Characters of a new text that cost one step. */
const CHARACTERS_PER_STEP = 32;

/** One evaluation: what it sees, where it is, how much it has done. */
export class Evaluation implements Call {
  private steps = 0;
  private at = 0;

  constructor(
    readonly scope: Scope,
    private readonly text: string,
  ) {}

  fail(message: string): never {
    throw new ExpressionError(message, this.text, this.at);
  }

  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > EXPRESSION_LIMITS.steps) this.fail('The expression takes too many steps.');
  }

  /** The value of a tree. Recursion is as deep as the parser let the tree be. */
  run(node: Node): Value {
    this.go(node.at);
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'reference':
        return this.named(node.reference);
      case 'aggregate':
        return this.named(node.call.reference);
      case 'call': {
        const args = node.args.map((arg) => this.run(arg));
        this.go(node.at);
        return this.checked(node.callee.call(args, this));
      }
      case 'members':
        return this.members(node);
      case 'sign': {
        const operand = this.run(node.operand);
        return operand === null ? null : numberOf(operand, this).neg();
      }
      case 'not':
        return !booleanOf(this.run(node.operand), this);
      case 'cast':
        return this.cast(node.type, this.run(node.operand));
      case 'choice': {
        const branch = node.branches.find(({ when }) => booleanOf(this.run(when), this));
        return this.run(branch?.value ?? node.otherwise);
      }
      default:
        return this.chain(node);
    }
  }

  private chain(
    node: Extract<Node, { kind: 'arithmetic' | 'comparison' | 'and' | 'or' | 'coalesce' }>,
  ): Value {
    switch (node.kind) {
      case 'and':
        return node.operands.every((operand) => booleanOf(this.run(operand), this));
      case 'or':
        return node.operands.some((operand) => booleanOf(this.run(operand), this));
      case 'coalesce': {
        for (const operand of node.operands) {
          const value = this.run(operand);
          if (value !== null) return value;
        }
        return null;
      }
      case 'arithmetic': {
        let value = this.run(node.first);
        for (const { operator, operand, at } of node.rest) {
          const right = this.run(operand);
          this.go(at);
          value = this.checked(arithmetic(operator, value, right, this));
        }
        return value;
      }
      case 'comparison': {
        let value = this.run(node.first);
        let before = node.first;
        for (const { operator, operand, at } of node.rest) {
          const right = this.run(operand);
          this.go(at);
          const asksForNull = isNullLiteral(before) || isNullLiteral(operand);
          if (asksForNull && (operator === '==' || operator === '!=')) {
            value = (value === null && right === null) === (operator === '==');
          } else value = compare(operator, value, right, this);
          before = operand;
        }
        return value;
      }
    }
  }

  private members(node: Extract<Node, { kind: 'members' }>): Value {
    let value = this.run(node.target);
    for (const { member, args, at } of node.steps) {
      const given = args.map((arg) => this.run(arg));
      this.go(at);
      value = this.checked(member.call([value, ...given], this));
    }
    return value;
  }

  private named(reference: Reference): Value {
    const value = this.scope.lookup(reference);
    return value === undefined ? this.fail(`There is nothing called "${reference.text}".`) : value;
  }

  private cast(type: CastType, value: Value): Value {
    if (value === null) return null;
    switch (type) {
      case 'integer':
        return weekday(value) ?? numberOf(value, this).trunc();
      case 'number':
        return numberOf(value, this);
      case 'text':
        return textOf(value, this.scope.locale);
      case 'boolean':
        return booleanOf(value, this);
      case 'date':
        return dateOf(value, this) satisfies DateValue | null;
    }
  }

  private go(at: number): void {
    this.at = at;
    this.spend(1);
  }

  /** Long texts are work too. */
  private checked(value: Value): Value {
    if (typeof value !== 'string') return value;
    if (value.length > EXPRESSION_LIMITS.result) this.fail('The expression makes too long a text.');
    this.spend(Math.floor(value.length / CHARACTERS_PER_STEP));
    return value;
  }
}

function isNullLiteral(node: Node): boolean {
  return node.kind === 'literal' && node.value === null;
}

/** `(int)[Date].DayOfWeek`: a value of an enumeration stands as its name. */
function weekday(value: Value): Value {
  const index = WEEKDAYS.findIndex((name) => name === value);
  return index >= 0 ? new ExactDecimal(index) : null;
}
