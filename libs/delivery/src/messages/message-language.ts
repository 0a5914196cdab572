import type { HouseTexts } from './house-texts.js';
import { ar } from './texts/ar.js';
import { en } from './texts/en.js';
import { fr } from './texts/fr.js';
import { nb } from './texts/nb.js';
import { th } from './texts/th.js';

const TEXTS: Readonly<Record<string, HouseTexts>> = { en, nb, fr, ar, th };
/** Read by the same people. */
const ALIASES: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb' };
/** Languages of message templates an organization may bring that are written from right to left. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'sd', 'ug', 'yi', 'dv']);

/** The languages that the house writes by itself. */
export const MESSAGE_LANGUAGES: readonly string[] = Object.keys(TEXTS);

/** The house's texts for a reader and the locale they are formatted in: English for languages it does not write. */
export function houseLanguage(locale: string): { readonly texts: HouseTexts; readonly locale: string } {
  const language = languageOf(locale);
  const texts = TEXTS[ALIASES[language] ?? language];
  return texts ? { texts, locale: knownLocale(locale) } : { texts: en, locale: 'en' };
}

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(languageOf(locale)) ? 'rtl' : 'ltr';
}

/** A locale that Intl takes; English for what is none. `no` is read as `nb`, whose formats it shares. */
export function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replace(/^(no|nn)(?=-|$)/i, 'nb'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** A zone that Intl knows; UTC for what is none, so that a message is never held up by it. */
export function knownTimezone(timezone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

function languageOf(locale: string): string {
  return locale.split(/[-_]/)[0]?.toLowerCase() ?? '';
}
