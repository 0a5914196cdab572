import fc from 'fast-check';
import type { Decimal } from 'decimal.js';
import { ExpressionError, type Value } from './contract.js';
import { ExactDecimal } from './exact-decimal.js';
import { parseExpression } from './parse-expression.js';
import { parseTextTemplate } from './parse-text-template.js';
import { day, number, scopeOf } from './testing/sample-scope.js';
import { textOf } from './values.js';

const SCOPE = scopeOf({
  a: number('12.50'),
  'Orders.Total': number('-3'),
  name: 'Chai',
  born: day('1948-12-08'),
  none: null,
  flag: true,
});

const WORDS = [
  `a [Orders.Total] [name] born none flag "x" 'y' 1 2.5m [ ] ( ) + - * / % && || == < ? : ?? ! , . " \\ not and`,
  'IIf( Sum( Max( Format( Substring( .ToString( .Length .Split( (int) (decimal) Round( Pow( DateTime.Now',
  '.AddDays( Switch( constructor __proto__ {0:N2} Data1 \n',
].flatMap((words) => words.split(' '));
const program = fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(' '));
const anyText = fc.oneof(program, fc.string({ maxLength: 200, unit: 'binary' }));

/** The error an attempt ends in, if it ends in one. */
function faultOf(attempt: () => unknown): unknown {
  try {
    attempt();
    return null;
  } catch (error) {
    return error;
  }
}

const isExpected = (fault: unknown): boolean => fault === null || fault instanceof ExpressionError;

describe('any text', () => {
  it('is an expression with a value, or an ExpressionError within its text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const fault = faultOf(() => parseExpression(text).evaluate(SCOPE));
        if (fault instanceof ExpressionError) {
          expect(fault.position).toBeGreaterThanOrEqual(0);
          expect(fault.position).toBeLessThanOrEqual(text.length);
        }
        return isExpected(fault);
      }),
      { numRuns: 1_500 },
    );
  });

  it('is a template with a text, or an ExpressionError', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          program.map((one) => `a [${one}] b`),
        ),
        (text) =>
          isExpected(
            faultOf(() => parseTextTemplate(text).evaluate(SCOPE, (value: Value) => textOf(value, 'th'))),
          ),
      ),
      { numRuns: 1_000 },
    );
  });
});

interface Sum {
  readonly text: string;
  readonly value: Decimal;
}

/** Expressions written beside the decimal they come to. */
const { sum } = fc.letrec<{ sum: Sum; leaf: Sum; joined: Sum }>((tie) => ({
  sum: fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('joined')),
  leaf: fc
    .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.nat(4))
    .map(([units, scale]) => new ExactDecimal(units).div(new ExactDecimal(10).pow(scale)))
    .map((value) => ({ text: `(${value.toFixed()})`, value })),
  joined: fc.tuple(tie('sum'), fc.constantFrom('+', '-', '*'), tie('sum')).map(([left, operator, right]) => ({
    text: `(${left.text} ${operator} ${right.text})`,
    value:
      operator === '+'
        ? left.value.plus(right.value)
        : operator === '-'
          ? left.value.minus(right.value)
          : left.value.times(right.value),
  })),
}));

describe('arithmetic', () => {
  it('agrees with decimals, whatever the parentheses', () => {
    fc.assert(
      fc.property(sum, ({ text, value }) => {
        const result = parseExpression(text).evaluate(SCOPE) as Decimal;
        expect(result.toFixed()).toBe(value.toFixed());
      }),
    );
  });

  it('binds products before sums and reads chains from left to right', () => {
    const digit = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(digit, digit, digit, digit, (a, b, c, d) => {
        const result = parseExpression(`${a} - ${b} * ${c} - ${d}`).evaluate(SCOPE) as Decimal;
        expect(result.toNumber()).toBe(a - b * c - d);
      }),
    );
  });
});
