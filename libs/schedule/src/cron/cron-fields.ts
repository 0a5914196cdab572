import { ScheduleFault } from '../schedule-fault.js';

/** One field of a cron expression. */
interface FieldKind {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
  /** `?` may stand for "any". */
  readonly mayBeOpen?: boolean;
  /** Forms with `L` (last) and `#` (nth) that a day may take. */
  readonly special?: RegExp;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

export const CRON_FIELDS = [
  { name: 'seconds', min: 0, max: 59 },
  { name: 'minutes', min: 0, max: 59 },
  { name: 'hours', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31, mayBeOpen: true, special: /^L$/ },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  {
    name: 'day of week',
    min: 0,
    max: 7,
    names: WEEKDAYS,
    mayBeOpen: true,
    special: /^(?:[0-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(?:L|#[1-5])$/,
  },
] as const satisfies readonly FieldKind[];

/** The values that a field stands for, in order; null = every one (`*` or `?`). `L` and `#` count as no value. */
export type FieldValues = readonly number[] | null;

/** Reads one field by our grammar: `*`, `?`, numbers, names, ranges, lists, steps, `L`, `5L`, `1#2`. */
export function readCronField(kind: FieldKind, text: string): FieldValues {
  if (text === '*' || (text === '?' && kind.mayBeOpen)) return null;
  const values = new Set<number>();
  for (const item of text.toUpperCase().split(',')) {
    if (kind.special?.test(item)) continue;
    for (const value of valuesOf(kind, item)) values.add(value);
  }
  return [...values].sort((left, right) => left - right);
}

function valuesOf(kind: FieldKind, item: string): number[] {
  const [range = '', step, ...more] = item.split('/');
  if (more.length > 0) throw fault(kind, `cannot read "${item}"`);
  const every = step === undefined ? 1 : stepOf(kind, step);
  const [low, high] = boundsOf(kind, range, step !== undefined);
  const values: number[] = [];
  for (let value = low; value <= high; value += every) values.push(value);
  return values;
}

function boundsOf(kind: FieldKind, range: string, hasStep: boolean): [number, number] {
  if (range === '*') return [kind.min, kind.max];
  const [from = '', to, ...more] = range.split('-');
  if (more.length > 0) throw fault(kind, `cannot read "${range}"`);
  const low = numberOf(kind, from);
  // "5/10" means from 5 to the end.
  const high = to === undefined ? (hasStep ? kind.max : low) : numberOf(kind, to);
  if (low > high) throw fault(kind, `counts backwards in "${range}"`);
  return [low, high];
}

function numberOf(kind: FieldKind, text: string): number {
  const named = kind.names?.indexOf(text) ?? -1;
  const value = named >= 0 ? named + kind.min : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= kind.min && value <= kind.max) return value;
  throw fault(kind, `takes ${kind.min} to ${kind.max}, not "${text}"`);
}

function stepOf(kind: FieldKind, text: string): number {
  const step = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (step >= 1 && step <= kind.max) return step;
  throw fault(kind, `cannot step by "${text}"`);
}

function fault({ name }: FieldKind, detail: string): ScheduleFault {
  return new ScheduleFault('/cron_expression', `${name} ${detail}`);
}
