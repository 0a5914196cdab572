import type { Amounts, LineTerms } from './line-amounts.js';
import { documentAmounts, lineAmounts } from './line-amounts.js';
import { roundMoney, toBase } from './money.js';

/** subtotal / discount / net / tax / total as text. */
const shown = (amounts: Amounts): string =>
  [amounts.subtotal, amounts.discount, amounts.net, amounts.tax, amounts.total]
    .map((amount) => amount.toFixed(2))
    .join('/');

describe('line amounts', () => {
  it.each<[string, LineTerms, string]>([
    [
      'CA-C1 discount and tax',
      { qty: 10, unit_price: '125.50', discount_rate: '0.05', tax_rate: '0.07' },
      '1255.00/62.75/1192.25/83.46/1275.71',
    ],
    ['CA-C1 tax only', { qty: 4, unit_price: 89, tax_rate: '0.07' }, '356.00/0.00/356.00/24.92/380.92'],
    ['CA-C1 free of charge', { qty: 1, unit_price: 0, tax_rate: '0.07' }, '0.00/0.00/0.00/0.00/0.00'],
    ['CA-C2 3 × 33.33', { qty: 3, unit_price: '33.33', tax_rate: '0.07' }, '99.99/0.00/99.99/7.00/106.99'],
    [
      'CA-C2 7 × 11.11 − 2.5 %',
      { qty: 7, unit_price: '11.11', discount_rate: '0.025', tax_rate: '0.07' },
      '77.77/1.94/75.83/5.31/81.14',
    ],
    ['CA-C2 2 × 19.995', { qty: 2, unit_price: '19.995', tax_rate: '0.07' }, '39.99/0.00/39.99/2.80/42.79'],
    [
      'CA-C4 tax included',
      { qty: 1, unit_price: '1070.00', tax_rate: '0.07', is_tax_included: true },
      '1070.00/0.00/1000.00/70.00/1070.00',
    ],
    ['half away from zero', { qty: 1, unit_price: '1.005' }, '1.01/0.00/1.01/0.00/1.01'],
    ['half away from zero, negative', { qty: -1, unit_price: '2.675' }, '-2.68/0.00/-2.68/0.00/-2.68'],
  ])('computes %s', (_, line, expected) => {
    expect(shown(lineAmounts(line))).toBe(expected);
  });

  it('adds up the document of CA-C1', () => {
    const lines: LineTerms[] = [
      { qty: 10, unit_price: '125.50', discount_rate: '0.05', tax_rate: '0.07' },
      { qty: 4, unit_price: 89, tax_rate: '0.07' },
      { qty: 1, unit_price: 0, tax_rate: '0.07' },
    ];
    expect(shown(documentAmounts(lines.map(lineAmounts)))).toBe('1611.00/62.75/1548.25/108.38/1656.63');
  });

  it('adds up the document of CA-C2', () => {
    const lines: LineTerms[] = [
      { qty: 3, unit_price: '33.33', tax_rate: '0.07' },
      { qty: 7, unit_price: '11.11', discount_rate: '0.025', tax_rate: '0.07' },
      { qty: 2, unit_price: '19.995', tax_rate: '0.07' },
    ];
    expect(documentAmounts(lines.map(lineAmounts)).total.toFixed(2)).toBe('230.92');
  });

  it('takes the tax of a document from its lines (CA-C3)', () => {
    const line = lineAmounts({ qty: 1, unit_price: '10.07', tax_rate: '0.07' });
    expect(documentAmounts([line, line, line]).tax.toFixed(2)).toBe('2.10');
  });

  it('converts with the rate of the document (CA-C6)', () => {
    expect(toBase('1275.71', '35.12345').toFixed(2)).toBe('44807.34');
  });

  it('rounds what binary floats get wrong', () => {
    expect(roundMoney('1.005').toFixed(2)).toBe('1.01');
    expect(roundMoney('-0.005').toFixed(2)).toBe('-0.01');
  });
});
