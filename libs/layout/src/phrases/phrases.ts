import { formatDecimal } from '../format/format-decimal.js';
import { knownLocale } from '../format/known-locale.js';
import { numberPattern } from '../format/number-pattern.js';
import { ar } from './ar.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { nb } from './nb.js';
import type { PhraseTable, PluralPhrase } from './phrase-table.js';
import { th } from './th.js';
import { zh } from './zh.js';

/** `no` and `nn` are read by the same people as `nb`. */
const TABLES: Readonly<Record<string, PhraseTable>> = { en, nb, no: nb, nn: nb, fr, th, ar, es, de, zh };

/** The phrases of a BCP 47 locale's language; English for a language that is not here. */
export function phrasesFor(locale: string): PhraseTable {
  return TABLES[locale.split('-')[0]?.toLowerCase() ?? ''] ?? en;
}

/** Puts values into `{name}` places. */
export function fillPhrase(phrase: string, values: Readonly<Record<string, string>>): string {
  return phrase.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

const rules = new Map<string, Intl.PluralRules>();

/** A count with its noun in the right plural: `1 row`, `1,204 rows`, `صفان`. */
export function countPhrase(phrase: PluralPhrase, count: number, locale: string): string {
  let rule = rules.get(locale);
  if (!rule) rules.set(locale, (rule = new Intl.PluralRules(knownLocale(locale))));
  const n = formatDecimal(String(count), numberPattern(locale), { minFraction: 0, grouped: true });
  return fillPhrase(phrase[rule.select(count)] ?? phrase.other, { n });
}
