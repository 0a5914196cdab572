import { preferredWaitMs } from './prefer-wait.js';

describe('the preference to wait', () => {
  it.each([
    [null, 0],
    ['', 0],
    ['respond-async', 0],
    ['wait=20', 20_000],
    ['respond-async, wait=5', 5_000],
    ['wait="7"; foo', 7_000],
    ['WAIT = 3', 3_000],
    ['wait=100000', 60_000],
    ['wait=-1', 0],
    ['wait=soon', 0],
    ['await=9', 0],
  ])('reads %p as %i ms', (header, ms) => {
    expect(preferredWaitMs(header)).toBe(ms);
  });
});
