import { ExpressionError } from './contract.js';
import { EXPRESSION_LIMITS } from './limits.js';

export interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'symbol' | 'end';
  /** What it says: digits without suffix, a text without quotes, a word, a symbol. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

const BLANK = /\s*/y;
const NUMBER = /(\d+(?:\.\d+)?|\.\d+)((?:[eE][+-]?\d{1,3})?)[mMfFdDlLuU]{0,2}/y;
const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_#]*/uy;
const SYMBOL = /&&|\|\||==|!=|<>|<=|>=|\?\?|\?\.(?=[\p{L}_])|[-+*/%!?:(),.[\]<>=]/uy;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['0', '\0'],
]);

/** Reads one token after another, as the parser asks: brackets mean a name or an index, only the parser knows which. */
export class Lexer {
  current: Token;

  constructor(readonly text: string) {
    if (text.length > EXPRESSION_LIMITS.text) {
      throw new ExpressionError(
        `An expression has at most ${EXPRESSION_LIMITS.text} characters.`,
        text.slice(0, 100),
        0,
      );
    }
    this.current = this.read(0);
  }

  fail(message: string, at = this.current.at): never {
    throw new ExpressionError(message, this.text, at);
  }

  next(): Token {
    const token = this.current;
    this.current = this.read(token.end);
    return token;
  }

  isSymbol(symbol: string): boolean {
    return this.current.kind === 'symbol' && this.current.text === symbol;
  }

  /** Whether the current token is this word, in any case. */
  isWord(word: string): boolean {
    return this.current.kind === 'name' && this.current.text.toLowerCase() === word;
  }

  accept(symbol: string): boolean {
    const isThere = this.isSymbol(symbol);
    if (isThere) this.next();
    return isThere;
  }

  expect(symbol: string): void {
    if (!this.accept(symbol)) this.fail(`"${symbol}" is missing.`);
  }

  /** What stands between the current `[` and its `]`, brackets inside and quoted ones respected. */
  bracketContent(): string {
    const { at } = this.current;
    const close = closingBracket(this.text, at, '[', ']');
    if (close < 0) this.fail('"]" is missing.');
    return this.text.slice(at + 1, close);
  }

  /** Goes on behind a place, such as a bracket that was read as a whole. */
  skipTo(end: number): void {
    this.current = this.read(end);
  }

  private read(from: number): Token {
    const at = from + (match(BLANK, this.text, from)?.[0].length ?? 0);
    if (at >= this.text.length) return { kind: 'end', text: '', at, end: at };
    const first = this.text.charAt(at);
    if (first === '"' || first === "'") return this.quoted(at, first);
    if (first === '@' && this.text.charAt(at + 1) === '"') return this.verbatim(at);
    const number = match(NUMBER, this.text, at);
    if (number) return this.number(number, at);
    const name = match(NAME, this.text, at)?.[0];
    if (name) return { kind: 'name', text: name, at, end: at + name.length };
    const symbol = match(SYMBOL, this.text, at)?.[0];
    if (symbol) return { kind: 'symbol', text: symbol, at, end: at + symbol.length };
    return this.fail('This character means nothing in an expression.', at);
  }

  private number([whole, digits = '', exponent = '']: RegExpExecArray, at: number): Token {
    const isLong = digits.length > EXPRESSION_LIMITS.digits || Math.abs(Number(exponent.slice(1))) > 60;
    if (isLong) this.fail('The number is too long.', at);
    return { kind: 'number', text: digits + exponent, at, end: at + whole.length };
  }

  private quoted(at: number, quote: string): Token {
    const pieces: string[] = [];
    let from = at + 1;
    for (let to = from; to < this.text.length; to++) {
      const letter = this.text.charAt(to);
      if (letter === quote) {
        pieces.push(this.text.slice(from, to));
        return { kind: 'text', text: pieces.join(''), at, end: to + 1 };
      }
      if (letter !== '\\') continue;
      const code = /^u([\da-fA-F]{4})/.exec(this.text.slice(to + 1, to + 6))?.[1];
      const escaped = this.text.charAt(to + 1);
      const said = code ? String.fromCharCode(Number.parseInt(code, 16)) : (ESCAPES.get(escaped) ?? escaped);
      pieces.push(this.text.slice(from, to), said);
      to += code ? 5 : 1;
      from = to + 1;
    }
    return this.fail(`The closing ${quote} is missing.`, at);
  }

  /** `@"C:\files"`: no escapes, a quote is doubled. */
  private verbatim(at: number): Token {
    let end = at + 2;
    for (; end < this.text.length; end++) {
      if (this.text.charAt(end) !== '"') continue;
      if (this.text.charAt(end + 1) !== '"') break;
      end++;
    }
    if (end >= this.text.length) this.fail('The closing " is missing.', at);
    const text = this.text.slice(at + 2, end).replaceAll('""', '"');
    return { kind: 'text', text, at, end: end + 1 };
  }
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/**
 * Where the bracket that opens at `at` is closed; -1 = nowhere. Brackets inside count, those in double quotes do not.
 */
export function closingBracket(text: string, at: number, open: string, close: string): number {
  let depth = 0;
  let isQuoted = false;
  for (let index = at; index < text.length; index++) {
    const letter = text.charAt(index);
    if (isQuoted) {
      if (letter === '\\') index++;
      else if (letter === '"') isQuoted = false;
    } else if (text.startsWith(close, index) && depth === 1) return index;
    else if (text.startsWith(open, index)) depth++;
    else if (text.startsWith(close, index)) depth--;
    else if (letter === '"') isQuoted = true;
  }
  return -1;
}
