import type { FunctionTables } from './functions/tables.js';
import { ExactDecimal } from './exact-decimal.js';
import { Lexer } from './lexer.js';
import { EXPRESSION_LIMITS } from './limits.js';
import { isBracketName, type Names } from './names.js';
import { NameParser } from './name-parser.js';
import type { ArithmeticOperator, CastType, ComparisonOperator, Link, MemberStep, Node } from './tree.js';

/** How tightly operators bind, weakest first; chains of one rank are read from left to right. */
const RANKS: ReadonlyMap<string, number> = new Map([
  ['??', 1],
  ['||', 2],
  ['or', 2],
  ['&&', 3],
  ['and', 3],
  ['==', 4],
  ['=', 4],
  ['!=', 4],
  ['<>', 4],
  ['is', 5],
  ['<', 5],
  ['<=', 5],
  ['>', 5],
  ['>=', 5],
  ['+', 6],
  ['-', 6],
  ['*', 7],
  ['/', 7],
  ['%', 7],
]);
const COALESCE = 1;
const OR = 2;
const AND = 3;
const EQUALITY = 4;
const RELATION = 5;

const CAST_TYPES: ReadonlyMap<string, CastType> = new Map(
  Object.entries({
    integer: 'int int16 int32 int64 uint uint32 uint64 long short ulong ushort byte sbyte',
    number: 'decimal double float single',
    text: 'string char',
    boolean: 'bool boolean',
    date: 'datetime',
  } satisfies Record<CastType, string>).flatMap(([type, names]) =>
    names.split(' ').map((name): [string, CastType] => [name, type as CastType]),
  ),
);

/** A Pratt parser. Every parenthesis, call, cast and sign is one deeper; chains of operators and members are flat. */
export class Parser {
  readonly lexer: Lexer;
  private readonly calls: NameParser;
  private depth = 0;

  constructor(text: string, names: Names, tables: FunctionTables) {
    this.lexer = new Lexer(text);
    this.calls = new NameParser(this.lexer, names, tables, () => this.expression());
  }

  whole(): Node {
    const node = this.expression();
    if (this.lexer.current.kind !== 'end') this.lexer.fail('Something is left over here.');
    return node;
  }

  private expression(): Node {
    return this.deeper(() => {
      const at = this.lexer.current.at;
      const branches: { when: Node; value: Node }[] = [];
      let last = this.binary(COALESCE);
      while (this.lexer.accept('?')) {
        const value = this.expression();
        this.lexer.expect(':');
        branches.push({ when: last, value });
        last = this.binary(COALESCE);
      }
      return branches.length > 0 ? { kind: 'choice', branches, otherwise: last, at } : last;
    });
  }

  private binary(weakest: number): Node {
    let node = this.unary();
    for (let rank = this.rank(); rank >= weakest; rank = this.rank()) node = this.chain(node, rank);
    return node;
  }

  private rank(): number {
    const { kind, text } = this.lexer.current;
    if (kind !== 'symbol' && kind !== 'name') return 0;
    return RANKS.get(kind === 'name' ? text.toLowerCase() : text) ?? 0;
  }

  private chain(first: Node, rank: number): Node {
    const rest: Link<string>[] = [];
    while (this.rank() === rank) {
      const { text: operator, at } = this.lexer.next();
      rest.push(
        operator.toLowerCase() === 'is'
          ? this.nullTest(at)
          : { operator, at, operand: this.binary(rank + 1) },
      );
    }
    const { at } = first;
    const operands = [first, ...rest.map((link) => link.operand)];
    if (rank === COALESCE) return { kind: 'coalesce', operands, at };
    if (rank === OR) return { kind: 'or', operands, at };
    if (rank === AND) return { kind: 'and', operands, at };
    if (rank === EQUALITY || rank === RELATION) {
      return { kind: 'comparison', first, rest: rest.map(withComparison), at };
    }
    return { kind: 'arithmetic', first, rest: rest as Link<ArithmeticOperator>[], at };
  }

