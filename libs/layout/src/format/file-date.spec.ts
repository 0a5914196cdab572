import { fileDateOf, typedDecimalSign } from './file-date.js';

describe('a file for spreadsheets', () => {
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
    expect(typedDecimalSign(locale)).toBe(decimal);
    expect(fileDateOf(locale)).toEqual({ order, separator });
  });
});
