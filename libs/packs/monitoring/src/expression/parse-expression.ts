import { ExpressionFault } from './expression-fault.js';
import { tokensOf, type Token } from './expression-lexer.js';
import type { ExpressionNode, Operator } from './expression-tree.js';

/** What expressions of one kind are written with. */
export interface Dialect {
  /** How names are written, the name in its first group: `/\$\{(\w+)\}/`. */
  readonly reference: RegExp;
  /** Least and greatest number of arguments, by the name of the function in lower case. */
  readonly functions: ReadonlyMap<string, readonly [least: number, most: number]>;
}

const MAX_LENGTH = 2_000;
const MAX_DEPTH = 40;

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
 * Reads an expression of numbers, texts, references and functions with + - * / = != < <= > >= and or ( ). Nothing of it is
 * ever run as code. Throws `ExpressionFault`.
 */
export function parseExpression(text: string, dialect: Dialect): ExpressionNode {
  if (text.length > MAX_LENGTH) throw new ExpressionFault(`has more than ${MAX_LENGTH} characters`, 0);
  return new Parser(tokensOf(text, dialect.reference), dialect).whole();
}

/** Recursive descent; every parenthesis, call and sign is one deeper. */
class Parser {
  #next = 0;
  #depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly dialect: Dialect,
  ) {}

  whole(): ExpressionNode {
    const node = this.#binary(0);
    if (this.#current.kind !== 'end') this.#fail(`has something left over at ${this.#place}`);
    return node;
  }

  #binary(rank: number): ExpressionNode {
    const operators = RANKS[rank];
    if (!operators) return this.#sign();
    let left = this.#binary(rank + 1);
    while (isOperator(this.#current, operators)) {
      const { text: operator, at } = this.#current;
      this.#next++;
      const right = this.#binary(rank + 1);
      left = { kind: 'operation', operator: operator.toLowerCase() as Operator, left, right, at };
      const isChained = rank === COMPARISON && isOperator(this.#current, operators);
      if (isChained) this.#fail('compares more than two values at once');
    }
    return left;
  }

  #sign(): ExpressionNode {
    const { at } = this.#current;
    if (!this.#accept('-')) return this.#primary();
    return { kind: 'sign', operand: this.#deeper(() => this.#sign()), at };
  }

  #primary(): ExpressionNode {
    const token = this.#current;
    const { kind, at } = token;
    if (this.#accept('(')) {
      const inner = this.#inner();
      this.#expect(')');
      return inner;
    }
    if (kind === 'end') return this.#fail('ends too early');
    if (kind === 'symbol') return this.#fail(`lacks a value at ${this.#place}`);
    this.#next++;
    if (kind !== 'word') return { kind, text: token.text, at };
    const name = token.text.toLowerCase();
    if (name === 'true' || name === 'false') return { kind: 'truth', value: name === 'true', at };
    return this.#call(name, token);
  }

  #call(name: string, token: Token): ExpressionNode {
    const bounds = this.dialect.functions.get(name);
    if (!bounds) return this.#fail(`knows no "${token.text.slice(0, 50)}"`, token);
    this.#expect('(');
    const args: ExpressionNode[] = [];
    if (!this.#accept(')')) {
      do args.push(this.#inner());
      while (this.#accept(','));
      this.#expect(')');
    }
    const [least, most] = bounds;
    if (args.length < least || args.length > most) {
      const wanted = least === most ? `${least}` : `${least} to ${most}`;
      this.#fail(`gives ${name} ${args.length} values, it takes ${wanted}`, token);
    }
    return { kind: 'call', name, args, at: token.at };
  }

  #inner(): ExpressionNode {
    return this.#deeper(() => this.#binary(0));
  }

  #deeper(read: () => ExpressionNode): ExpressionNode {
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

  #fail(says: string, { at } = this.#current): never {
    throw new ExpressionFault(says, at);
  }
}

function isOperator({ kind, text }: Token, operators: readonly string[]): boolean {
  return (kind === 'symbol' || kind === 'word') && operators.includes(text.toLowerCase());
}
