import {
  type FileDate,
  formatPattern,
  type NumberFormat,
  readDecimal,
  type ValuePattern,
} from '@galley/layout';
import { literalCode, netDateCode } from './net-date-code.js';
import { netNumberCode } from './net-number-code.js';

/** Whose customs decide where signs of money stand. */
export interface CodeCulture {
  readonly locale: string;
  readonly currency: string | null;
}

const PLAIN: NumberFormat = {
  kind: 'number',
  digits: null,
  decimal: null,
  group: null,
  currency: null,
  positive: null,
  negative: null,
};
const STANDARD = /^([A-Za-z])(\d{0,2})$/;
const MAX_DIGITS = 30;

/**
 * Excel's format code of a pattern for numbers or dates; null where it says nothing that a code could. Codes are neutral:
 * Excel writes decimal and thousands signs in the customs of its reader.
 */
export function patternCode(
  pattern: ValuePattern,
  of: 'number' | 'date',
  date: FileDate,
  culture: CodeCulture,
): string | null {
  switch (pattern.kind) {
    case 'number':
    case 'currency':
    case 'percent':
      return of === 'number' ? figureCode(pattern, culture) : null;
    case 'date':
    case 'time':
      return of === 'date'
        ? netDateCode(pattern.pattern ?? (pattern.kind === 'date' ? 'd' : 't'), date)
        : null;
    case 'custom':
      if (pattern.pattern === '') return null;
      return of === 'date' ? netDateCode(pattern.pattern, date) : customCode(pattern.pattern, culture);
    default:
      return null;
  }
}

function customCode(pattern: string, culture: CodeCulture): string | null {
  const standard = STANDARD.exec(pattern.trim());
  if (!standard) return netNumberCode(pattern);
  const digits = standard[2] ? Number(standard[2]) : null;
  switch (standard[1]?.toUpperCase()) {
    case 'N':
      return figureCode({ ...PLAIN, digits }, culture);
    case 'F':
      return figureCode({ ...PLAIN, digits, group: '' }, culture);
    case 'C':
      return figureCode({ ...PLAIN, kind: 'currency', digits }, culture);
    case 'P':
      return figureCode({ ...PLAIN, kind: 'percent', digits }, culture);
    case 'D':
      return '0'.repeat(Math.min(Math.max(digits ?? 1, 1), MAX_DIGITS));
    case 'E':
      return `0.${'0'.repeat(Math.min(digits ?? 6, MAX_DIGITS))}E+000`;
    default:
      return null;
  }
}

/** Signs stand where the locale writes them: one figure is written and its digits become the code. */
function figureCode(format: NumberFormat, culture: CodeCulture): string {
  const digits = Math.min(format.digits ?? digitsOf(format, culture), MAX_DIGITS);
  const fraction = digits > 0 ? `.${'0'.repeat(digits)}` : '';
  const figure = `${format.group === '' ? '0' : '#,##0'}${fraction}`;
  const one = format.kind === 'percent' ? '0.01' : '1';
  const shape = (text: string): string => {
    const written = formatPattern(readDecimal(text), { ...format, digits: 0 }, culture);
    const [before = '', after = ''] = written.split(/\p{Nd}+/u);
    return shapeCode(before) + figure + shapeCode(after);
  };
  const positive = shape(one);
  const negative = shape(`-${one}`);
  return negative === `-${positive}` ? positive : `${positive};${negative}`;
}

function digitsOf(format: NumberFormat, culture: CodeCulture): number {
  if (format.kind !== 'currency') return 2;
  const written = formatPattern(readDecimal('1'), { ...format, decimal: '.' }, culture);
  return /\p{Nd}\.(\p{Nd}+)/u.exec(written)?.[1]?.length ?? 0;
}

function shapeCode(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .split(/([-\u2212]|[%\u066a])/)
    .map((part) => (/^[-\u2212]$/.test(part) ? '-' : /^[%\u066a]$/.test(part) ? '%' : literalCode(part)))
    .join('');
}
