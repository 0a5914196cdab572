import { jest } from '@jest/globals';
import { Rounds } from './rounds.js';

describe('rounds', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function playing(outcomes: readonly (boolean | Error)[], everyMs = 1000) {
    const told: unknown[] = [];
    let begun = 0;
    const rounds = new Rounds(
      () => {
        const outcome = outcomes[begun++] ?? false;
        return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
      },
      { everyMs, failed: (error) => told.push(error) },
    );
    return { rounds, told, begun: () => begun };
  }

  it('come at intervals, and at once while there is more to do', async () => {
    const { rounds, begun } = playing([true, false, false]);
    rounds.start();
    await jest.advanceTimersByTimeAsync(999);
    expect(begun()).toBe(0);
    await jest.advanceTimersByTimeAsync(2);
    expect(begun()).toBe(2);
    await jest.advanceTimersByTimeAsync(1000);
    expect(begun()).toBe(3);
  });

  it('begin at once where that is asked for, and not at all without an interval', async () => {
    const soon = playing([]);
    soon.rounds.start(0);
    const never = playing([], 0);
    never.rounds.start();
    await jest.advanceTimersByTimeAsync(1);
    expect([soon.begun(), never.begun()]).toEqual([1, 0]);
  });

  it('go on after one that failed, which is told', async () => {
    const outage = new Error('away');
    const { rounds, told, begun } = playing([outage]);
    rounds.start(0);
    await jest.advanceTimersByTimeAsync(1001);
    expect(begun()).toBe(2);
    expect(told).toEqual([outage]);
  });

  it('end with the one under way', async () => {
    let end = (): void => undefined;
    const rounds = new Rounds(() => new Promise((resolve) => (end = () => resolve(true))), {
      everyMs: 1000,
      failed: () => undefined,
    });
    rounds.start(0);
    await jest.advanceTimersByTimeAsync(1);
    let isStopped = false;
    const stopped = rounds.stop().then(() => (isStopped = true));
    await jest.advanceTimersByTimeAsync(5000);
    expect(isStopped).toBe(false);
    end();
    await stopped;
    expect(jest.getTimerCount()).toBe(0);
  });
});
