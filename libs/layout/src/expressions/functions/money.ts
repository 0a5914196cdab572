import type { Value } from '../contract.js';
import { numberOf, textOf } from '../values.js';
import { amountInWords } from '../../words/amount-in-words.js';
import { type Call, functionTable } from './contract.js';

/** `AmountInWords(amount, currency, locale)`; nothing for no amount. */
function amountInWordsOf(
  [amount = null, currency = null, locale = null]: readonly Value[],
  call: Call,
): Value {
  if (amount === null) return null;
  const language = locale === null ? call.scope.locale : textOf(locale, call.scope.locale);
  const code = currency === null ? (call.scope.currency ?? '') : textOf(currency, call.scope.locale);
  return (
    amountInWords(numberOf(amount, call), code, language) ?? call.fail('The number is too large for words.')
  );
}

export const MONEY_FUNCTIONS = functionTable([['AmountInWords', 1, 3, amountInWordsOf]]);
