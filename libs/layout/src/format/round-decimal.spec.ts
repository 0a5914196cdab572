import { roundDecimal } from './round-decimal.js';

describe('roundDecimal', () => {
  it.each([
    ['26.8333333333333333', 2, '26.83'],
    ['0.005', 2, '0.01'],
    ['-0.005', 2, '-0.01'],
    ['-0.004', 2, '0.00'],
    ['9.999', 2, '10.00'],
    ['99999999999999999999.5', 0, '100000000000000000000'],
    ['1.5', 2, '1.5'],
    ['7', 2, '7'],
    ['NaN', 2, 'NaN'],
  ])('makes %s with %i digits %s', (text, digits, rounded) => {
    expect(roundDecimal(text, digits)).toBe(rounded);
  });
});
