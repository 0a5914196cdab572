import { Decimal } from 'decimal.js';
import type { DateValue, Value } from './contract.js';
import { addTime, dateKey, dateValueOf, MICROS_PER_DAY, readDate } from './dates.js';
import { ExactDecimal, readDecimal, ZERO } from './exact-decimal.js';
import type { Call } from './functions/contract.js';
import type { ArithmeticOperator, ComparisonOperator } from './tree.js';
import { booleanOf, isDate, isNumber, numberOf, textOf } from './values.js';

/** Fraction digits of a quotient that does not come out even: those of .NET's decimal. */
const QUOTIENT_DIGITS = 28;

/**
 * The rules of null, in one place. As in FastReport (`ConvertNulls`), a null beside a value of another type counts as
 * that type's nothing: 0, "" or false; null with null stays null. Only the literal `null` asks whether there is a value.
 */
export function arithmetic(operator: ArithmeticOperator, left: Value, right: Value, call: Call): Value {
  if (left === null && right === null) return null;
  if (operator === '+' && isTextual(left, right)) {
    return textOf(left, call.scope.locale) + textOf(right, call.scope.locale);
  }
  if (isDate(left) || isDate(right)) return dateArithmetic(operator, left, right, call);
  return calculate(operator, numberOf(left, call), numberOf(right, call), call);
}

function isTextual(left: Value, right: Value): boolean {
  return typeof left === 'string' || typeof right === 'string';
}

/** Numbers are decimals, so `7 / 2` is 3.5, unlike C#'s integers. */
export function calculate(operator: ArithmeticOperator, left: Decimal, right: Decimal, call: Call): Decimal {
  switch (operator) {
    case '+':
      return finite(ExactDecimal.add(left, right), call);
    case '-':
      return finite(ExactDecimal.sub(left, right), call);
    case '*':
      return finite(ExactDecimal.mul(left, right), call);
    case '/':
      if (right.isZero()) return call.fail('Division by zero.');
      return finite(ExactDecimal.div(left, right), call).toDecimalPlaces(QUOTIENT_DIGITS);
    case '%':
      if (right.isZero()) return call.fail('Division by zero.');
      if (left.e - right.e > 100) return call.fail('The numbers are too far apart.');
      return finite(ExactDecimal.mod(left, right), call);
  }
}

export function finite(value: Decimal, call: Call): Decimal {
  return value.isFinite() ? value : call.fail('The result is too large, or no number.');
}

/** Date − date = days; date ± number = that many days later or earlier. A null date gives null. */
function dateArithmetic(operator: ArithmeticOperator, left: Value, right: Value, call: Call): Value {
  if (left === null || right === null) return isDate(left) && operator === '+' ? left : null;
  if (operator === '-' && isDate(left) && isDate(right)) return daysBetween(right, left, call);
  if ((operator === '+' || operator === '-') && isDate(left) && !isDate(right)) {
    const days = numberOf(right, call);
    return plusDays(left, operator === '+' ? days : days.neg(), call);
  }
  return call.fail(`Dates cannot be joined by ${operator}.`);
}

/** Days from one date to another, with the fraction that their times make. */
export function daysBetween(from: DateValue, to: DateValue, call: Call): Decimal {
  const [a, b] = [readDate(from.iso), readDate(to.iso)];
  if (!a || !b) return call.fail('This is no date.');
  const micros = ExactDecimal.div(b.micros - a.micros, MICROS_PER_DAY);
  return ExactDecimal.add(b.day_number - a.day_number, micros).toDecimalPlaces(QUOTIENT_DIGITS);
}

export function plusDays(date: DateValue, days: Decimal, call: Call): DateValue {
  const parts = readDate(date.iso) ?? call.fail('This is no date.');
  if (days.abs().gt(4_000_000)) return call.fail('The date lies outside the years 1 to 9999.');
  const whole = days.floor();
  const micros = ExactDecimal.mul(days.sub(whole), MICROS_PER_DAY).round().toNumber();
  const moved = addTime(parts, whole.toNumber(), micros);
  return moved ? dateValueOf(moved) : call.fail('The date lies outside the years 1 to 9999.');
}

export function compare(operator: ComparisonOperator, left: Value, right: Value, call: Call): boolean {
  const order = orderOf(left, right, call);
  if (order === null) {
    if (operator === '==' || operator === '!=') return operator === '!=';
    return call.fail('These values have no common order.');
  }
  switch (operator) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Negative, zero or positive; null when the values are of types that have nothing in common. Text by code point. */
function orderOf(left: Value, right: Value, call: Call): number | null {
  if (left === null && right === null) return 0;
  if (isDate(left) || isDate(right)) return dateOrder(left, right);
  if (isNumber(left) || isNumber(right)) {
    const [a, b] = [numeric(left), numeric(right)];
    return a && b ? a.cmp(b) : null;
  }
  if (typeof left === 'string' || typeof right === 'string') {
    const [a, b] = [left ?? '', right ?? ''];
    return typeof a === 'string' && typeof b === 'string' ? ordinal(a, b) : null;
  }
  return Number(booleanOf(left, call)) - Number(booleanOf(right, call));
}

function numeric(value: Value): Decimal | null {
  if (isNumber(value)) return value;
  if (value === null) return ZERO;
  return typeof value === 'string' ? readDecimal(value) : null;
}

/** A null date lies before all others, as .NET's does. */
function dateOrder(left: Value, right: Value): number | null {
  const [a, b] = [dateText(left), dateText(right)];
  return a !== null && b !== null ? ordinal(a, b) : null;
}

function dateText(value: Value): string | null {
  if (value === null) return '';
  if (isDate(value)) return dateKey(value);
  const parts = typeof value === 'string' ? readDate(value) : null;
  return parts ? dateKey(dateValueOf(parts)) : null;
}

function ordinal(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
