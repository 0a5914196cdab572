import { BACK_OFF, delayBounds, nextDelayMs } from './back-off.js';

const PLAIN = { base_ms: 1000, cap_ms: 10_000, attempts: 6 };

describe('delayBounds', () => {
  it('doubles up to the cap and ends with the last attempt', () => {
    const bounds = [1, 2, 3, 4, 5, 6, 7].map((attempt) => delayBounds(attempt, null, PLAIN));
    expect(bounds).toEqual([
      { min_ms: 0, max_ms: 1000 },
      { min_ms: 0, max_ms: 2000 },
      { min_ms: 0, max_ms: 4000 },
      { min_ms: 0, max_ms: 8000 },
      { min_ms: 0, max_ms: 10_000 },
      null,
      null,
    ]);
  });

  it('is never earlier than the receiver asked for, nor later than the cap', () => {
    expect(delayBounds(1, 5, PLAIN)).toEqual({ min_ms: 5000, max_ms: 6000 });
    expect(delayBounds(4, 5, PLAIN)).toEqual({ min_ms: 5000, max_ms: 10_000 });
    expect(delayBounds(1, 86_400, PLAIN)).toEqual({ min_ms: 10_000, max_ms: 10_000 });
    expect(delayBounds(1, -5, PLAIN)).toEqual({ min_ms: 0, max_ms: 1000 });
  });

  it('ends half a day after the first attempt, with the delays of the house', () => {
    let total = 0;
    let attempt = 1;
    for (let bounds = delayBounds(1); bounds; bounds = delayBounds(++attempt)) total += bounds.max_ms;
    expect(attempt).toBe(12);
    expect(total).toBeLessThanOrEqual(12.5 * 3_600_000);
    expect(total).toBeGreaterThan(8 * 3_600_000);
    expect(delayBounds(2000, null, { ...BACK_OFF, attempts: Infinity })?.max_ms).toBe(BACK_OFF.cap_ms);
  });
});

describe('nextDelayMs', () => {
  it('uses the whole width between the bounds', () => {
    expect(nextDelayMs(3, null, PLAIN, () => 0)).toBe(0);
    expect(nextDelayMs(3, null, PLAIN, () => 0.5)).toBe(2000);
    expect(nextDelayMs(3, 2, PLAIN, () => 0.999_999)).toBe(6000);
    expect(nextDelayMs(6, null, PLAIN, () => 0)).toBeNull();
  });
});
