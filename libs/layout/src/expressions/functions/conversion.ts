import type { Decimal } from 'decimal.js';
import type { Value } from '../contract.js';
import { ExactDecimal, ONE, readDecimal, ZERO } from '../exact-decimal.js';
import { readLocalDate, readLocalNumber } from '../local-values.js';
import { compare } from '../operators.js';
import { booleanOf, dateOf, integerOf, numberOf, textOf } from '../values.js';
import { amountInWords } from '../../words/amount-in-words.js';
import { ENGLISH_DIGITS, englishNumber } from '../../words/english-number.js';
import { type Call, type ExpressionFunction, functionTable } from './contract.js';

type Implementation = ExpressionFunction['call'];

/** A text may hold the number as it came, or as the report's locale writes it. */
function parsedNumber(value: Value, call: Call): Decimal {
  const local =
    typeof value === 'string' && !readDecimal(value) ? readLocalNumber(value, call.scope.locale) : null;
  return local ?? numberOf(value, call);
}

const toNumber: Implementation = ([value = null], call) => parsedNumber(value, call);
/** Half away from zero, unlike .NET's default. */
const toInteger: Implementation = ([value = null], call) =>
  parsedNumber(value, call).toDecimalPlaces(0, ExactDecimal.ROUND_HALF_UP);
const toBoolean: Implementation = ([value], call) => booleanOf(value ?? null, call);
const toText: Implementation = ([value], call) => textOf(value ?? null, call.scope.locale);
const toDate: Implementation = ([value = null], call) =>
  typeof value === 'string'
    ? (readLocalDate(value, call.scope.locale) ?? dateOf(value, call))
    : dateOf(value, call);

const ROMAN = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
] as const;

const toRoman: Implementation = ([value], call) => {
  let rest = integerOf(value ?? null, call);
  if (rest < 0 || rest > 3999) return call.fail('Roman numbers go from 0 to 3999.');
  let text = '';
  for (const [letters, worth] of ROMAN) for (; rest >= worth; rest -= worth) text += letters;
  return text;
};

/** Columns of a spreadsheet, from 0: a, b … z, aa. */
const toLetters: Implementation = ([value, isUpper], call) => {
  let rest = integerOf(value ?? null, call);
  if (rest < 0) return call.fail('Letters count from 0.');
  let text = '';
  for (rest += 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
  }
  return isUpper === true ? text.toUpperCase() : text;
};

/** `ToWords(12.5)`, `ToWords(12.5, "EUR")`: an amount of money; `ToWords(3, "page", "pages")`: a count. In English. */
const toWords: Implementation = ([value, one, many], call) => {
  if (value === null || value === undefined) return '';
  const number = numberOf(value, call);
  if (many !== undefined) return countInWords(value, one ?? null, many, call);
  const currency = one === undefined ? (call.scope.currency ?? 'USD') : textOf(one, 'en').toUpperCase();
  return amountInWords(number, currency, 'en') ?? call.fail('The number has no name.');
};

function countInWords(value: Value, one: Value, many: Value, call: Call): string {
  const whole = numberOf(value, call).trunc();
  const digits = whole.abs().toFixed();
  if (digits.length > ENGLISH_DIGITS) return call.fail('The number has no name.');
  const noun = textOf(digits === '1' ? one : many, call.scope.locale);
  const said = `${whole.isNegative() && digits !== '0' ? 'minus ' : ''}${englishNumber(digits)} ${noun}`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

type Entry = readonly [string, number, number, Implementation];

const INTEGER_TYPES = ['Byte', 'Int16', 'Int32', 'Int64'];
const NUMBER_TYPES = ['Decimal', 'Double', 'Single'];

/** `ToInt32(x)` and `Convert.ToInt32(x)` alike; a culture behind the value is read over. */
function both(name: string, call: Implementation): Entry[] {
  return [
    [name, 1, 1, call],
    [`Convert.${name}`, 1, 2, call],
  ];
}

export const CONVERSION_FUNCTIONS = functionTable([
  ...INTEGER_TYPES.flatMap((type) => both(`To${type}`, toInteger)),
  ...NUMBER_TYPES.flatMap((type) => both(`To${type}`, toNumber)),
  ...both('ToBoolean', toBoolean),
  ...both('ToString', toText),
  ...both('ToChar', toText),
  ...both('ToDateTime', toDate),
  ...['int', 'long', 'Int32', 'Int64'].map((type): Entry => [`${type}.Parse`, 1, 2, toInteger]),
  ...['decimal', 'double', 'float', 'single'].map((type): Entry => [`${type}.Parse`, 1, 2, toNumber]),
  ['bool.Parse', 1, 1, toBoolean],
  ['DateTime.Parse', 1, 2, toDate],
  ['ToRoman', 1, 1, toRoman],
  ['ToLetters', 1, 2, toLetters],
  ['ToWords', 1, 3, toWords],
  ['ToWordsEn', 1, 3, toWords],
  ['ToWordsEnGb', 1, 3, toWords],
]);

/** −1, 0 or 1; what has no common order is not comparable. */
const compareTo: Implementation = ([value = null, other = null], call) => {
  if (compare('==', value, other, call)) return ZERO;
  return compare('<', value, other, call) ? ONE.neg() : ONE;
};

/** Members that any value has. */
export const VALUE_MEMBERS = functionTable([
  ['CompareTo', 2, 2, compareTo],
  ['Equals', 2, 2, ([value = null, other = null], call) => compare('==', value, other, call)],
  ['Value', 1, 1, ([value]) => value ?? null],
  ['HasValue', 1, 1, ([value]) => value !== null],
  ['GetValueOrDefault', 1, 2, ([value, other]) => value ?? other ?? null],
]);
