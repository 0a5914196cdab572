import type { FileDate } from '@galley/layout';

const TOKEN = /d+|M+|y+|H+|h+|m+|s+|[fF]+|t+|z+|K|g+|'[^']*'?|"[^"]*"?|\\[\s\S]?|%(?=.)|[\s\S]/g;
const MAX_CODE = 255;
const LONG = 'd mmmm yyyy';

/** A .NET date pattern, standard or custom, as Excel's; null for what is longer than Excel takes. */
export function netDateCode(pattern: string, date: FileDate): string | null {
  const standard = standardCode(pattern, date);
  if (standard !== null) return standard;
  const code = (pattern.match(TOKEN) ?? []).map((token) => fieldCode(token, date)).join('');
  return code.length > MAX_CODE || code === '' ? null : code;
}

/** The short date of a locale. */
function shortDate({ order, separator }: FileDate): string {
  const parts = order === 'dmy' ? ['dd', 'mm', 'yyyy'] : ['yyyy', 'mm', 'dd'];
  return parts.join(literalCode(separator));
}

function standardCode(pattern: string, date: FileDate): string | null {
  const short = shortDate(date);
  const codes: Readonly<Record<string, string>> = {
    d: short,
    D: LONG,
    t: 'hh:mm',
    T: 'hh:mm:ss',
    f: `${LONG} hh:mm`,
    F: `${LONG} hh:mm:ss`,
    g: `${short} hh:mm`,
    G: `${short} hh:mm:ss`,
    M: 'd mmmm',
    m: 'd mmmm',
    Y: 'mmmm yyyy',
    y: 'mmmm yyyy',
    s: 'yyyy\\-mm\\-dd hh:mm:ss',
    u: 'yyyy\\-mm\\-dd hh:mm:ss',
    o: 'yyyy\\-mm\\-dd hh:mm:ss',
    O: 'yyyy\\-mm\\-dd hh:mm:ss',
  };
  return Object.hasOwn(codes, pattern) ? codes[pattern]! : null;
}

function fieldCode(token: string, date: FileDate): string {
  switch (token.charAt(0)) {
    case 'd':
    case 'M':
      return token.toLowerCase().slice(0, 4);
    case 'y':
      return token.length <= 2 ? 'yy' : 'yyyy';
    case 'H':
    case 'h':
    case 'm':
    case 's':
      return token.toLowerCase().slice(0, 2);
    case 'f':
    case 'F':
      return '0'.repeat(Math.min(token.length, 3));
    case 't':
      return 'AM/PM';
    case '/':
      return literalCode(date.separator);
    case 'z':
    case 'K':
    case 'g':
      return '';
    case '.':
    case ':':
      return token;
    case '\\':
      return literalCode(token.slice(1));
    case "'":
    case '"':
      return literalCode(
        token.slice(1, token.length > 1 && token.endsWith(token.charAt(0)) ? -1 : undefined),
      );
    default:
      return token === '%' ? '' : literalCode(token);
  }
}

/** Text in a format code. */
export function literalCode(text: string): string {
  if (text === '' || text === ' ') return text;
  if ([...text].length === 1 && text !== '"') return `\\${text}`;
  // A quoted part cannot hold a quote.
  return text
    .split('"')
    .map((part) => (part === '' ? '' : `"${part}"`))
    .join('\\"');
}
