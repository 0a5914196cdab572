import { datePatternOf } from './date-pattern.js';
import { decimalSignOf } from './number-signs.js';

describe('a locale', () => {
  it.each([
    ['en', '.', 'ymd', '-'],
    ['en-GB', '.', 'ymd', '-'],
    ['nb', ',', 'dmy', '.'],
    ['nb-NO', ',', 'dmy', '.'],
    ['nn', ',', 'dmy', '.'],
    ['de-DE', ',', 'dmy', '.'],
    ['cs', ',', 'dmy', '.'],
    ['fr', ',', 'dmy', '/'],
    ['nl', ',', 'dmy', '-'],
    ['sv', ',', 'ymd', '-'],
    ['th', '.', 'ymd', '-'],
    ['ar', '.', 'ymd', '-'],
    ['not a locale', '.', 'ymd', '-'],
  ])('%s has decimal sign %s and dates %s%s', (locale, decimal, order, separator) => {
    expect(decimalSignOf(locale)).toBe(decimal);
    expect(datePatternOf(locale)).toEqual({ order, separator });
  });
});
