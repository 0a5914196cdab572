import { Decimal } from 'decimal.js';
import { roundTo } from '../../calculations/money.js';

/** Baht for one unit of a currency, on the demo's as-of date. */
const bahtPer: Readonly<Record<string, string>> = {
  THB: '1',
  USD: '35.12345',
  EUR: '38.20415',
  NOK: '3.31278',
  AED: '9.56318',
  CNY: '4.87264',
  SGD: '26.41830',
};

/** Units of `base` for one unit of `currency`, as documents state it (eight digits). Throws `RangeError` for an unknown currency. */
export function exchangeRate(currency: string, base: string): Decimal {
  const [from, to] = [bahtPer[currency], bahtPer[base]];
  if (!from || !to) throw new RangeError(`no exchange rate of ${currency} in ${base}`);
  return roundTo(new Decimal(from).div(to), 8);
}
