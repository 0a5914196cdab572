import { parseExpression } from '../parse-expression.js';
import { day, number, scopeOf } from '../testing/sample-scope.js';

const DATA = {
  Total: number('1234.5'),
  Due: day('2026-06-03'),
  Seen: day('2026-06-03 13:05:09'),
  None: null,
};

describe('formats inside expressions', () => {
  it.each([
    ['Format("{0:N2} of {1}", Total, "x")', '1,234.50 of x'],
    ['String.Format("{0,8:0.0}|{0,-8:F0}|", Total)', '  1234.5|1235    |'],
    ['Format("{{{0}}}", 1)', '{1}'],
    ['Format("{0:yyyy-MM}", Due)', '2026-06'],
    ['Format("{0:#,##0.00;(#,##0.00)}", -Total)', '(1,234.50)'],
    ['Format("{0}", None)', ''],
    ['FormatNumber(Total) + FormatNumber(Total, 0)', '1,234.501,235'],
    ['FormatCurrency(Total)', '$1,234.50'],
    ['FormatPercent(0.5, 1)', '50.0%'],
    ['FormatDateTime(Due) + " " + FormatDateTime(Seen, "Short Time")', '06/03/2026 13:05'],
    ['FormatDateTime(Seen)', '06/03/2026 1:05:09 PM'],
    ['FormatDateTime(Seen, "yyyy")', '2026'],
    ['Total.ToString("N1") + [Due].ToString("dd.MM.")', '1,234.503.06.'],
    ['[Due].ToString() + true.ToString()', '06/03/2026True'],
    ['[Due].ToLongDateString()', 'Wednesday, June 3, 2026'],
    ['[Seen].ToShortDateString()', '06/03/2026'],
    ['[None].ToString("N2")', ''],
  ])('%s is %s', (text, expected) => {
    expect(parseExpression(text).evaluate(scopeOf(DATA))).toBe(expected);
  });

  it.each([
    ['Format("{0} {1}", 1)', 'The format asks for a value that is not given.'],
    ['Format("{0", 1)', 'A brace stands alone in the format.'],
    [
      'Format("{0,9999}{0,9999}{0,9999}{0,9999}{0,9999}{0,9999}{0,9999}{0,9999}{0,9999}{0,9999}{0,9999}", 1)',
      'The expression makes too long a text.',
    ],
    ['FormatNumber(1, 99)', 'That many digits cannot be shown.'],
  ])('%s fails: %s', (text, message) => {
    expect(() => parseExpression(text).evaluate(scopeOf(DATA))).toThrow(message);
  });
});
