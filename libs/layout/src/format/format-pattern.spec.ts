import type { Value } from '../expressions/contract.js';
import { ExactDecimal } from '../expressions/exact-decimal.js';
import type { NumberFormat, ValuePattern } from '../model/value-pattern.js';
import { formatNet, formatPattern } from './format-pattern.js';

const number = (text: string): Value => new ExactDecimal(text);
const at = (iso: string): Value => ({ iso, has_time: iso.length > 10 });
const net = (value: Value, pattern: string, locale = 'en-US', currency: string | null = 'USD'): string =>
  formatNet(value, pattern, { locale, currency });

const FORMAT: NumberFormat = {
  kind: 'number',
  digits: null,
  decimal: null,
  group: null,
  currency: null,
  positive: null,
  negative: null,
};

describe('a number by a .NET pattern', () => {
  it.each([
    ['1234.565', 'N', '1,234.57'],
    ['-1234.5', 'N0', '-1,235'],
    ['1234567.891', 'N3', '1,234,567.891'],
    ['-0.001', 'N2', '0.00'],
    ['1234.5', 'F', '1234.50'],
    ['1234.5', 'F0', '1235'],
    ['1234.5', 'C', '$1,234.50'],
    ['-1234.5', 'C', '-$1,234.50'],
    ['1234.5', 'C0', '$1,235'],
    ['0.8333', 'P', '83.33%'],
    ['-0.5', 'P0', '-50%'],
    ['42', 'D5', '00042'],
    ['-42', 'D', '-42'],
    ['255', 'X', 'FF'],
    ['255', 'x4', '00ff'],
    ['1234.5', 'E2', '1.23E+003'],
    ['0.00012', 'e1', '1.2e-004'],
    ['1234.50', 'G', '1234.5'],
    ['1234.56', 'G3', '1230'],
    ['1234.5', '', '1234.5'],
    ['123456789012345678901234567890.125', 'N2', '123,456,789,012,345,678,901,234,567,890.13'],
  ])('%s as %s is %s', (value, pattern, expected) => {
    expect(net(number(value), pattern)).toBe(expected);
  });

  it.each([
    ['1234.5', '#,##0.00', '1,234.50'],
    ['0', '#,##0.00', '0.00'],
    ['0.5', '#.##', '.5'],
    ['0', '#', ''],
    ['1234567', '#,#', '1,234,567'],
    ['12', '0000', '0012'],
    ['1234', '0,000,000', '0,001,234'],
    ['-1234.5', '#,##0.00;(#,##0.00)', '(1,234.50)'],
    ['-1234.5', '#,##0.00', '-1,234.50'],
    ['0', '#,##0.00;(#,##0.00);-', '-'],
    ['0.001', '0.00;(0.00);"zero"', 'zero'],
    ['-0.001', '0.00', '0.00'],
    ['5', '0.00;;-', '5.00'],
    ['-5', '0.00;;-', '-5.00'],
    ['0.126', '0.0%', '12.6%'],
    ['0.0012', '0.0‰', '1.2‰'],
    ['1234567', '#,##0,', '1,235'],
    ['1234567890', '0.0,,', '1234567890.0'],
    ['1234567890', '#,##0,,.0', '1,234.6'],
    ['5551234567', '(###) ###-####', '(555) 123-4567'],
    ['12.5', "0.00 'kr'", '12.50 kr'],
    ['12.5', '0.00" h"', '12.50 h'],
    ['7', '\\#0', '#7'],
    ['1.5', '0.###', '1.5'],
    ['1.23456', '0.###', '1.235'],
    ['1.5', '00.00', '01.50'],
    ['12', '"No. "0', 'No. 12'],
  ])('%s as %s is %s', (value, pattern, expected) => {
    expect(net(number(value), pattern)).toBe(expected);
  });

  it.each([
    ['nb-NO', 'NOK', 'N2', '−1 234 567,50'],
    ['de-DE', 'EUR', 'C', '-1.234.567,50 €'],
    ['en-IN', 'INR', 'C', '-₹12,34,567.50'],
    ['ja-JP', 'JPY', 'C', '-￥1,234,568'],
    ['fr-FR', 'EUR', '#,##0.00', '-1 234 567,50'],
    ['ar-EG', 'EGP', 'N2', '-١٬٢٣٤٬٥٦٧٫٥٠'],
    ['th-TH', 'THB', 'C', '-฿1,234,567.50'],
    ['en-IN', 'INR', '#,##0', '-12,34,568'],
  ])('in %s with %s, %s gives %s', (locale, currency, pattern, expected) => {
    const plain = net(number('-1234567.5'), pattern, locale, currency).replace(/[\u00a0\u202f]/g, ' ');
    expect(plain).toBe(expected);
  });
});

