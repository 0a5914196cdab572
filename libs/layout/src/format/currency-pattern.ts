import { knownLocale } from './known-locale.js';

/** What a locale writes around an amount: the sign of money, and the minus. */
export interface CurrencyPattern {
  readonly symbol: string;
  /** Fraction digits that the currency has. */
  readonly digits: number;
  /** `{n}` stands for the figure, `{$}` for the sign. */
  readonly positive: string;
  readonly negative: string;
}

const PLACEHOLDER = 'USD';
const CODE = /^[A-Z]{3}$/;
const NO_SIGN: CurrencyPattern = { symbol: '', digits: 2, positive: '{n}', negative: '-{n}' };

const patterns = new Map<string, CurrencyPattern>();

/** The pattern of a currency in a locale, read once from Intl; without a currency, the figure alone. */
export function currencyPattern(locale: string, currency: string | null): CurrencyPattern {
  if (currency === null || currency === '') return NO_SIGN;
  const key = `${locale} ${currency}`;
  let pattern = patterns.get(key);
  if (!pattern) patterns.set(key, (pattern = readPattern(knownLocale(locale), currency)));
  return pattern;
}

function readPattern(locale: string, currency: string): CurrencyPattern {
  const isCode = CODE.test(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: isCode ? currency : PLACEHOLDER,
  });
  const symbol = format.formatToParts(1).find((part) => part.type === 'currency')?.value ?? currency;
  return {
    symbol: isCode ? symbol : currency,
    digits: format.resolvedOptions().maximumFractionDigits ?? 2,
    positive: shape(format.formatToParts(1)),
    negative: shape(format.formatToParts(-1)),
  };
}

const FIGURE = new Set(['integer', 'group', 'decimal', 'fraction']);

function shape(parts: readonly Intl.NumberFormatPart[]): string {
  let text = '';
  for (const { type, value } of parts) {
    if (type === 'currency') text += '{$}';
    else if (!FIGURE.has(type)) text += type === 'minusSign' ? '-' : value.replace(/\p{Cf}/gu, '');
    else if (!text.endsWith('{n}')) text += '{n}';
  }
  return text;
}
