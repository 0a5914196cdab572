import fc from 'fast-check';
import { compareNumbers, divideLikePostgres, formatDecimal, parseDecimal, type Decimal } from './decimal.js';

function parse(text: string): Decimal {
  const value = parseDecimal(text);
  if (typeof value === 'string') throw new Error(`${text} is not finite`);
  return value;
}

describe('decimals', () => {
  it.each([
    ['0', '0'],
    ['-0.05', '-0.05'],
    ['+7', '7'],
    ['.5', '0.5'],
    ['1e+20', '100000000000000000000'],
    ['1.5e-07', '0.00000015'],
    ['12345678901234567890.12', '12345678901234567890.12'],
  ])('read %s and write %s', (text, expected) => {
    expect(formatDecimal(parse(text))).toBe(expected);
  });

  it.each(['', '-', '.', 'abc', '1,5', '1 000'])('do not read "%s"', (text) => {
    expect(() => parseDecimal(text)).toThrow(RangeError);
  });

  it('compare by value', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (a, b) => {
        expect(compareNumbers(parse(`${a}.00`), parse(String(b)))).toBe(Math.sign(a - b));
      }),
    );
  });

  it('sort infinities outside and NaN last', () => {
    const sorted = ['-Infinity', '-1e30', '0.1', 'Infinity', 'NaN'].map(parseDecimal);
    expect([...sorted].reverse().sort(compareNumbers)).toEqual(sorted);
  });

  // Each taken from `select avg(x)` or `sum / count` on PostgreSQL 18.
  it.each([
    ['10', 4, '2.5000000000000000'],
    ['1', 3, '0.33333333333333333333'],
    ['100', 3, '33.3333333333333333'],
    ['-2', 3, '-0.66666666666666666667'],
    ['123456.78', 7, '17636.682857142857'],
    ['0', 5, '0.00000000000000000000'],
  ])('divide %s by %i as PostgreSQL does', (sum, count, expected) => {
    expect(formatDecimal(divideLikePostgres(parse(sum), count))).toBe(expected);
  });
});
