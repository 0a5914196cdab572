import { Decimal } from 'decimal.js';
import { CURRENCY_NAMES } from './currency-names.js';
import { ENGLISH_DIGITS, englishNumber } from './english-number.js';
import { thaiNumber } from './thai-number.js';

/**
 * An amount of money as invoices write it out, rounded to hundredths (half away from zero): in Thai for `th`, in English
 * for every other locale. A currency without a name here is called by its code. Null when the number has no name.
 */
export function amountInWords(amount: Decimal, currency: string, locale: string): string | null {
  const rounded = amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  const [units = '0', parts = '00'] = rounded.abs().toFixed(2).split('.');
  if (units.length > ENGLISH_DIGITS) return null;
  const isNegative = rounded.isNegative() && !rounded.isZero();
  return /^th\b/i.test(locale)
    ? inThai(units, parts, currency, isNegative)
    : inEnglish(units, parts, currency, isNegative);
}

function inEnglish(units: string, parts: string, currency: string, isNegative: boolean): string {
  const names = CURRENCY_NAMES[currency]?.en;
  const whole = `${englishNumber(units)} ${names ? plural(names.unit, units) : currency}`;
  const rest = names ? `${englishNumber(parts)} ${plural(names.part, parts)}` : `${parts}/100`;
  const said = [isNegative ? 'minus ' : '', whole, parts === '00' ? '' : ` and ${rest}`, ' only'].join('');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function plural([one, many]: readonly [string, string], digits: string): string {
  return Number(digits) === 1 ? one : many;
}

function inThai(units: string, parts: string, currency: string, isNegative: boolean): string {
  const names = CURRENCY_NAMES[currency]?.th;
  const hasParts = parts !== '00';
  const isOnlyParts = hasParts && Number(units) === 0 && names !== undefined;
  const whole = isOnlyParts ? '' : `${thaiNumber(units)}${names?.unit ?? ` ${currency}`}`;
  const rest = names ? `${thaiNumber(parts)}${names.part}` : ` ${parts}/100`;
  return [isNegative ? 'ลบ' : '', whole, hasParts ? rest : 'ถ้วน'].join('');
}
