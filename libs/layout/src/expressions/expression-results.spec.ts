import type { Value } from './contract.js';
import { parseExpression } from './parse-expression.js';
import { day, number, scopeOf } from './testing/sample-scope.js';
import { isDate, isNumber } from './values.js';

const DATA: Readonly<Record<string, Value>> = {
  'Orders.Total': number('100.10'),
  'Order Details.UnitPrice': number('14.00'),
  'Order Details.Quantity': number('12'),
  'Order Details.Discount': number('0.15'),
  'Order Details.Orders.Employees.FirstName': 'Nancy',
  'Products.ProductName': 'Chai',
  'Orders.OrderDate': day('1996-07-04 00:00:00'),
  'Orders.ShippedDate': null,
  'Employees.BirthDate': day('1948-12-08'),
  'Discount %': number('5'),
  'Unit-Price': number('3'),
  'Row#': number('4'),
  'Odd."a.b"': number('1'),
  PageN: 'Page 1',
  new: number('7'),
  Value: number('3000.5'),
  Flag: true,
  Nothing: null,
  Code: '0042',
  Words: 'the quick brown fox',
  'Report.ReportInfo.Name': 'Sales',
};

/** A value as a table can show it. */
function shown(value: Value): string | boolean | null {
  if (isNumber(value)) return value.toFixed();
  return isDate(value) ? value.iso : value;
}

const evaluate = (text: string, locale?: string): string | boolean | null =>
  shown(parseExpression(text).evaluate(scopeOf(DATA, locale)));

