import { readTextRows, rowFrame } from '@galley/dataset';
import { RowWindow } from './row-window.js';

const batch = (...values: string[]) => ({
  bytes: Buffer.concat(values.map((value) => rowFrame([value]))),
  rows: values.length,
});
const batches = () => [batch('a', 'b', 'c'), batch('d'), batch('e', 'f')];

describe('RowWindow', () => {
  it.each([
    [0, null, 'abcdef', false],
    [0, 6, 'abcdef', false],
    [0, 5, 'abcde', true],
    [2, 2, 'cd', true],
    [5, 10, 'f', false],
    [9, 1, '', false],
    [0, 0, '', true],
  ])('skips %i and takes %s', (offset, limit, expected, isCut) => {
    const window = new RowWindow(offset, limit);
    const kept = batches().flatMap((one) => window.cut(one) ?? []);
    expect(kept.flatMap(({ bytes }) => [...readTextRows(bytes)]).join('')).toBe(expected);
    expect([window.given, window.isCut]).toEqual([expected.length, isCut]);
    expect(kept.reduce((sum, { rows }) => sum + rows, 0)).toBe(expected.length);
  });
});
