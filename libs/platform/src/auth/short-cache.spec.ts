import { jest } from '@jest/globals';
import { ShortCache } from './short-cache.js';

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

test('an answer is forgotten after its time, or sooner when it says so', () => {
  const cache = new ShortCache<string>(10_000, 10);
  cache.set('a', 'long');
  cache.set('b', 'short', 5_000);
  jest.setSystemTime(6_000);
  expect([cache.get('a'), cache.get('b')]).toEqual(['long', undefined]);
  jest.setSystemTime(10_000);
  expect(cache.get('a')).toBeUndefined();
});

test('simultaneous callers ask once, and a failure is not remembered', async () => {
  const cache = new ShortCache<string>(10_000, 10);
  const load = jest
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error('down'))
    .mockResolvedValue('up');
  const first = await Promise.allSettled([cache.resolve('a', load), cache.resolve('a', load)]);
  expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(cache.resolve('a', load)).resolves.toBe('up');
  expect(load).toHaveBeenCalledTimes(2);
});

test('what was being read when the cache was cleared is not kept', async () => {
  const cache = new ShortCache<string>(10_000, 10);
  const reading = cache.resolve('a', () => Promise.resolve('before'));
  cache.clear();
  await expect(reading).resolves.toBe('before');
  expect(cache.get('a')).toBeUndefined();
});

test('the oldest answer makes room', () => {
  const cache = new ShortCache<number>(10_000, 2);
  for (const [index, key] of ['a', 'b', 'c'].entries()) cache.set(key, index);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([undefined, 1, 2]);
});
