import { LogicFault } from '../logic-fault.js';
import type { CalculationNode, Operator } from './calculation-tree.js';
import { readTokens, type Token } from './read-tokens.js';

const MAX_LENGTH = 2_000;
const MAX_DEPTH = 40;
const ANY = 20;

/** Least and greatest number of arguments. */
const FUNCTIONS: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ['coalesce', [1, ANY]],
  ['if', [3, 3]],
  ['min', [1, ANY]],
  ['max', [1, ANY]],
  ['round', [1, 2]],
  ['abs', [1, 1]],
  ['not', [1, 1]],
  ['selected', [2, 2]],
  ['count_selected', [1, 1]],
  ['days_between', [2, 2]],
]);

/** Weakest first; comparisons do not chain. */
const RANKS: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
];
const COMPARISON = 2;

/**
 * Reads numbers, texts, `${field}` and functions with + - * / = != < <= > >= and or ( ). `days_between(from, to)` counts days;
 * `selected` and `count_selected` speak of selections; the others mean what they mean in a spreadsheet. Nothing of it is ever
 * run as code. Throws `LogicFault`.
 */
export function readCalculation(text: string): CalculationNode {
  if (text.length > MAX_LENGTH) throw new LogicFault(`has more than ${MAX_LENGTH} characters`);
  return new CalculationReader(readTokens(text)).read();
}

/** Recursive descent; every parenthesis, call and sign is one deeper. */
class CalculationReader {
  #next = 0;
  #depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  read(): CalculationNode {
    const node = this.#binary(0);
    if (this.#current.kind !== 'end') this.#fail(`has something left over at ${this.#place}`);
    return node;
  }

  #binary(rank: number): CalculationNode {
    const operators = RANKS[rank];
    if (!operators) return this.#sign();
    let left = this.#binary(rank + 1);
    while (isOperator(this.#current, operators)) {
      const operator = this.#current.text.toLowerCase() as Operator;
      this.#next++;
      const right = this.#binary(rank + 1);
      left = { kind: 'operation', operator, left, right };
      const isChained = rank === COMPARISON && isOperator(this.#current, operators);
      if (isChained) this.#fail('compares more than two values at once');
    }
    return left;
  }

  #sign(): CalculationNode {
    if (!this.#accept('-')) return this.#primary();
    return { kind: 'sign', operand: this.#deeper(() => this.#sign()) };
  }

  #primary(): CalculationNode {
    const { kind, text } = this.#current;
    if (this.#accept('(')) {
      const inner = this.#inner();
      this.#expect(')');
      return inner;
    }
    if (kind === 'end') return this.#fail('ends too early');
    if (kind === 'symbol') return this.#fail(`lacks a value at ${this.#place}`);
    this.#next++;
    if (kind !== 'word') return { kind, text };
    const name = text.toLowerCase();
    if (name === 'true' || name === 'false') return { kind: 'truth', value: name === 'true' };
    return this.#call(name, text);
  }

  #call(name: string, written: string): CalculationNode {
    const bounds = FUNCTIONS.get(name);
    if (!bounds) return this.#fail(`knows no "${written.slice(0, 50)}"`);
    this.#expect('(');
    const args: CalculationNode[] = [];
    if (!this.#accept(')')) {
      do args.push(this.#inner());
      while (this.#accept(','));
      this.#expect(')');
    }
    const [least, most] = bounds;
    if (args.length < least || args.length > most) {
      const wanted = least === most ? `${least}` : `${least} to ${most}`;
      this.#fail(`gives ${name} ${args.length} values, it takes ${wanted}`);
    }
    return { kind: 'call', name, args };
  }

  #inner(): CalculationNode {
    return this.#deeper(() => this.#binary(0));
  }

  #deeper(read: () => CalculationNode): CalculationNode {
    if (++this.#depth > MAX_DEPTH) this.#fail(`is nested more than ${MAX_DEPTH} deep`);
    const node = read();
    this.#depth--;
    return node;
  }

  get #current(): Token {
    return this.tokens[this.#next] ?? { kind: 'end', text: '', at: 0 };
  }

  /** In words; people count from 1. */
  get #place(): string {
    return `character ${this.#current.at + 1}`;
  }

  #accept(symbol: string): boolean {
    const { kind, text } = this.#current;
    const isThere = kind === 'symbol' && text === symbol;
    if (isThere) this.#next++;
    return isThere;
  }

  #expect(symbol: string): void {
    if (!this.#accept(symbol)) this.#fail(`lacks a "${symbol}" at ${this.#place}`);
  }

  #fail(says: string): never {
    throw new LogicFault(says);
  }
}

function isOperator({ kind, text }: Token, operators: readonly string[]): boolean {
  return (kind === 'symbol' || kind === 'word') && operators.includes(text.toLowerCase());
}