describe('an expression', () => {
  it.each([
    // Literals
    ['1', '1'],
    ['1.07m', '1.07'],
    ['1.5f', '1.5'],
    ['.5', '0.5'],
    ['2e3', '2000'],
    ['"a\\"b\\n"', 'a"b\n'],
    ['"\\u0416"', 'Ж'],
    ['@"C:\\new ""x"""', 'C:\\new "x"'],
    ["'c'", 'c'],
    ['true', true],
    ['False', false],
    ['null', null],
    // Names
    ['[Orders.Total]', '100.1'],
    ['[Order Details.Orders.Employees.FirstName]', 'Nancy'],
    ['[Row#] % 2 == 0', true],
    ['[Discount %] + 1', '6'],
    ['[Unit-Price] + 1', '4'],
    ['[Odd."a.b"] + 1', '2'],
    ['[ Orders.Total ]', '100.1'],
    ['Value > 3000', true],
    ['Orders.Total', '100.1'],
    ['new + 1', '8'],
    ['Report.ReportInfo.Name', 'Sales'],
    ['Report.GetColumnValue("Orders.Total")', '100.1'],
    ['((Decimal)Report.GetColumnValue("Orders.Total")) * 2', '200.2'],
    ['[[Orders.Total] + 1]', '101.1'],
    ['[2 + 2]', '4'],
    // Arithmetic
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['10 - 4 - 3', '3'],
    ['0.1 + 0.2', '0.3'],
    ['7 / 2', '3.5'],
    ['1 / 3', '0.3333333333333333333333333333'],
    ['2 / 3', '0.6666666666666666666666666667'],
    ['100 / 10 / 2', '5'],
    ['7 % 3', '1'],
    ['-7 % 3', '-1'],
    ['7.5 % 2', '1.5'],
    ['- -3', '3'],
    ['2 - -3', '5'],
    ['+4', '4'],
    ['-[Orders.Total]', '-100.1'],
    ['99999999999999999999 + 1', '100000000000000000000'],
    ['12345678901234567890.12 * 3', '37037036703703703670.36'],
    [
      '[Order Details.UnitPrice] * [Order Details.Quantity] * (decimal)(1 - [Order Details.Discount])',
      '142.8',
    ],
    ['[Orders.Total] * 1.07m', '107.107'],
    // Text
    ['"a" + "b"', 'ab'],
    ['"n: " + 1.50', 'n: 1.5'],
    ['1 + "x"', '1x'],
    ['1 + 2 + "x"', '3x'],
    ['"x" + 1 + 2', 'x12'],
    ['"" + true', 'True'],
    ['"d: " + [Employees.BirthDate]', 'd: 12/08/1948'],
    ['[Order Details.Orders.Employees.FirstName] + " " + [Products.ProductName]', 'Nancy Chai'],
    // Null
    ['[Nothing] + 1', '1'],
    ['[Nothing] * 5', '0'],
    ['[Nothing] + "x"', 'x'],
    ['[Nothing] + [Nothing]', null],
    ['-[Nothing]', null],
    ['[Nothing] == null', true],
    ['null != [Orders.Total]', true],
    ['0 == null', false],
    ['[Nothing] == DBNull.Value', true],
    ['[Nothing] is null && [Orders.Total] is not null', true],
    ['[Orders.Total] is DBNull', false],
    ['[Nothing] == 0', true],
    ['[Nothing] == ""', true],
    ['[Nothing] < 1', true],
    ['[Nothing] ?? 7', '7'],
    ['[Nothing] ?? null ?? "z"', 'z'],
    ['[Orders.Total] ?? 7', '100.1'],
    ['[Nothing].Length', '0'],
    ['[Nothing].ToUpper()', ''],
    ['[Orders.ShippedDate].Year', null],
    ['[Orders.ShippedDate] == null', true],
    ['[Orders.ShippedDate] < [Orders.OrderDate]', true],
    // Comparison and logic
    ['1 < 2', true],
    ['2 <= 2', true],
    ['1 > 2', false],
    ['2 >= 3', false],
    ['1.0 == 1', true],
    ['1 = 1', true],
    ['1 <> 1', false],
    ['"a" == "a"', true],
    ['"a" != "A"', true],
    ['"a" < "b"', true],
    ['"10" == 10', true],
    ['"x" == 10', false],
    ['true == false', false],
    ['1 < 2 == true', true],
    ['"a".Equals("a") && ![Orders.Total].Equals(1)', true],
    ['9.CompareTo(10) + "b".CompareTo("a")', '0'],
    ['[Orders.OrderDate] == "1996-07-04"', true],
    ['[Orders.OrderDate] >= DateTime(1996, 7, 4)', true],
    ['[Orders.OrderDate] > new DateTime(1996, 7, 5)', false],
    ['true && false', false],
    ['true || 1 / 0 > 0', true],
    ['false && 1 / 0 > 0', false],
    ['true or false and false', true],
    ['!true', false],
    ['!Flag || Flag', true],
    ['not 1 == 2', true],
    ['not Flag and Flag', false],
    // Choices
    ['true ? 1 : 2', '1'],
    ['1 > 2 ? "a" : 3 > 2 ? "b" : "c"', 'b'],
    ['true ? false ? 1 : 2 : 3', '2'],
    ['IIf([Row#] > 0, "in", "out")', 'in'],
    ['iif(false, 1 / 0, 2)', '2'],
    ['Switch([Row#] == 1, "one", [Row#] == 4, "four")', 'four'],
    ['Switch(false, 1)', null],
    ['Choose(2, "a", "b", "c")', 'b'],
    ['Choose(9, "a")', null],
    ['IsNull([Nothing])', true],
    ['IsNull("Orders.Total")', false],
    // Casts
    ['(int)7.9', '7'],
    ['(int)-7.9', '-7'],
    ['(int)(7 / 2)', '3'],
    ['(decimal)"1.5" + 1', '2.5'],
    ['(string)1.5 + 1', '1.51'],
    ['(double)1 / 4', '0.25'],
    ['(System.Decimal)1', '1'],
    ['(int?)[Nothing]', null],
    ['(bool)1', true],
    ['(DateTime)"2026-01-31"', '2026-01-31'],
    ['(int)[Orders.OrderDate].DayOfWeek', '4'],
    // Members of texts
    ['[Products.ProductName].Substring(0,1)', 'C'],
    ['"abc".Substring(1)', 'bc'],
    ['"abc".Substring(1, 99)', 'bc'],
    ['"abc".Length', '3'],
    ['[Words].Length', '19'],
    ['"AbC".ToUpper() + "AbC".ToLower()', 'ABCabc'],
    ['" x ".Trim() + "xxaxx".Trim(\'x\') + "0042".TrimStart(\'0\') + "4200".TrimEnd("0")', 'xa4242'],
    ['"7".PadLeft(3, \'0\') + "7".PadRight(3) + "|"', '0077  |'],
    ['"a-b-c".Replace("-", "+")', 'a+b+c'],
    ['"abc".Contains("bc") && "abc".StartsWith("a") && "abc".EndsWith("c")', true],
    ['"abcabc".IndexOf("c") + "abcabc".LastIndexOf("c") + "abcabc".IndexOf("a", 1)', '10'],
    ['"abc".IndexOf("z")', '-1'],
    ['"abc".Insert(1, "X") + "abc".Remove(1) + "abc".Remove(1, 1)', 'aXbcaac'],
    ['"a,b,c".Split(\',\')[1]', 'b'],
    ['"abc"[1]', 'b'],
    ['[Products.ProductName][0]', 'C'],
    ['Words.Split(" ")[2].ToUpper().Substring(0, 1)', 'B'],
    ['[Nothing]?.Length', '0'],
    // Functions of texts
    ['Length("four")', '4'],
    ['LowerCase("ABC") + UpperCase("abc") + TitleCase("the QUICK fox")', 'abcABCThe Quick Fox'],
    ['Trim("  a ") + Substring("abc", 1, 1) + Replace("aa", "a", "b")', 'abbb'],
    ['Contains("abc", "b")', true],
    ['PadLeft("1", 3) + PadRight("1", 3, "0")', '  1100'],
    ['Insert("ac", 1, "b") + Remove("abc", 2)', 'abcab'],
    ['Asc("A")', '65'],
    ['Chr(66)', 'B'],
    ['String.IsNullOrEmpty("") && string.IsNullOrWhiteSpace(" ")', true],
    ['String.Join(", ", "a", "b")', 'a, b'],
    ['String.Concat(1, "a", null)', '1a'],
    // Functions of numbers
    ['Abs(-2) + Math.Abs(-3)', '5'],
    ['Round(2.5)', '3'],
    ['Round(-2.5)', '-3'],
    ['Round(2.345, 2)', '2.35'],
    ['Math.Round(1.005, 2)', '1.01'],
    ['Math.Round(2.5, MidpointRounding.AwayFromZero)', '3'],
    ['Round(1250, -2)', '1300'],
    ['Ceiling(1.1) + Floor(1.9) + Truncate(-1.9)', '2'],
    ['Maximum(1, 3, 2) + Minimum(3, 1)', '4'],
    ['Math.Max(1, 2) - Math.Min(1, 2)', '1'],
    ['Max(1, 2) + Min(1 + 1, 5)', '4'],
    ['Pow(2, 10)', '1024'],
    ['Sqrt(2.25)', '1.5'],
    ['Sign(-5)', '-1'],
    ['Int(2.9)', '2'],
    ['Log10(1000)', '3'],
    ['Round(Math.PI, 4)', '3.1416'],
    ['Round(null)', null],
    // Dates
    ['[Orders.OrderDate].Year', '1996'],
    ['Year([Orders.OrderDate]) + Month([Orders.OrderDate]) + Day([Orders.OrderDate])', '2007'],
    ['DateTime.Now.Hour * 10000 + DateTime.Now.Minute * 100 + DateTime.Now.Second', '130509'],
    ['DateTime.Today', '2026-06-30'],
    ['DateTime.Today.AddDays(1).Month', '7'],
    ['DateTime.Now.AddHours(11)', '2026-07-01 00:05:09'],
    ['[Employees.BirthDate].AddDays(-8)', '1948-11-30'],
    ['DateSerial(2024, 1, 31).AddMonths(1)', '2024-02-29'],
    ['DateSerial(2024, 2, 29).AddYears(1)', '2025-02-28'],
    ['AddMonths(DateSerial(2024, 3, 31), -13)', '2023-02-28'],
    ['DateSerial(2024, 3, 1) - DateSerial(2024, 2, 1)', '29'],
    ['DateDiff(DateSerial(2024, 3, 1), DateSerial(2024, 2, 1)).Days', '29'],
    ['(DateTime.Now - DateTime.Today).TotalHours > 13', true],
    ['DateTime.Today + 1', '2026-07-01'],
    ['DaysInMonth(2023, 2) + DateTime.DaysInMonth(2024, 2)', '57'],
    ['DayOfYear(DateSerial(2024, 12, 31))', '366'],
    ['DayOfWeek(DateSerial(2026, 6, 30))', 'Tuesday'],
    ['DateTime.Today.DayOfWeek == DayOfWeek.Tuesday', true],
    ['MonthName(2)', 'February'],
    ['WeekOfYear(DateSerial(2021, 1, 3)) + WeekOfYear(DateSerial(2021, 1, 4))', '54'],
    ['DateTime.Now.Date', '2026-06-30'],
    ['DateTime.Today + TimeSpan.FromHours(36)', '2026-07-01 12:00:00'],
    ['DateTime.Today.Subtract(DateSerial(2026, 6, 1)).TotalDays', '29'],
    // Conversion
    ['ToInt32("41") + ToInt32(1.5)', '43'],
    ['Convert.ToDecimal("1.25") * 2', '2.5'],
    ['Convert.ToInt32(null)', '0'],
    ['int.Parse("12") + decimal.Parse("0.5")', '12.5'],
    ['ToString(1.5) + ToBoolean("true")', '1.5True'],
    ['ToDateTime("2026-01-02").Day', '2'],
    ['ToRoman(1994)', 'MCMXCIV'],
    ['ToLetters(0) + ToLetters(27, true)', 'aAB'],
    ['ToWords(12.5)', 'Twelve US dollars and fifty cents only'],
    ['ToWords(1, "EUR")', 'One euro only'],
    ['ToWords(3, "page", "pages")', 'Three pages'],
  ])('%s is %j', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  it('reads back what the locale made a text of', () => {
    expect(evaluate('Convert.ToDecimal([Orders.Total].ToString()) * 2', 'nb')).toBe('200.2');
    expect(evaluate('decimal.Parse("1.234.567,5")', 'de')).toBe('1234567.5');
    expect(evaluate('decimal.Parse("1,234.5")')).toBe('1234.5');
    expect(evaluate('ToInt32((-12).ToString())', 'ar-EG')).toBe('-12');
    expect(evaluate('DateTime.Parse([Employees.BirthDate].ToString())', 'nb')).toBe('1948-12-08');
    expect(evaluate('ToDateTime("12/8/1948 7:05")')).toBe('1948-12-08 07:05:00');
    expect(() => evaluate('DateTime.Parse("8 December")')).toThrow('This is no date.');
  });

  it('writes in another culture where one is given', () => {
    const total = '(1234.5).ToString("N1", CultureInfo.InvariantCulture)';
    expect(
      evaluate(`${total} + (0.5).ToString("N1", new System.Globalization.CultureInfo("de-DE"))`, 'nb'),
    ).toBe('1,234.50,5');
  });

  it('writes numbers and dates inside texts as the locale does', () => {
    expect(evaluate('"" + 1234.5 + " " + [Employees.BirthDate]', 'nb-NO')).toBe('1234,5 08.12.1948');
    expect(evaluate('MonthName(1) + DayOfWeek(DateSerial(2026, 6, 30))', 'nb')).toBe('januartirsdag');
  });
});
