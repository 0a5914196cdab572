import type { ReportLanguage } from '../section-kinds.js';
import { ar } from './ar.js';
import { en } from './en.js';
import { fr } from './fr.js';
import { nb } from './nb.js';
import type { ReportWords } from './report-words.js';

const WORDS: Readonly<Record<ReportLanguage, ReportWords>> = { en, nb, fr, ar };

export function wordsOf(language: ReportLanguage): ReportWords {
  return WORDS[language];
}

/** The word for a code; what has none, for it came after this was written, is shown as it is. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}
