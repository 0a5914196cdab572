import { FormulaFault } from './formula-fault.js';

/** A piece of a formula, with the position it stands at, from 1. */
export interface FormulaToken {
  readonly kind: 'number' | 'reference' | 'name' | 'sign' | 'end';
  /** Of a reference: the code without its braces. */
  readonly text: string;
  readonly at: number;
}

const BLANK = /\s+/y;
const PIECES = [
  ['number', /\d{1,30}(?:\.\d{1,30})?(?![\d.])/y],
  ['reference', /\{([^{}]{1,50})\}/y],
  ['name', /[A-Za-z_]\w*/y],
  ['sign', /<=|>=|!=|[-+*/(),=<>]/y],
] as const;

/** Throws `FormulaFault` at the first character that begins nothing. */
export function readTokens(formula: string): readonly FormulaToken[] {
  const tokens: FormulaToken[] = [];
  let at = skipBlank(formula, 0);
  while (at < formula.length) {
    const token = tokenAt(formula, at);
    tokens.push(token.token);
    at = skipBlank(formula, token.next);
  }
  return [...tokens, { kind: 'end', text: '', at: at + 1 }];
}

function tokenAt(formula: string, at: number): { readonly token: FormulaToken; readonly next: number } {
  for (const [kind, piece] of PIECES) {
    piece.lastIndex = at;
    const match = piece.exec(formula);
    if (!match) continue;
    const text = (match[1] ?? match[0]).trim();
    if (text === '') throw new FormulaFault('the braces name no indicator', at + 1);
    return { token: { kind, text, at: at + 1 }, next: piece.lastIndex };
  }
  throw new FormulaFault(faultOf(formula, at), at + 1);
}

function faultOf(formula: string, at: number): string {
  const character = String.fromCodePoint(formula.codePointAt(at) ?? 0);
  if (character === '{') return 'the braces hold no code of at most 50 characters';
  if (/\d/.test(character)) return 'the number is no decimal such as 12.5';
  return `"${character}" has no meaning`;
}

function skipBlank(formula: string, at: number): number {
  BLANK.lastIndex = at;
  return BLANK.test(formula) ? BLANK.lastIndex : at;
}
