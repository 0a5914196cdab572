import { aggregateCall, aggregateNamed, type Argument, comparesValues } from './aggregate-call.js';
import type { AggregateCall } from './contract.js';
import type { ExpressionFunction } from './functions/contract.js';
import type { FunctionTables } from './functions/tables.js';
import type { Lexer } from './lexer.js';
import type { Names } from './names.js';
import type { MemberStep, Node } from './tree.js';

const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** The object's own value: no data is called so, and what stands behind its dot is a property. */
const VALUE = 'value';

const NAMESPACES = new Set(['system', 'globalization']);

/** How ADO.NET says null. */
const DATABASE_NULL = 'dbnull.value';

/** Calls whose first argument names a column, parameter or total in quotes. */
const NAMED_BY_TEXT = new Set([
  'report.getcolumnvalue',
  'report.getcolumnvaluenullable',
  'report.getparametervalue',
  'report.gettotalvalue',
  'report.getvariablevalue',
]);

/** Reads what begins with a word: literals, names, functions, static members, aggregates and members of values. */
export class NameParser {
  constructor(
    private readonly lexer: Lexer,
    private readonly names: Names,
    private readonly tables: FunctionTables,
    private readonly expression: () => Node,
  ) {}

  reference(name: string, at: number): Node {
    return { kind: 'reference', reference: this.names.reference(name), at };
  }

  read(): Node {
    const { at, text } = this.lexer.current;
    const literal = LITERALS.get(text.toLowerCase());
    if (literal !== undefined) {
      this.lexer.next();
      return { kind: 'literal', value: literal, at };
    }
    if (this.lexer.isWord('new')) {
      this.lexer.next();
      if (this.lexer.current.kind !== 'name') return this.reference(text, at);
    }
    const path = this.path();
    return this.lexer.isSymbol('(') ? this.called(path, at) : this.named(path, at);
  }

  /** The name and arguments behind a dot. */
  member(): MemberStep {
    const { kind, text, at } = this.lexer.next();
    if (kind !== 'name') this.lexer.fail('A name is missing behind the dot.', at);
    const args = this.lexer.isSymbol('(') ? this.nodes() : [];
    return this.step(text, args, at);
  }

  /** `[0]` behind a text: one of its characters. */
  index(at: number): MemberStep {
    return this.step('Chars', [this.bracketed()], at);
  }

  private step(name: string, given: readonly Node[], at: number): MemberStep {
    const member = this.tables.members.get(name.toLowerCase());
    if (!member) return this.lexer.fail(`There is no member called "${name}".`, at);
    const isSplit = member.name === 'Split';
    const args = isSplit && this.lexer.isSymbol('[') ? [...given, this.bracketed()] : given;
    this.check(member, args.length + 1, at, 1);
    if (member.name === 'ToString' && args[1] && !isFixed(args[1])) {
      this.lexer.fail('The culture must be written out, it cannot come from data.', at);
    }
    return { member, args, at };
  }

  private bracketed(): Node {
    this.lexer.expect('[');
    const index = this.expression();
    this.lexer.expect(']');
    return index;
  }

  private path(): string[] {
    const path = [this.lexer.next().text];
    while (this.lexer.isSymbol('.')) {
      this.lexer.next();
      if (this.lexer.current.kind !== 'name') this.lexer.fail('A name is missing behind the dot.');
      path.push(this.lexer.next().text);
    }
    return path.slice(
      Math.max(
        0,
        path.findIndex((name) => !NAMESPACES.has(name.toLowerCase())),
      ),
    );
  }

  /** A path without parentheses: a static value (`DateTime.Now`) or `Value` with their properties, or a name. */
  private named(path: readonly string[], at: number): Node {
    if (path.join('.').toLowerCase() === DATABASE_NULL) return { kind: 'literal', value: null, at };
    const constant = this.tables.constants.get(path.slice(0, 2).join('.').toLowerCase());
    if (constant) {
      const value: Node = { kind: 'call', callee: constant, args: [], at };
      return this.withMembers(value, path.slice(2), at);
    }
    const [first = '', ...rest] = path;
    if (first.toLowerCase() !== VALUE) return this.reference(path.join('.'), at);
    return this.withMembers(this.reference(first, at), rest, at);
  }

