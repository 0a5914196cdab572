import type { Value } from '../../expressions/contract.js';
import { ExactDecimal } from '../../expressions/exact-decimal.js';
import { fillPhrase, phrasesFor } from '../../phrases/phrases.js';
import { localDigits } from '../../format/format-decimal.js';
import { numberPattern } from '../../format/number-pattern.js';
import type { PrintState } from './print-state.js';

type Read = (state: PrintState, locale: string) => Value;

/** Names by `sourceKey`. Totals of pages are null until they are known. */
const VARIABLES: Readonly<Record<string, Read>> = {
  page: (state) => number(state.page.number),
  pagemacro: (state) => number(state.page.number),
  'page#': (state) => number(state.page.absolute),
  pagen: (state, locale) => fillPhrase(phrasesFor(locale).page, { page: told(state.page.number, locale) }),
  pagenofm: (state, locale) => {
    const { number: page, run } = state.page;
    const { total } = run;
    if (total === null) return null;
    return fillPhrase(phrasesFor(locale).page_of, { page: told(page, locale), pages: told(total, locale) });
  },
  totalpages: (state) => number(state.page.run.total),
  totalpagesmacro: (state) => number(state.page.run.total),
  'totalpages#': (state) => number(state.page.report.total),
  'row#': (state) => number(state.row.number),
  'absrow#': (state) => number(state.row.absolute),
  hierarchylevel: (state) => number(state.row.level),
  'hierarchyrow#': (state) => state.row.tree_number,
  'copyname#': () => '',
  value: (state) => state.value,
};

const PAGE_NAMES = new Set(['page', 'pagemacro', 'page#', 'pagen']);
const TOTAL_NAMES = new Set(['totalpages', 'totalpagesmacro', 'pagenofm']);

export function systemVariable(key: string): Read | null {
  return Object.hasOwn(VARIABLES, key) ? (VARIABLES[key] ?? null) : null;
}

/** What must have happened before a variable is known for good: its page finished, its run of page numbers, the report. */
export function knownAt(key: string): 'page' | 'run' | 'report' | null {
  if (TOTAL_NAMES.has(key)) return 'run';
  if (key === 'totalpages#') return 'report';
  return PAGE_NAMES.has(key) ? 'page' : null;
}

function number(value: number | null): Value {
  return value === null ? null : new ExactDecimal(value);
}

function told(value: number, locale: string): string {
  return localDigits(String(value), numberPattern(locale));
}
