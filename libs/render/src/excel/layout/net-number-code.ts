import { literalCode } from './net-date-code.js';

const TOKEN = /'[^']*'?|"[^"]*"?|\\[\s\S]?|[\s\S]/g;
const MAX_SECTIONS = 3;
/** Excel's longest format code. */
const MAX_CODE = 255;

/** A .NET custom number pattern as Excel's: digits, points, thousands and per cent mean the same, all else is text. */
export function netNumberCode(pattern: string): string | null {
  const [positive = '', negative, zero] = sectionsOf(pattern);
  const parts = [positive];
  if (negative !== undefined) parts.push(negative === '' ? `-${positive}` : negative);
  if (zero) parts.push(zero);
  const code = parts.join(';');
  // Without a place for digits Excel shows the text and no figure, which no author means; per mille it does not know.
  return code.length > MAX_CODE || pattern.includes('‰') || !/[0#]/.test(positive) ? null : code;
}

function sectionsOf(pattern: string): string[] {
  const sections = [''];
  for (const token of pattern.match(TOKEN) ?? []) {
    if (token === ';') {
      if (sections.length === MAX_SECTIONS) break;
      sections.push('');
    } else sections[sections.length - 1] += tokenCode(token);
  }
  return sections;
}

function tokenCode(token: string): string {
  if (/^[0#.,%]$/.test(token)) return token;
  if (token.startsWith('\\')) return literalCode(token.slice(1));
  const quote = token.charAt(0);
  if (quote !== "'" && quote !== '"') return literalCode(token);
  return literalCode(token.slice(1, token.length > 1 && token.endsWith(quote) ? -1 : undefined));
}