  private withMembers(target: Node, path: readonly string[], at: number): Node {
    const steps = path.map((name) => this.step(name, [], at));
    return steps.length > 0 ? { kind: 'members', target, steps, at } : target;
  }

  private called(path: readonly string[], at: number): Node {
    const name = path.join('.').toLowerCase();
    if (NAMED_BY_TEXT.has(name)) return this.byText(at);
    const aggregate = aggregateNamed(name);
    if (aggregate) return this.aggregate(aggregate, at);
    const callee = this.tables.functions.get(name);
    if (callee) return this.call(callee, at);
    const owner = path.slice(0, -1);
    if (owner.length === 0 || this.tables.types.has(owner[0]?.toLowerCase() ?? '')) {
      const constant = this.tables.constants.has(owner.slice(0, 2).join('.').toLowerCase());
      if (!constant) this.lexer.fail(`There is no function called "${path.join('.')}".`, at);
    }
    const step = this.step(path.at(-1) ?? '', this.nodes(), at);
    return { kind: 'members', target: this.named(owner, at), steps: [step], at };
  }

  /** `Report.GetColumnValue("Orders.Total")`. */
  private byText(at: number): Node {
    const [argument] = this.nodes();
    const name = argument?.kind === 'literal' ? argument.value : null;
    return typeof name === 'string'
      ? this.reference(name, at)
      : this.lexer.fail('A name in quotes is missing.', at);
  }

  private call(callee: ExpressionFunction, at: number): Node {
    const args = this.nodes();
    this.check(callee, args.length, at, 0);
    const [first, second, third] = args;
    switch (callee.name) {
      case 'IIf':
        if (!first || !second || !third) break;
        return { kind: 'choice', branches: [{ when: first, value: second }], otherwise: third, at };
      case 'Switch':
        return this.choices(args, at);
      case 'CultureInfo':
        return first && isFixed(first) ? first : this.lexer.fail('The name of a culture is missing.', at);
      case 'IsNull':
        if (first?.kind !== 'literal' || typeof first.value !== 'string') break;
        return { kind: 'call', callee, args: [this.reference(first.value, at)], at };
      default:
    }
    return { kind: 'call', callee, args, at };
  }

  /** `Switch(condition, value, condition, value …)`; null when none holds. */
  private choices(args: readonly Node[], at: number): Node {
    if (args.length % 2 === 1) this.lexer.fail('Switch takes pairs of a condition and a value.', at);
    const branches: { when: Node; value: Node }[] = [];
    for (let index = 0; index < args.length; index += 2) {
      branches.push({ when: args[index]!, value: args[index + 1]! });
    }
    return { kind: 'choice', branches, otherwise: { kind: 'literal', value: null, at }, at };
  }

  private aggregate(aggregate: AggregateCall['aggregate'], at: number): Node {
    const args = this.arguments();
    if (comparesValues(aggregate, args)) {
      const callee = this.tables.functions.get(aggregate === 'min' ? 'minimum' : 'maximum')!;
      return { kind: 'call', callee, args: args.map(({ node }) => node), at };
    }
    const text = this.lexer.text.slice(at, this.lexer.current.at).trim();
    const call = aggregateCall(aggregate, args, text, (message) => this.lexer.fail(message, at));
    return { kind: 'aggregate', call, at };
  }

  private nodes(): Node[] {
    return this.arguments().map(({ node }) => node);
  }

  private arguments(): Argument[] {
    const args: Argument[] = [];
    this.lexer.expect('(');
    if (this.lexer.accept(')')) return args;
    do {
      const from = this.lexer.current.at;
      const node = this.expression();
      args.push({ node, text: this.lexer.text.slice(from, this.lexer.current.at).trim() });
    } while (this.lexer.accept(','));
    this.lexer.expect(')');
    return args;
  }

  private check({ name, min, max }: ExpressionFunction, count: number, at: number, itself: number): void {
    if (count >= min && count <= max) return;
    const range = min === max ? `${min - itself}` : `${min - itself} to ${max - itself}`;
    this.lexer.fail(`${name} takes ${range} arguments.`, at);
  }
}

/** Whether a node says the same for every row: every culture that is met is remembered. */
function isFixed(node: Node): boolean {
  return node.kind === 'literal' || (node.kind === 'call' && node.args.length === 0);
}