describe('a date by a .NET pattern', () => {
  const instant = at('2026-06-03 13:05:09.045');
  it.each([
    ['d', '06/03/2026'],
    ['D', 'Wednesday, June 3, 2026'],
    ['t', '1:05 PM'],
    ['T', '1:05:09 PM'],
    ['g', '06/03/2026 1:05 PM'],
    ['G', '06/03/2026 1:05:09 PM'],
    ['M', 'June 3'],
    ['Y', 'June 2026'],
    ['s', '2026-06-03T13:05:09'],
    ['u', '2026-06-03 13:05:09Z'],
    ['yyyy-MM-dd', '2026-06-03'],
    ['dd.MM.yyyy HH:mm:ss', '03.06.2026 13:05:09'],
    ['d/M/yy', '3/6/26'],
    ['ddd dddd MMM MMMM', 'Wed Wednesday Jun June'],
    ['h:mm tt', '1:05 PM'],
    ['hh:mm t', '01:05 P'],
    ['HH:mm:ss.fff', '13:05:09.045'],
    ["d 'of' MMMM", '3 of June'],
    ['%d', '3'],
    ['\\dd', 'd3'],
    ['yyyy"Q"', '2026Q'],
  ])('%s is %s', (pattern, expected) => {
    expect(net(instant, pattern)).toBe(expected);
  });

  it.each([
    ['nb', 'dd/MM/yyyy', '03.06.2026'],
    ['nb', 'd. MMMM yyyy', '3. juni 2026'],
    ['ru', 'd MMMM', '3 июня'],
    ['ru', 'MMMM yyyy', 'июнь 2026'],
    ['th', 'd', '03/06/2026'],
    ['th', 'dd MMMM yyyy', '03 มิถุนายน 2026'],
    ['ar-EG', 'yyyy-MM-dd', '٢٠٢٦-٠٦-٠٣'],
    ['de', 'D', 'Mittwoch, 3. Juni 2026'],
    ['xx-none-', 'yyyy', '2026'],
  ])('in %s, %s is %s', (locale, pattern, expected) => {
    expect(net(at('2026-06-03'), pattern, locale)).toBe(expected);
  });

  it('leaves what is no date of the calendar as it is', () => {
    expect(net({ iso: 'infinity', has_time: false }, 'yyyy')).toBe('infinity');
  });

  it.each(['2026-06-03 13:05:09+02', '2026-06-03 13:05:09.5-03:30'])(
    'shows %s by the clock where it stands',
    (iso) => {
      expect(net(at(iso), 'dd.MM.yyyy HH:mm', 'nb')).toBe('03.06.2026 13:05');
    },
  );
});

describe('a value by its pattern', () => {
  const written = (value: Value, pattern: ValuePattern, locale = 'en-US', currency: string | null = 'USD') =>
    formatPattern(value, pattern, { locale, currency });

  it('is written in general without groups or added zeros', () => {
    expect(written(number('1234.50'), { kind: 'general' })).toBe('1234.5');
    expect(written(number('1234.50'), { kind: 'general' }, 'nb')).toBe('1234,5');
    expect(written(at('2026-06-03'), { kind: 'general' }, 'nb')).toBe('03.06.2026');
    expect([written(true, { kind: 'general' }), written(null, { kind: 'general' })]).toEqual(['Yes', '']);
  });

  it.each<[Partial<NumberFormat>, string, string]>([
    [{}, '-1234.5', '-1,234.50'],
    [{ digits: 0 }, '1234.5', '1,235'],
    [{ decimal: ',', group: '.' }, '1234.5', '1.234,50'],
    [{ group: '' }, '1234.5', '1234.50'],
    [{ negative: 0 }, '-1234.5', '(1,234.50)'],
    [{ negative: 3 }, '-1', '1.00-'],
    [{ kind: 'currency' }, '5', '$5.00'],
    [{ kind: 'currency', currency: '€', positive: 3, negative: 8 }, '-5', '-5.00 €'],
    [{ kind: 'currency', currency: 'EUR' }, '5', '€5.00'],
    [{ kind: 'currency', currency: 'JPY' }, '5.5', '¥6'],
    [{ kind: 'percent' }, '0.0825', '8.25%'],
    [{ kind: 'percent', digits: 1, positive: 0 }, '0.0825', '8.3 %'],
  ])('%j writes %s as %s', (format, value, expected) => {
    expect(written(number(value), { ...FORMAT, ...format })).toBe(expected);
  });

  it('shows money without a sign when the document has no currency', () => {
    expect(written(number('-5'), { ...FORMAT, kind: 'currency' }, 'en', null)).toBe('-5.00');
    expect(written(number('5'), { ...FORMAT, kind: 'currency', positive: 2 }, 'en', null)).toBe('5.00');
  });

  it('leaves text under a number or date format as it is', () => {
    expect(written('n/a', FORMAT)).toBe('n/a');
    expect(written('soon', { kind: 'date', pattern: 'd' })).toBe('soon');
    expect(written(number('1.5'), { kind: 'date', pattern: null })).toBe('1.5');
  });

  it('writes dates, times, booleans and custom patterns', () => {
    expect(written(at('2026-06-03 13:05:00'), { kind: 'date', pattern: null }, 'nb')).toBe('03.06.2026');
    expect(written(at('2026-06-03 13:05:00'), { kind: 'time', pattern: null }, 'nb')).toBe('13:05');
    expect(written(true, { kind: 'boolean', yes: 'Paid', no: 'Due' })).toBe('Paid');
    expect(written(false, { kind: 'boolean', yes: null, no: null }, 'nb')).toBe('Nei');
    expect(written(number('-2'), { kind: 'custom', pattern: '0.0;(0.0)' })).toBe('(2.0)');
  });
});
