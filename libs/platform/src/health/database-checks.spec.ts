import type { Database } from '../database/database.js';
import { Unavailable } from '../errors/common-problems.js';
import { clockCheck } from './database-checks.js';

/** A database whose clock is ahead of this machine's. */
function databaseAhead(ms: number): Database {
  const asSystem = () => Promise.resolve([{ now_ms: Date.now() + ms }]);
  return { asSystem } as unknown as Database;
}

describe('the check of the clock', () => {
  it.each([0, 900, -900])('is content with a database that is %d ms ahead', async (ms) => {
    await expect(clockCheck(databaseAhead(ms)).check()).resolves.toBeUndefined();
  });

  it.each([1_500, -1_500, 3_600_000])('is not ready beside one that is %d ms ahead', async (ms) => {
    await expect(clockCheck(databaseAhead(ms)).check()).rejects.toMatchObject({ code: Unavailable.code });
  });
});
