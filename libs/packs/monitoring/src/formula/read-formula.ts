import { FormulaFault } from './formula-fault.js';
import {
  FORMULA_CALLS,
  FORMULA_COMPARISONS,
  FORMULA_LIMITS,
  partsOf,
  type FormulaCall,
  type FormulaCondition,
  type FormulaNode,
  type FormulaOperator,
} from './formula-node.js';
import { readTokens, type FormulaToken } from './read-tokens.js';

const MAX_DIGITS = 10;

/**
 * Reads a formula: `{CODE}` of indicators, decimals, `+ - * / ( )`, `min`, `max`, `abs`, `round(x, digits)`, and
 * `if(a <= b, x, y)`. Throws `FormulaFault` for anything else, and for what is too long, too deep or too large.
 */
export function readFormula(formula: string): FormulaNode {
  if (formula.length > FORMULA_LIMITS.length) {
    throw new FormulaFault(`is longer than ${FORMULA_LIMITS.length} characters`, FORMULA_LIMITS.length + 1);
  }
  return new FormulaReader(readTokens(formula)).read();
}

/** Recursive descent: one method for each kind of expression, loosest binding first. */
class FormulaReader {
  #next = 0;
  #open = 0;
  readonly #depths = new Map<FormulaNode, number>();

  constructor(private readonly tokens: readonly FormulaToken[]) {}

  read(): FormulaNode {
    const node = this.#sum();
    if (this.#token.kind !== 'end') throw this.#expected('an operator or the end');
    return node;
  }

  #sum(): FormulaNode {
    return this.#chain(['+', '-'], () => this.#product());
  }

  #product(): FormulaNode {
    return this.#chain(['*', '/'], () => this.#signed());
  }

  /** Left to right: a - b - c is (a - b) - c. Each link is a level of its own. */
  #chain(operators: readonly FormulaOperator[], operand: () => FormulaNode): FormulaNode {
    const { at } = this.#token;
    let node = operand();
    for (;;) {
      const operator = operators.find((sign) => this.#takes(sign));
      if (!operator) return node;
      node = this.#made([operator, node, operand()], at);
    }
  }

  #signed(): FormulaNode {
    const { at } = this.#token;
    if (!this.#takes('-')) return this.#primary();
    return this.#made(['neg', this.#within(() => this.#signed())], at);
  }

  #primary(): FormulaNode {
    const { kind, text, at } = this.#token;
    if (kind === 'number' || kind === 'reference') {
      this.#next += 1;
      return this.#made([kind === 'number' ? 'num' : 'ref', text], at);
    }
    if (kind === 'name') return this.#within(() => this.#call());
    if (!this.#takes('(')) throw this.#expected('a number, {CODE}, a function or (');
    const node = this.#within(() => this.#sum());
    this.#require(')');
    return node;
  }

  #call(): FormulaNode {
    const { text, at } = this.#token;
    this.#next += 1;
    if (text === 'if') return this.#choice(at);
    if (!isCall(text)) throw new FormulaFault(`there is no function ${text}`, at);
    const { least, most } = FORMULA_CALLS[text];
    this.#require('(');
    const given = [this.#sum()];
    while (this.#takes(',')) {
      given.push(text === 'round' ? this.#digits() : this.#sum());
    }
    this.#require(')');
    if (given.length < least || given.length > most) {
      throw new FormulaFault(
        `${text} takes ${most === 1 ? 'one argument' : `${least} to ${most} arguments`}`,
        at,
      );
    }
    return this.#made(['call', text, given], at);
  }

  #choice(at: number): FormulaNode {
    this.#require('(');
    const condition = this.#condition();
    this.#require(',');
    const holds = this.#sum();
    this.#require(',');
    const fails = this.#sum();
    this.#require(')');
    return this.#made(['if', condition, holds, fails], at);
  }

  #condition(): FormulaCondition {
    const left = this.#sum();
    const { text } = this.#token;
    const comparison = FORMULA_COMPARISONS.find((sign) => sign === text);
    if (!comparison) throw this.#expected(`one of ${FORMULA_COMPARISONS.join(' ')}`);
    this.#next += 1;
    return [comparison, left, this.#sum()];
  }

  /** How many digits to round to stands there as a number: it never depends on values. */
  #digits(): FormulaNode {
    const { kind, text, at } = this.#token;
    if (kind !== 'number' || !/^\d{1,2}$/.test(text) || Number(text) > MAX_DIGITS) {
      throw this.#expected(`a number of digits, 0 to ${MAX_DIGITS},`);
    }
    this.#next += 1;
    return this.#made(['num', text], at);
  }

  get #token(): FormulaToken {
    return this.tokens[this.#next] ?? { kind: 'end', text: '', at: 1 };
  }

  #takes(sign: string): boolean {
    const { kind, text } = this.#token;
    if (kind !== 'sign' || text !== sign) return false;
    this.#next += 1;
    return true;
  }

  #require(sign: string): void {
    if (!this.#takes(sign)) throw this.#expected(sign);
  }

  #expected(what: string): FormulaFault {
    const { kind, text, at } = this.#token;
    const found = kind === 'end' ? 'it ends' : `"${kind === 'reference' ? `{${text}}` : text}" stands`;
    return new FormulaFault(`expected ${what} where ${found}`, at);
  }

  #within<T>(read: () => T): T {
    this.#open += 1;
    if (this.#open > FORMULA_LIMITS.depth) throw tooDeep(this.#token.at);
    const result = read();
    this.#open -= 1;
    return result;
  }

  #made(node: FormulaNode, at: number): FormulaNode {
    const below = partsOf(node).map((part) => this.#depths.get(part) ?? 0);
    const depth = 1 + Math.max(0, ...below);
    if (depth > FORMULA_LIMITS.depth) throw tooDeep(at);
    this.#depths.set(node, depth);
    if (this.#depths.size > FORMULA_LIMITS.nodes) {
      throw new FormulaFault(`has more than ${FORMULA_LIMITS.nodes} parts`, at);
    }
    return node;
  }
}

function tooDeep(at: number): FormulaFault {
  return new FormulaFault(`goes deeper than ${FORMULA_LIMITS.depth} levels`, at);
}

function isCall(name: string): name is FormulaCall {
  return Object.hasOwn(FORMULA_CALLS, name);
}
