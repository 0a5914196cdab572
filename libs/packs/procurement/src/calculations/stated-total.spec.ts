import { statedDocumentTotal, statedTotal, type StatedLine } from './stated-total.js';

const totals = (lines: readonly StatedLine[]): string[] => lines.map((line) => statedTotal(line).toFixed(2));

describe('documents whose lines state discount and tax', () => {
  it('the request of CA-C7 comes to 14,659.00', () => {
    const lines = [
      { qty: 100, unit_price: 120, tax: 840 },
      { qty: 50, unit_price: 35, discount: 50, tax: 119 },
    ];
    expect(totals(lines)).toEqual(['12840.00', '1819.00']);
    expect(statedDocumentTotal(lines).toFixed(2)).toBe('14659.00');
  });

  it('the order of CA-C8 comes to 45,310.00', () => {
    const lines = [
      { qty: 200, unit_price: 145, discount: 500, tax: 2030 },
      { qty: 100, unit_price: 140, discount: 200, tax: 980 },
    ];
    expect(totals(lines)).toEqual(['30530.00', '14780.00']);
    expect(statedDocumentTotal(lines).toFixed(2)).toBe('45310.00');
  });
});
