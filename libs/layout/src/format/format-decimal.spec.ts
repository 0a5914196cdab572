import { formatDecimal } from './format-decimal.js';
import { numberPattern } from './number-pattern.js';

const MONEY = { minFraction: 2, grouped: true };

describe('a decimal in a locale', () => {
  const locales = [
    'en',
    'nb-NO',
    'fr-FR',
    'th-TH',
    'ar',
    'ar-EG',
    'es-ES',
    'de-DE',
    'de-CH',
    'zh-CN',
    'en-IN',
    'fa-IR',
  ];
  const values = ['0.00', '-0.50', '1234.50', '-1234567.89', '12345.00', '999.99', '1000000000.00'];

  it.each(locales)('is written as Intl writes it: %s', (locale) => {
    const intl = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 });
    for (const value of values) {
      const expected = intl.format(Number(value)).replace(/\p{Cf}/gu, '');
      expect(formatDecimal(value, numberPattern(locale), MONEY)).toBe(expected);
    }
  });

  it('keeps every digit, however many', () => {
    const text = formatDecimal('123456789012345678901234567890.123456789', numberPattern('en'), MONEY);
    expect(text).toBe('123,456,789,012,345,678,901,234,567,890.123456789');
  });

  it('never rounds, and pads what is short of the scale', () => {
    expect(formatDecimal('2.675', numberPattern('en'), MONEY)).toBe('2.675');
    expect(formatDecimal('2.5', numberPattern('en'), MONEY)).toBe('2.50');
    expect(formatDecimal('2', numberPattern('nb-NO'), MONEY)).toBe('2,00');
  });

  it.each([
    ['1e+20', '100,000,000,000,000,000,000.00'],
    ['1.5e3', '1,500.00'],
    ['-2.5e-07', '-0.00000025'],
  ])('spells %s out', (value, text) => {
    expect(formatDecimal(value, numberPattern('en'), MONEY)).toBe(text);
  });

  it.each(['NaN', 'Infinity', '-Infinity', '', '.', 'abc'])('leaves %p as it is', (value) => {
    expect(formatDecimal(value, numberPattern('en'), MONEY)).toBe(value);
  });
});
