import { ExpressionError, type Value } from './contract.js';
import { parseExpression } from './parse-expression.js';
import { day, number, scopeOf } from './testing/sample-scope.js';
import { isNumber } from './values.js';

const SCOPE = scopeOf({ 'Employees.BirthDate': day('1948-12-08'), x: 'abc' });

/** A number as its digits. */
const shown = (value: Value): unknown => (isNumber(value) ? value.toFixed() : value);
const evaluate = (text: string): unknown => shown(parseExpression(text).evaluate(SCOPE));

describe('a parsed expression', () => {
  it('names what it needs, once each, and says when it is a name and nothing else', () => {
    const expression = parseExpression('[Orders.Total] + [Orders.Total] + Value');
    expect(expression.references.map(({ path }) => path)).toEqual([['Orders', 'Total'], ['Value']]);
    expect(expression.reference).toBeNull();
    expect(parseExpression('[Order Details.Products.Name]').reference?.path).toEqual([
      'Order Details',
      'Products',
      'Name',
    ]);
  });

  it('reads what stands behind the dot of Value as its property, behind that of another word as part of the name', () => {
    const scope = scopeOf({ Value: 'abc', 'Orders.Year': number('1996') });
    expect(shown(parseExpression('Value.Length').evaluate(scope))).toBe('3');
    expect(shown(parseExpression('Orders.Year').evaluate(scope))).toBe('1996');
  });

  it.each([
    ['1 +', 'The expression ends too early.', 3],
    ['(1', '")" is missing.', 2],
    ['1 2', 'Something is left over here.', 2],
    ['[Orders', '"]" is missing.', 0],
    ['"abc', 'The closing " is missing.', 0],
    ['1 ? 2', '":" is missing.', 5],
    ['2 * Frobnicate(1)', 'There is no function called "Frobnicate".', 4],
    ['Math.Frob(1)', 'There is no function called "Math.Frob".', 0],
    ['(1).ToString("N", [x])', 'The culture must be written out, it cannot come from data.', 4],
    ['new CultureInfo([x])', 'The name of a culture is missing.', 0],
    ['[x] is string', '"null" is missing.', 7],
    ['DateTime.Parse("1/2/48")', 'This is no date.', 0],
    ['Round()', 'Round takes 1 to 3 arguments.', 0],
    ['"a".Substring()', 'Substring takes 1 to 2 arguments.', 4],
    ['[x].constructor', 'There is no member called "constructor".', 4],
    ['[x].__proto__', 'There is no member called "__proto__".', 4],
    ['[x].hasOwnProperty("a")', 'There is no member called "hasOwnProperty".', 4],
    ['toString', 'There is nothing called "toString".', 0],
    ['1 # 2', 'This character means nothing in an expression.', 2],
    ['1 / 0', 'Division by zero.', 2],
    ['5 % 0', 'Division by zero.', 2],
    ['"a" * 2', 'This text is no number.', 4],
    ['[Missing.Column]', 'There is nothing called "Missing.Column".', 0],
    ['1 + Sqrt(-1)', 'A negative number has no square root.', 4],
    ['true < [Employees.BirthDate]', 'These values have no common order.', 5],
    ['Pow(10, 9999)', 'The result is too large, or no number.', 0],
    ['DateSerial(2023, 2, 29)', 'There is no such date.', 0],
    ['DateTime.Today.AddYears(9000)', 'The date lies outside the years 1 to 9999.', 0],
    ['"a".PadLeft(200000)', 'The expression makes too long a text.', 4],
  ])('%s fails: %s', (text, message, position) => {
    expect(() => evaluate(text)).toThrow(
      expect.objectContaining({ message, position, name: 'ExpressionError' }),
    );
  });

  it('refuses what is too long, too deep or too much work', () => {
    const fault = (text: string): string => {
      try {
        return String(evaluate(text));
      } catch (error) {
        return error instanceof ExpressionError ? error.message : 'another error';
      }
    };
    expect(fault(`${' '.repeat(32_768)}1`)).toMatch(/at most 32768 characters/);
    expect(fault('('.repeat(70) + '1' + ')'.repeat(70))).toMatch(/nested too deeply/);
    expect(fault('-'.repeat(5000) + '1')).toMatch(/nested too deeply/);
    expect(fault('['.repeat(5000))).toMatch(/missing|nested/);
    expect(fault(`1${'0'.repeat(100)}`)).toMatch(/too long/);
    const long = `"${'a'.repeat(100)}"`;
    expect(fault(`${long}${'.Replace("a","aaaaaaaaaa")'.repeat(4)}`)).toMatch(/too long a text/);
    expect(fault(`${long}.PadLeft(99999)${'.ToUpper()'.repeat(100)}`)).toMatch(/too many steps/);
  });

  it('counts long searches as work', () => {
    const search = '"a".PadLeft(100000, \'b\').Contains("a".PadLeft(50000, \'b\'))';
    expect(() => evaluate(search)).toThrow('The expression takes too many steps.');
  });

  it('never leaves half a letter', () => {
    expect(evaluate('"😀x".Substring(0, 1) + "|" + "😀x".Substring(0, 2)')).toBe('\ufffd|😀');
  });

  it('adds thousands of numbers and calls thousands of members without depth', () => {
    expect(evaluate(`0${'+1'.repeat(16_000)}`)).toBe('16000');
    expect(evaluate(`"a"${'.Trim()'.repeat(4_000)}`)).toBe('a');
    expect(evaluate(`${'false ? 0 : '.repeat(2_500)}5`)).toBe('5');
  });

  it('gives aggregates to whoever prints the band', () => {
    const expression = parseExpression('Sum([Orders.Total] * 2, Data1, [Orders.Paid]) / Count() + Avg([x])');
    const [sum, count, avg] = expression.aggregates;
    expect([sum?.band, sum?.value?.text, sum?.condition?.text]).toEqual([
      'Data1',
      '[Orders.Total] * 2',
      '[Orders.Paid]',
    ]);
    expect([count?.value, avg?.value?.text]).toEqual([null, '[x]']);
    expect(expression.references.map(({ text }) => text)).toEqual(['Orders.Total', 'Orders.Paid', 'x']);
    const answers = new Map([
      [sum?.reference, number('100')],
      [count?.reference, number('4')],
      [avg?.reference, number('2')],
    ]);
    const scope = { ...scopeOf({}), lookup: (reference: object) => answers.get(reference as never) };
    expect(shown(expression.evaluate(scope))).toBe('27');
    expect(() => parseExpression('Sum(1 + Sum([x]))')).toThrow(/inside each other/);
    expect(parseExpression('Max(Sum([x]), 0)').aggregates.map((one) => one.aggregate)).toEqual(['sum']);
    expect(parseExpression('Max([x], Data1)').aggregates.map((one) => one.band)).toEqual(['Data1']);
    expect(() => parseExpression('Sum([x], [y])')).toThrow(/name of a data band/);
  });
});
