import type { Json } from '@galley/dataset';
import { filterLimitFault } from './filter-limits.js';

type Filters = Record<string, Json>;

const columns = (count: number): Filters =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`c${n}`, n]));

const nested = (levels: number): Filters =>
  levels === 1 ? { sku: 'A' } : { OR: [nested(levels - 1), { sku: null }] };

describe('the limits of filters', () => {
  it.each<[string, Filters]>([
    ['none', {}],
    ['fifty conditions', columns(50)],
    ['five levels', nested(5)],
    ['a thousand values', { sku: Array.from({ length: 1_000 }, () => 'A') }],
    ['operators', { qty: { gt: 0, lte: 10 } }],
  ])('allow %s', (_name, filters) => {
    expect(filterLimitFault(filters)).toBeNull();
  });

  it.each<[string, Filters]>([
    ['conditions', columns(51)],
    ['conditions', { OR: [columns(30), columns(30)] }],
    ['levels', nested(6)],
    ['values', { sku: Array.from({ length: 1_001 }, () => 'A') }],
    ['values', { sku: { in: Array.from({ length: 1_001 }, () => 'A') } }],
  ])('refuse too many %s', (word, filters) => {
    expect(filterLimitFault(filters)).toMatchObject({
      pointer: '/filters',
      detail: expect.stringContaining(word) as string,
    });
  });
});
