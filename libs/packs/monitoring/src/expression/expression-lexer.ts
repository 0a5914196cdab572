import { ExpressionFault } from './expression-fault.js';

export interface Token {
  readonly kind: 'number' | 'text' | 'word' | 'reference' | 'symbol' | 'end';
  /** A reference without its braces, a text without its quotes. */
  readonly text: string;
  readonly at: number;
}

const BLANK = /\s*/y;
/** Texts have no escapes: one that holds a quote stands in the other kind of quotes. */
const TOKENS: readonly (readonly [Exclude<Token['kind'], 'reference' | 'end'>, RegExp])[] = [
  ['number', /(\d{1,30}(?:\.\d{1,30})?)(?![\w.])/y],
  ['text', /'([^']*)'/y],
  ['text', /"([^"]*)"/y],
  ['word', /([A-Za-z_]\w*)/y],
  ['symbol', /(<=|>=|!=|[-+*/(),=<>])/y],
];

/** Takes a text apart. `reference` is how names are written, its first group the name. Throws `ExpressionFault`. */
export function tokensOf(text: string, reference: RegExp): readonly Token[] {
  const tokens: Token[] = [];
  const kinds = [['reference', new RegExp(reference, 'y')] as const, ...TOKENS];
  for (let at = skipBlank(text, 0); at < text.length; at = skipBlank(text, at)) {
    const from = at;
    const found = kinds.some(([kind, pattern]) => {
      pattern.lastIndex = from;
      const match = pattern.exec(text);
      if (match) tokens.push({ kind, text: match[1] ?? '', at: from });
      if (match) at = pattern.lastIndex;
      return match !== null;
    });
    if (!found) throw new ExpressionFault(`means nothing from "${text.slice(from, from + 20)}" on`, from);
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

function skipBlank(text: string, at: number): number {
  BLANK.lastIndex = at;
  BLANK.exec(text);
  return BLANK.lastIndex;
}