  /** `is null`, `is not null`, `is DBNull`: other types are not asked for. */
  private nullTest(at: number): Link<string> {
    const isNot = this.lexer.isWord('not');
    if (isNot) this.lexer.next();
    if (!this.lexer.isWord('null') && !this.lexer.isWord('dbnull')) this.lexer.fail('"null" is missing.');
    const operand: Node = { kind: 'literal', value: null, at: this.lexer.next().at };
    return { operator: isNot ? '!=' : '==', operand, at };
  }

  private unary(): Node {
    const { at } = this.lexer.current;
    if (this.lexer.accept('!')) return { kind: 'not', operand: this.deeper(() => this.unary()), at };
    if (this.lexer.accept('-')) return { kind: 'sign', operand: this.deeper(() => this.unary()), at };
    if (this.lexer.accept('+')) return this.deeper(() => this.unary());
    if (this.lexer.isWord('not')) {
      this.lexer.next();
      return { kind: 'not', operand: this.deeper(() => this.binary(EQUALITY)), at };
    }
    return this.members(this.primary());
  }

  private primary(): Node {
    const { kind, text, at } = this.lexer.current;
    if (kind === 'number') {
      this.lexer.next();
      return { kind: 'literal', value: new ExactDecimal(text), at };
    }
    if (kind === 'text') {
      this.lexer.next();
      return { kind: 'literal', value: text, at };
    }
    if (kind === 'name') return this.calls.read();
    if (this.lexer.isSymbol('[')) return this.bracket();
    if (this.lexer.accept('(')) return this.parenthesis(at);
    return this.lexer.fail(kind === 'end' ? 'The expression ends too early.' : 'A value is missing here.');
  }

  private bracket(): Node {
    const { at } = this.lexer.current;
    const content = this.lexer.bracketContent();
    if (isBracketName(content)) {
      this.lexer.skipTo(at + content.length + 2);
      return this.calls.reference(content, at);
    }
    this.lexer.next();
    const inner = this.expression();
    this.lexer.expect(']');
    return inner;
  }

  private parenthesis(at: number): Node {
    const type = this.castType();
    if (type) return { kind: 'cast', type, operand: this.deeper(() => this.unary()), at };
    const inner = this.expression();
    this.lexer.expect(')');
    return inner;
  }

  /** Reads `decimal)` of `(decimal)x`; null and nothing read when it is no cast. */
  private castType(): CastType | null {
    const named = /^\s*(?:System\.)?(\w+)\s*\??\s*\)/.exec(
      this.text.slice(this.lexer.current.at, this.lexer.current.at + 40),
    );
    const type = CAST_TYPES.get(named?.[1]?.toLowerCase() ?? '');
    if (!named || !type) return null;
    this.lexer.skipTo(this.lexer.current.at + named[0].length);
    return type;
  }

  private members(target: Node): Node {
    const steps: MemberStep[] = [];
    for (;;) {
      const { at } = this.lexer.current;
      if (this.lexer.accept('.') || this.lexer.accept('?.')) steps.push(this.calls.member());
      else if (this.lexer.isSymbol('[')) steps.push(this.calls.index(at));
      else break;
    }
    return steps.length > 0 ? { kind: 'members', target, steps, at: target.at } : target;
  }

  private deeper<Result>(read: () => Result): Result {
    if (++this.depth > EXPRESSION_LIMITS.depth) this.lexer.fail('The expression is nested too deeply.');
    const result = read();
    this.depth--;
    return result;
  }

  private get text(): string {
    return this.lexer.text;
  }
}

function withComparison({ operator, ...link }: Link<string>): Link<ComparisonOperator> {
  const said = operator === '=' ? '==' : operator === '<>' ? '!=' : operator;
  return { ...link, operator: said as ComparisonOperator };
}
