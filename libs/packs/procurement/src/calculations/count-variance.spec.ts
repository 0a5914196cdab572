import { countVariance, issueCost } from './count-variance.js';

describe('a count against the books', () => {
  it('of 97 where 100 should be, at 11.33333, is −3.00 % and −34.00 (CA-C9)', () => {
    const { qty, percent, cost } = countVariance(100, 97, '11.33333');
    expect([qty.toFixed(), percent?.toFixed(2), cost.toFixed(2)]).toEqual(['-3', '-3.00', '-34.00']);
  });

  it('has no percentage of nothing', () => {
    expect(countVariance(0, 2, 1).percent).toBeNull();
  });
});

describe('the cost of an issue', () => {
  it.each([
    ['2.5', '11.33333', '28.33'],
    ['12', '4.755', '57.06'],
  ])('of %s at %s is %s (CA-C10)', (qty, cost, expected) => {
    expect(issueCost(qty, cost).toFixed(2)).toBe(expected);
  });
});
