import type { ValuePattern } from '../../model/value-pattern.js';

type Written = (typeof import('./content-parts.js'))['FORMAT_NAMES'][number];

const number = (kind: 'number' | 'percent', digits: number | null): ValuePattern => ({
  kind,
  digits,
  decimal: null,
  group: null,
  currency: null,
  positive: null,
  negative: null,
});

const NAMED: Readonly<Record<Written, ValuePattern>> = {
  text: { kind: 'general' },
  money: number('number', 2),
  quantity: { kind: 'custom', pattern: '#,##0.00##' },
  integer: number('number', 0),
  percent: number('percent', null),
  date: { kind: 'date', pattern: 'd' },
  datetime: { kind: 'date', pattern: 'g' },
  time: { kind: 'time', pattern: 't' },
  boolean: { kind: 'boolean', yes: null, no: null },
};

/** Figures per cent, as datasets hold them, outside of tables: 83.3, not 0.833. */
const PERCENT: ValuePattern = { kind: 'custom', pattern: '#,##0.##"%"' };

/** The pattern of figures in charts and crosstabs. */
export function figurePatternOf(format: string): ValuePattern {
  return format === 'percent' ? PERCENT : patternOf(format);
}

/** The pattern of a column that a layout's author means; what has no name of ours is .NET's. */
export function patternOf(format: string): ValuePattern {
  return Object.hasOwn(NAMED, format) ? NAMED[format as Written] : { kind: 'custom', pattern: format };
}
