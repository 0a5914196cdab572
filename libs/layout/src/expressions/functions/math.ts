import type { Decimal } from 'decimal.js';
import type { Value } from '../contract.js';
import { ExactDecimal } from '../exact-decimal.js';
import { calculate, finite } from '../operators.js';
import { integerOf, isNumber, numberOf } from '../values.js';
import { type Call, type ExpressionFunction, functionTable } from './contract.js';

/** Steps that a power, a logarithm or an angle costs: about a millisecond in 60 digits at worst. */
const SERIES_STEPS = 2_000;

/** A function of one number; of null it is null. */
function ofNumber(work: (value: Decimal, call: Call) => Decimal): ExpressionFunction['call'] {
  return ([value], call) =>
    value === null || value === undefined ? null : finite(work(numberOf(value, call), call), call);
}

/** A function that sums a series: dear, and of bounded arguments only. */
function series(work: (value: Decimal) => Decimal): ExpressionFunction['call'] {
  return ofNumber((value, call) => {
    call.spend(SERIES_STEPS);
    if (value.abs().gt(1_000_000)) return call.fail('The number is too large here.');
    return work(value);
  });
}

/** Half away from zero, unlike .NET's default. */
const round: ExpressionFunction['call'] = ([value, digits], call) => {
  if (value === null || value === undefined) return null;
  const places = digits === undefined || !isNumber(digits) ? 0 : integerOf(digits, call);
  if (Math.abs(places) > 100) return call.fail('That many digits cannot be rounded to.');
  const number = numberOf(value, call);
  if (places >= 0) return number.toDecimalPlaces(places, ExactDecimal.ROUND_HALF_UP);
  const unit = ExactDecimal.pow(10, -places);
  return ExactDecimal.mul(
    ExactDecimal.div(number, unit).toDecimalPlaces(0, ExactDecimal.ROUND_HALF_UP),
    unit,
  );
};

/** The greater or smaller of several numbers, or dates and texts that have an order; nulls are left out. */
function extreme(sign: 1 | -1): ExpressionFunction['call'] {
  return (args, call) => {
    let best: Decimal | null = null;
    for (const arg of args) {
      if (arg === null) continue;
      const number = numberOf(arg, call);
      if (!best || number.cmp(best) * sign > 0) best = number;
    }
    return best;
  };
}
const maximum = extreme(1);
const minimum = extreme(-1);

const power: ExpressionFunction['call'] = ([base, exponent], call) => {
  call.spend(SERIES_STEPS);
  const [value, by] = [numberOf(base ?? null, call), numberOf(exponent ?? null, call)];
  if (by.abs().gt(10_000)) return call.fail('The exponent is too large.');
  return finite(ExactDecimal.pow(value, by), call);
};

const logarithm: ExpressionFunction['call'] = ([value, base], call) => {
  call.spend(SERIES_STEPS);
  const number = numberOf(value ?? null, call);
  if (!number.isPositive() || number.isZero()) return call.fail('Only positive numbers have a logarithm.');
  const natural = ExactDecimal.ln(number);
  if (base === undefined) return natural;
  return calculate('/', natural, ExactDecimal.ln(numberOf(base, call)), call);
};

const squareRoot = ofNumber((value, call) => {
  call.spend(SERIES_STEPS / 20);
  return value.isNegative() && !value.isZero()
    ? call.fail('A negative number has no square root.')
    : ExactDecimal.sqrt(value);
});

type Entry = readonly [string, number, number, ExpressionFunction['call']];

/** Those that FastReport and `Math` call the same. */
const SHARED: readonly Entry[] = [
  ['Abs', 1, 1, ofNumber((value) => value.abs())],
  ['Acos', 1, 1, series((value) => ExactDecimal.acos(value))],
  ['Asin', 1, 1, series((value) => ExactDecimal.asin(value))],
  ['Atan', 1, 1, series((value) => ExactDecimal.atan(value))],
  ['Ceiling', 1, 1, ofNumber((value) => value.ceil())],
  ['Cos', 1, 1, series((value) => ExactDecimal.cos(value))],
  ['Exp', 1, 1, series((value) => ExactDecimal.exp(value))],
  ['Floor', 1, 1, ofNumber((value) => value.floor())],
  ['Log', 1, 2, logarithm],
  ['Log10', 1, 1, ([value], call) => logarithm([value ?? null, new ExactDecimal(10)], call)],
  ['Pow', 2, 2, power],
  ['Round', 1, 3, round],
  ['Sign', 1, 1, ofNumber((value) => new ExactDecimal(value.isZero() ? 0 : value.isNegative() ? -1 : 1))],
  ['Sin', 1, 1, series((value) => ExactDecimal.sin(value))],
  ['Sqrt', 1, 1, squareRoot],
  ['Tan', 1, 1, series((value) => ExactDecimal.tan(value))],
  ['Truncate', 1, 1, ofNumber((value) => value.trunc())],
];

export const MATH_FUNCTIONS = functionTable([
  ...SHARED,
  ...SHARED.map(([name, ...rest]): Entry => [`Math.${name}`, ...rest]),
  ['Int', 1, 1, ofNumber((value) => value.floor())],
  ['Maximum', 1, 255, maximum],
  ['Minimum', 1, 255, minimum],
  ['Math.Max', 2, 2, maximum],
  ['Math.Min', 2, 2, minimum],
  ['Decimal.Round', 1, 3, round],
  ['Decimal.Floor', 1, 1, ofNumber((value) => value.floor())],
  ['Decimal.Ceiling', 1, 1, ofNumber((value) => value.ceil())],
  ['Decimal.Truncate', 1, 1, ofNumber((value) => value.trunc())],
]);

export const MATH_CONSTANTS = functionTable([
  ['Math.PI', 0, 0, (): Value => new ExactDecimal('3.14159265358979323846264338328')],
  ['MidpointRounding.AwayFromZero', 0, 0, (): Value => 'AwayFromZero'],
  ['MidpointRounding.ToEven', 0, 0, (): Value => 'ToEven'],
  ['Math.E', 0, 0, (): Value => new ExactDecimal('2.71828182845904523536028747135')],
]);
