import { Random } from './random.js';

describe('the random source', () => {
  it('repeats itself for the same seed', () => {
    const run = (seed: string): number[] => {
      const random = new Random(seed);
      return Array.from({ length: 20 }, () => random.int(1, 1000));
    };
    expect(run('a')).toEqual(run('a'));
    expect(run('a')).not.toEqual(run('b'));
  });

  it('splits a number into parts that add up to it', () => {
    const parts = new Random('split').split(145, 36);
    expect(parts).toHaveLength(36);
    expect(Math.min(...parts)).toBeGreaterThanOrEqual(1);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(145);
  });

  it('refuses more parts than there are units', () => {
    expect(() => new Random('split').split(2, 3)).toThrow(RangeError);
  });

  it('samples different items', () => {
    const items = Array.from({ length: 30 }, (_, index) => index);
    expect(new Set(new Random('sample').sample(items, 12)).size).toBe(12);
    expect(new Random('sample').sample(items, 99)).toHaveLength(30);
  });
});
