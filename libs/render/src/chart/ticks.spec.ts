import { niceTicks, shareOf } from './ticks.js';

describe('figures at which an axis is marked', () => {
  it.each([
    [0, 2400, 5, [0, 500, 1000, 1500, 2000, 2500], 0],
    [-340, 410, 4, [-400, -200, 0, 200, 400, 600], 0],
    [0, 0.3, 3, [0, 0.1, 0.2, 0.3], 1],
    [0, 1, 4, [0, 0.25, 0.5, 0.75, 1], 2],
    [7, 7, 4, null, 0],
    [0, 0, 4, null, 0],
  ])('%p to %p in about %p steps', (low, high, wanted, values, digits) => {
    const ticks = niceTicks(low, high, wanted);
    expect(ticks.values.at(0)).toBeLessThanOrEqual(low);
    expect(ticks.values.at(-1)).toBeGreaterThanOrEqual(high);
    if (values) expect(ticks).toEqual({ values, digits });
  });

  it.each([1e-12, 1e15, 1e21])('has few of them, all different, at a size of %p', (high) => {
    const { values } = niceTicks(0, high, 5);
    expect(values.length).toBeLessThan(8);
    expect(new Set(values).size).toBe(values.length);
  });

  it('says how far along a figure stands', () => {
    expect(shareOf({ values: [-100, 0, 100], digits: 0 }, 50)).toBe(0.75);
  });
});
