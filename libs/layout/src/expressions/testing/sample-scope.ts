import type { DateValue, Reference, Scope, Value } from '../contract.js';
import { ExactDecimal } from '../exact-decimal.js';

export const number = (text: string): Value => new ExactDecimal(text);
export const day = (iso: string): DateValue => ({ iso, has_time: iso.length > 10 });

/** A scope of fixed values by name, in English, on 30 June 2026 at 13:05:09. */
export function scopeOf(values: Readonly<Record<string, Value>>, locale = 'en-US'): Scope {
  const known = new Map(Object.entries(values));
  return {
    lookup: (reference: Reference) => known.get(reference.text),
    locale,
    currency: 'USD',
    now: day('2026-06-30 13:05:09'),
  };
}
