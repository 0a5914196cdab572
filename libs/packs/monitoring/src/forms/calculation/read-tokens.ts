import { LogicFault } from '../logic-fault.js';

export interface Token {
  readonly kind: 'number' | 'text' | 'word' | 'reference' | 'symbol' | 'end';
  /** A reference without its braces, a text without its quotes. */
  readonly text: string;
  /** Of its first character, from 0. */
  readonly at: number;
}

const BLANK = /\s*/y;
/** Texts have no escapes: one that holds a quote stands in the other kind of quotes. */
const PIECES: readonly (readonly [Exclude<Token['kind'], 'end'>, RegExp])[] = [
  ['reference', /\$\{\s*([A-Za-z]\w{0,49})\s*\}/y],
  ['number', /(\d{1,30}(?:\.\d{1,30})?)(?![\w.])/y],
  ['text', /'([^']*)'/y],
  ['text', /"([^"]*)"/y],
  ['word', /([A-Za-z_]\w*)/y],
  ['symbol', /(<=|>=|!=|[-+*/(),=<>])/y],
];

/** Takes a calculation apart. Throws `LogicFault`. */
export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = skipBlank(text, 0); at < text.length; at = skipBlank(text, at)) {
    const from = at;
    const found = PIECES.some(([kind, pattern]) => {
      pattern.lastIndex = from;
      const match = pattern.exec(text);
      if (match) tokens.push({ kind, text: match[1] ?? '', at: from });
      if (match) at = pattern.lastIndex;
      return match !== null;
    });
    if (!found) throw new LogicFault(`means nothing from "${text.slice(from, from + 20)}" on`);
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

function skipBlank(text: string, at: number): number {
  BLANK.lastIndex = at;
  BLANK.exec(text);
  return BLANK.lastIndex;
}
