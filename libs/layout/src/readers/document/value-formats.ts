import type { NumberFormat, ValuePattern } from '../../model/value-pattern.js';
import type { DocumentFormat } from './document-content.js';

const number = (digits: number, kind: NumberFormat['kind'] = 'number'): ValuePattern => ({
  kind,
  digits,
  decimal: null,
  group: null,
  currency: null,
  positive: null,
  negative: null,
});

const PATTERNS: Readonly<Record<DocumentFormat, ValuePattern>> = {
  text: { kind: 'general' },
  money: number(2),
  price: { kind: 'custom', pattern: '#,##0.00##' },
  quantity: { kind: 'custom', pattern: '#,##0.00##' },
  integer: number(0),
  // The dataset states percentages in percent; the sign is all that is missing.
  percent: { kind: 'custom', pattern: '#,##0.00"%"' },
  rate: { kind: 'custom', pattern: '#,##0.00######' },
  date: { kind: 'date', pattern: 'd' },
  date_time: { kind: 'date', pattern: 'g' },
};

export function patternOf(format: DocumentFormat): ValuePattern {
  return PATTERNS[format];
}

/** Figures stand to the right, so that their decimal signs stand below each other. */
export function isFigure(format: DocumentFormat): boolean {
  const { kind } = PATTERNS[format];
  return kind === 'number' || kind === 'custom';
}
