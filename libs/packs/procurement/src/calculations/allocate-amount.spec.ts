import { Decimal } from 'decimal.js';
import { allocateAmount } from './allocate-amount.js';

const shown = (parts: readonly Decimal[]): string[] => parts.map((part) => part.toFixed(2));

describe('an amount spread over lines', () => {
  it('goes by value, and the last line takes the remainder (CA-C5)', () => {
    expect(shown(allocateAmount(200, ['1192.25', '356.00']))).toEqual(['154.01', '45.99']);
  });

  it('adds up to the amount however the parts are rounded', () => {
    const parts = allocateAmount('100.00', [1, 1, 1]);
    expect(shown(parts)).toEqual(['33.33', '33.33', '33.34']);
    expect(Decimal.sum(...parts).toFixed(2)).toBe('100.00');
  });

  it('is shared equally by lines without weight', () => {
    expect(shown(allocateAmount('0.05', [0, 0]))).toEqual(['0.03', '0.02']);
    expect(allocateAmount(1, [])).toEqual([]);
  });
});
