import { knownLocale } from '../../format/known-locale.js';
import type { CompareTexts } from './row-order.js';

const orders = new Map<string, CompareTexts>();

/** How texts are sorted in a language; made once, as making it takes longer than printing a page. */
export function textOrder(locale: string): CompareTexts {
  const known = knownLocale(locale);
  let order = orders.get(known);
  if (!order) orders.set(known, (order = new Intl.Collator(known).compare));
  return order;
}
